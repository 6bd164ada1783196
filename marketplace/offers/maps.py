"""What the maps of an offer's pages draw."""

from django.urls import reverse


def layers() -> dict[str, str]:
    """Addresses of quarters, and of metro lines with their stations."""
    metro = reverse("place_metro_layer")
    return {"areas": reverse("place_nil_layer"), "lines": metro, "stations": metro}
