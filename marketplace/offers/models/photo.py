from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from .offer import Offer


class PhotoState(models.TextChoices):
    WAITING = "waiting", _("In preparazione")
    READY = "ready", _("Pronta")
    REFUSED = "refused", _("Rifiutata")


class Photo(AbstractImage):
    """A photo of an offer: re-encoded without EXIF and position, shown through Wagtail's renditions.

    A table of its own, not the editors' image library: an editor must not find owners' rooms there.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(default=0)
    alt = models.CharField(_("testo alternativo"), max_length=160, blank=True)
    state = models.CharField(max_length=8, choices=PhotoState, default=PhotoState.WAITING)

    admin_form_fields = ("title", "file", "alt")

    class Meta(AbstractImage.Meta):
        ordering = ["position", "id"]

    def get_upload_to(self, filename: str) -> str:
        return f"photos/{self.offer.public_id}/{super().get_upload_to(filename).rsplit('/', 1)[-1]}"


class PhotoRendition(AbstractRendition):
    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="photo_rendition_once")
        ]
