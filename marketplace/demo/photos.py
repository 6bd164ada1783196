"""Photos for the flats that a visitor meets first."""

import random
from concurrent.futures import ThreadPoolExecutor

from django.core.files.base import ContentFile

from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer, Photo
from marketplace.offers.models.photo import PhotoState
from marketplace.offers.photos.services import render

from .pictures import ALTS, ROOMS, SIZE, draw_room

AT_ONCE = 60  # made here: the first page of the search; the worker makes the rest


def make_photos(rng: random.Random, flats: int) -> list[int]:
    """Draw two or three photos for the ``flats`` newest published flats. Returns the photos' ids."""
    offers = Offer.objects.filter(is_demo=True, photos=None, state__in=[OfferState.PUBLISHED, OfferState.SUBMITTED])
    wanted = [
        (offer, room, position, rng.random())
        for offer in offers.order_by("-published_at")[:flats]
        for position, room in enumerate(rng.sample(ROOMS, rng.randint(2, 3)))
    ]
    with ThreadPoolExecutor(2) as pool:
        drawn = list(pool.map(lambda w: draw_room(w[1], random.Random(w[3])), wanted))  # noqa: S311 -- pictures
    photos = []
    for (offer, room, position, _), data in zip(wanted, drawn, strict=True):
        photo = Photo(
            offer=offer,
            title=room,
            alt=ALTS[room],
            position=position,
            state=PhotoState.WAITING,
            file_size=len(data),
        )
        photo.file.save(f"{offer.public_id}-{position}.jpg", ContentFile(data), save=False)
        photo.width, photo.height = SIZE  # the field would open each file again to learn them
        photos.append(photo)
    Photo.objects.bulk_create(photos, batch_size=500)
    for photo in photos[:AT_ONCE]:
        render(photo_id=photo.pk)
    return [photo.pk for photo in photos]
