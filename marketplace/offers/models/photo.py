from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
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

    def get_upload_to(self, filename: str) -> str:
        return f"photos/{self.image.offer.public_id}/{filename}"


@receiver(post_delete, sender=Photo)
@receiver(post_delete, sender=PhotoRendition)
def remove_file(instance: Photo | PhotoRendition, **_signal: Any) -> None:
    """Files go when their rows are surely gone, whatever deleted them (Wagtail does this for its own models only)."""
    transaction.on_commit(lambda: instance.file.delete(save=False))
