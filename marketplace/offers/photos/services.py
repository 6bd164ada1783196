"""Writing photos. The upload is cleaned before anything is kept: the original never touches our storage."""

import secrets
from typing import Any, BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from marketplace.audit import services as audit
from marketplace.core.errors import DomainError
from marketplace.outbox.services import wake

from ..models import Offer, Photo
from ..models.photo import PhotoState
from ..services.drafts import check_editable
from . import pictures
from .selectors import SIZES

LIMIT = 20  # photos of one offer


def add(*, offer_id: int, upload: BinaryIO, name: str, size: int, actor: Any) -> Photo:
    """Take in one photo: cleaned first (outside the transaction, it takes a second), then kept and queued.

    Raises ``pictures.BadPhoto``, ``DomainError`` when the offer is full, and as ``check_editable``.
    """
    with transaction.atomic():  # refuse before the work
        _check_room(check_editable(offer_id=offer_id, actor=actor))
    picture = pictures.clean(upload, name, size)
    return _keep(offer_id=offer_id, picture=picture, name=name, actor=actor)


@transaction.atomic
def _keep(*, offer_id: int, picture: pictures.Picture, name: str, actor: Any) -> Photo:
    offer = check_editable(offer_id=offer_id, actor=actor)
    _check_room(offer)
    last = offer.photos.aggregate(last=Max("position"))["last"]
    photo = Photo(
        offer=offer,
        title=name[:255],
        position=0 if last is None else last + 1,
        file_size=len(picture.data),
        uploaded_by_user=actor,
    )
    # the address cannot be guessed from the next photo's: a draft's rooms are nobody's business yet
    photo.file.save(f"{secrets.token_hex(8)}.jpg", ContentFile(picture.data), save=False)
    photo.width, photo.height = picture.width, picture.height  # assigning the file has emptied them
    photo.save()
    audit.log("photo.added", actor=actor, obj=photo, offer=offer.public_id)
    transaction.on_commit(lambda: _queue(photo.pk))
    return photo


def render(*, photo_id: int) -> None:
    """Make the photo's renditions and call it ready. Twice or after a killed worker: what exists is used again."""
    photo = Photo.objects.select_related("offer").filter(pk=photo_id).first()
    if photo is None or photo.state != PhotoState.WAITING:
        return
    photo.get_renditions(*SIZES.values())
    # only now, and only if nobody has deleted it meanwhile
    Photo.objects.filter(pk=photo.pk, state=PhotoState.WAITING).update(state=PhotoState.READY)


@transaction.atomic
def describe(*, photo_id: int, offer_id: int, alt: str, actor: Any) -> Photo:
    """Set the alternative text: what somebody who does not see the photo should know."""
    photo = _own(photo_id, offer_id, actor)
    text = " ".join(alt.split())
    if len(text) > 160:
        raise DomainError(_("Descrivi la foto in 160 caratteri al massimo."), field="alt")
    photo.alt = text
    photo.save(update_fields=["alt"])
    return photo


@transaction.atomic
def reorder(*, offer_id: int, order: list[int], actor: Any) -> None:
    """Put the photos in this order; those it does not name keep theirs, after the others."""
    offer = check_editable(offer_id=offer_id, actor=actor)
    photos = {photo.pk: photo for photo in offer.photos.all()}
    wanted = list(dict.fromkeys(pk for pk in order if pk in photos))
    wanted += [pk for pk in photos if pk not in wanted]
    for position, pk in enumerate(wanted):
        photos[pk].position = position
    Photo.objects.bulk_update(photos.values(), ["position"])


@transaction.atomic
def move(*, photo_id: int, offer_id: int, to: str, actor: Any) -> None:
    """``to`` is "first" (the cover), "before" or "after": what the buttons say."""
    photo = _own(photo_id, offer_id, actor)
    order = list(photo.offer.photos.values_list("pk", flat=True))
    old = order.index(photo.pk)
    new = {"first": 0, "before": max(old - 1, 0), "after": old + 1}.get(to, old)
    order.insert(new, order.pop(old))
    reorder(offer_id=offer_id, order=order, actor=actor)


@transaction.atomic
def remove(*, photo_id: int, offer_id: int, actor: Any) -> None:
    """Delete the photo, its renditions and their files."""
    photo = _own(photo_id, offer_id, actor)
    audit.log("photo.removed", actor=actor, obj=photo, offer=photo.offer.public_id)
    photo.delete()


def _check_room(offer: Offer) -> None:
    if offer.photos.count() >= LIMIT:
        raise DomainError(_("Le foto sono già %(n)s: togline una per aggiungerne un’altra.") % {"n": LIMIT})


def _own(photo_id: int, offer_id: int, actor: Any) -> Photo:
    """A photo of this offer. Raises ``Photo.DoesNotExist``."""
    offer = check_editable(offer_id=offer_id, actor=actor)
    return offer.photos.select_related("offer").get(pk=photo_id)


def _queue(photo_id: int) -> None:
    from .tasks import render_photo  # noqa: PLC0415 -- tasks call services

    wake(render_photo, photo_id)
