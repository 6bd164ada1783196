from datetime import timedelta

from celery import shared_task

from marketplace.core.clock import now

from ..models import Photo
from ..models.photo import PhotoState
from . import services


@shared_task(name="offers.render_photo")
def render_photo(photo_id: int) -> None:
    services.render(photo_id=photo_id)


@shared_task(name="offers.render_waiting_photos")
def render_waiting_photos() -> None:
    """What a killed worker or an absent broker has left behind."""
    waiting = Photo.objects.filter(state=PhotoState.WAITING, created_at__lt=now() - timedelta(minutes=2))
    for photo_id in waiting.values_list("pk", flat=True)[:200]:
        services.render(photo_id=photo_id)


BEAT = {"offers.render_waiting_photos": 120.0}
