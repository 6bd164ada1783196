"""Photos of an offer: their number, order, words, renditions, and who may touch them."""

import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import close_old_connections, connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from marketplace.core.errors import DomainError
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer, Photo, PhotoRendition
from marketplace.offers.models.photo import PhotoState
from marketplace.offers.photos import selectors, services
from marketplace.offers.photos.tasks import render_waiting_photos
from marketplace.offers.services import drafts
from marketplace.organisations.enums import Role
from tests.factories import person

JSON = {"Accept": "application/json"}


def jpeg(size: tuple[int, int] = (640, 480)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    return out.getvalue()


def upload(name: str = "cucina.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg() if content is None else content)


def add(offer: Offer, name: str = "cucina.jpg") -> Photo:
    data = jpeg()
    return services.add(offer_id=offer.pk, upload=BytesIO(data), name=name, size=len(data), actor=offer.owner)


@pytest.fixture
def offer(db: None, media_root: Path) -> Offer:
    return drafts.create_draft(actor=person(Role.LANDLORD), kind="flat")


@pytest.fixture
def owner(client: Client, offer: Offer) -> Client:
    client.force_login(offer.owner)
    return client


def test_an_upload_is_kept_clean_and_waits_for_its_renditions(owner: Client, offer: Offer, media_root: Path) -> None:
    answer = owner.post(reverse("photo_upload", args=[offer.public_id]), {"photo": upload()}, headers=JSON)
    assert answer.status_code == 201
    assert "Foto in arrivo" in answer.json()["html"]
    photo = Photo.objects.get()
    assert (photo.state, photo.width, photo.height, photo.title) == (PhotoState.WAITING, 640, 480, "cucina.jpg")
    assert "cucina" not in photo.file.name
    assert len([path for path in media_root.rglob("*") if path.is_file()]) == 1


def test_renditions_are_made_once_and_the_photo_is_ready(offer: Offer) -> None:
    photo = add(offer)
    services.render(photo_id=photo.pk)
    services.render(photo_id=photo.pk)
    photo.refresh_from_db()
    assert photo.state == PhotoState.READY
    assert PhotoRendition.objects.filter(image=photo).count() == 3
    view = selectors.of_offer(offer)[0]
    assert (view.thumb.width, view.thumb.height) == (320, 240)
    assert (view.card.width, view.card.height) == (640, 480)
    assert view.card.url.endswith(".webp")


def test_a_worker_killed_half_way_leaves_a_photo_that_waits(offer: Offer, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = add(offer)
    photo.get_rendition(selectors.SIZES["thumb"])  # as far as the worker had come
    assert not selectors.of_offer(offer)[0].is_ready
    Photo.objects.update(created_at=photo.created_at.replace(year=photo.created_at.year - 1))
    render_waiting_photos()
    assert selectors.of_offer(offer)[0].is_ready
    assert PhotoRendition.objects.filter(image=photo).count() == 3


def test_refused_files_are_named_and_the_others_kept(owner: Client, offer: Offer) -> None:
    url = reverse("photo_upload", args=[offer.public_id])
    answer = owner.post(url, {"photo": upload("contratto.pdf", b"%PDF")}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["errors"]["photo"][0].startswith("«contratto.pdf» non è una foto")
    page = owner.post(url, {"photo": [upload("a.jpg"), upload("b.txt", b"no")]}, follow=True)
    assert "«b.txt»" in page.content.decode()
    assert list(Photo.objects.values_list("title", flat=True)) == ["a.jpg"]


def test_too_large_a_request_is_refused_unread(owner: Client, offer: Offer) -> None:
    url = reverse("photo_upload", args=[offer.public_id])
    answer = owner.generic("POST", url, bytes(16 * 1024 * 1024), "application/octet-stream", headers=JSON)
    assert answer.status_code == 413


def test_uploads_are_limited_by_the_hour(owner: Client, offer: Offer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marketplace.offers.photos.views.RATE", "1/h")
    url = reverse("photo_upload", args=[offer.public_id])
    assert owner.post(url, {"photo": upload()}, headers=JSON).status_code == 201
    assert owner.post(url, {"photo": upload()}, headers=JSON).status_code == 429


def test_uploads_need_the_token(offer: Offer) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(offer.owner)
    answer = client.post(reverse("photo_upload", args=[offer.public_id]), {"photo": upload()}, headers=JSON)
    assert answer.status_code == 403
    assert not Photo.objects.exists()


def test_order_by_buttons_and_by_dragging(owner: Client, offer: Offer) -> None:
    a, b, c = (add(offer, name) for name in "abc")

    def order() -> list[str]:
        return list(offer.photos.values_list("title", flat=True))

    change = [reverse("photo_change", args=[offer.public_id, photo.pk]) for photo in (a, b, c)]
    owner.post(change[2], {"move": "first"})
    assert order() == ["c", "a", "b"]
    owner.post(change[1], {"move": "before"})
    assert order() == ["c", "b", "a"]
    owner.post(change[2], {"move": "after"})
    assert order() == ["b", "c", "a"]
    url = reverse("photo_order", args=[offer.public_id])
    assert owner.post(url, {"order": f"{a.pk},999999,{c.pk}"}, headers=JSON).status_code == 200
    assert order() == ["a", "c", "b"]


def test_words_for_a_photo(owner: Client, offer: Offer) -> None:
    url = reverse("photo_change", args=[offer.public_id, add(offer).pk])
    assert owner.post(url, {"alt": "  Cucina\n con finestra "}, headers=JSON).status_code == 200
    assert Photo.objects.get().alt == "Cucina con finestra"
    assert owner.post(url, {"alt": "x" * 161}, headers=JSON).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_deleting_takes_the_files_along(client: Client, offer: Offer, media_root: Path) -> None:
    client.force_login(offer.owner)
    photo = add(offer)
    services.render(photo_id=photo.pk)
    client.post(reverse("photo_change", args=[offer.public_id, photo.pk]), {"delete": "1"})
    assert not Photo.objects.exists()
    assert [path for path in media_root.rglob("*") if path.is_file()] == []


def test_strangers_and_sent_offers(client: Client, offer: Offer) -> None:
    photo = add(offer)
    addresses = [
        reverse("photo_upload", args=[offer.public_id]),
        reverse("photo_order", args=[offer.public_id]),
        reverse("photo_change", args=[offer.public_id, photo.pk]),
    ]
    assert [client.post(url, headers=JSON).status_code for url in addresses] == [401, 401, 401]
    client.force_login(person(Role.LANDLORD))
    assert [client.post(url, headers=JSON).status_code for url in addresses] == [404, 404, 404]
    client.force_login(offer.owner)
    Offer.objects.update(state=OfferState.SUBMITTED)
    assert client.post(addresses[2], {"delete": "1"}, headers=JSON).status_code == 409
    assert Photo.objects.exists()


def test_photos_of_another_offer_stay_out_of_reach(owner: Client, offer: Offer) -> None:
    other = add(drafts.create_draft(actor=person(Role.LANDLORD), kind="flat"))
    url = reverse("photo_change", args=[offer.public_id, other.pk])
    assert owner.post(url, {"delete": "1"}, headers=JSON).status_code == 404


def test_first_photos_take_the_same_queries(offer: Offer, django_assert_num_queries: Any) -> None:
    others = [drafts.create_draft(actor=person(Role.LANDLORD), kind="flat") for _ in range(3)]
    for each in (offer, *others):
        services.render(photo_id=add(each).pk)
    for ids in ([offer.pk], [offer.pk, *(other.pk for other in others)]):
        with django_assert_num_queries(2):
            assert len(selectors.first_of(ids)) == len(ids)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False])
def test_two_uploads_for_the_last_place(media_root: Path, monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    """With the lock one of them is refused; the control without it shows the race."""
    offer = drafts.create_draft(actor=person(Role.LANDLORD), kind="flat")
    monkeypatch.setattr(services, "LIMIT", 1)
    monkeypatch.setattr(services.pictures, "clean", lambda *_: services.pictures.Picture(jpeg(), 640, 480))
    both = threading.Barrier(2, timeout=5)
    if not locked:
        monkeypatch.setattr(services, "check_editable", lambda *, offer_id, actor: Offer.objects.get(pk=offer_id))
    count = services._check_room

    def check_together(offer: Offer) -> None:
        count(offer)
        if not locked and connection.in_atomic_block:
            both.wait()

    monkeypatch.setattr(services, "_check_room", check_together)
    refused = []

    def one() -> None:
        try:
            add(offer)
        except DomainError:
            refused.append(1)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Photo.objects.count(), len(refused)) == ((1, 1) if locked else (2, 0))
