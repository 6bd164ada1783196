"""The steps: rooms by buttons, addresses with and without a script, and how many queries a page takes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.test import Client
from django.urls import reverse

from housing import completeness, selectors
from housing.enums import RoomType
from housing.forms import AddressForm, RoomsForm
from housing.kind import CHECKLIST
from housing.models import Flat, Room
from housing.steps import STEPS
from marketplace.offers import kinds
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer
from marketplace.organisations.enums import Role
from tests.factories import LAMBRATE, person
from tests.offers.factories import milano

from .wizard import autosave, complete, draft, landlord, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def flat(client: Client) -> Flat:
    owner = landlord()
    client.force_login(owner)
    return draft(owner)


def test_a_landlord_begins_a_draft(client: Client) -> None:
    client.force_login(landlord())
    answer = client.post(reverse("flat_new"))
    flat = Flat.objects.select_related("offer").get()
    assert answer.url == reverse("flat_step", args=[flat.offer.public_id, "indirizzo"])


def test_others_do_not(client: Client) -> None:
    client.force_login(person(Role.OPERATOR))
    assert client.post(reverse("flat_new")).status_code == 403


def test_every_step_opens_in_any_order(client: Client, flat: Flat) -> None:
    for step in reversed(STEPS):
        page = client.get(reverse("flat_step", args=[flat.offer.public_id, step.code]))
        assert page.status_code == 200, step.code
        assert "Mancano" in page.content.decode()
    assert client.get(reverse("flat_step", args=[flat.offer.public_id, "altro"])).status_code == 404


def test_no_step_asks_who_people_are() -> None:
    asked = {name for step in STEPS if step.form for name in step.form.base_fields}
    forbidden = ("nation", "cittad", "relig", "sex", "sesso", "child", "bambin", "figli", "disab", "origin")
    assert [name for name in asked if any(word in name for word in forbidden)] == []


def test_rooms_come_and_go_by_buttons(client: Client, flat: Flat) -> None:
    added = submit(client, flat, "stanze", 1, add="1", room_type="bedroom")
    room = Room.objects.get(flat=flat)
    assert added.url.endswith(f"/stanze/#stanza-{room.pk}")
    row = {f"room_{room.pk}_type": "bedroom", f"room_{room.pk}_surface": "14", f"room_{room.pk}_window": "on"}
    submit(client, flat, "stanze", 2, add="1", room_type="kitchen", **row)
    room.refresh_from_db()
    assert room.surface == 14
    assert list(Room.objects.values_list("type", flat=True)) == ["bedroom", "kitchen"]
    submit(client, flat, "stanze", 9, remove=str(room.pk), **row)
    assert list(Room.objects.values_list("type", flat=True)) == ["kitchen"]


def test_a_room_that_another_window_added_is_left_alone(client: Client, flat: Flat) -> None:
    first = Room.objects.create(flat=flat, type=RoomType.BEDROOM, surface=9)
    other = Room.objects.create(flat=flat, type=RoomType.KITCHEN, surface=6)
    answer = autosave(client, flat, "stanze", **{f"room_{first.pk}_type": "bedroom", f"room_{first.pk}_surface": "12"})
    assert answer.status_code == 200
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.surface, other.surface, other.window) == (12, 6, True)


def test_rooms_of_another_flat_cannot_be_touched(client: Client, flat: Flat) -> None:
    strange = Room.objects.create(flat=draft(landlord()), type=RoomType.BEDROOM, surface=9)
    autosave(client, flat, "stanze", **{f"room_{strange.pk}_type": "bedroom", f"room_{strange.pk}_surface": "50"})
    submit(client, flat, "stanze", 1, remove=str(strange.pk))
    strange.refresh_from_db()
    assert strange.surface == 9
    assert list(RoomsForm(content=flat).rows()) == []


def test_the_pin_brings_its_place_and_hides_the_door(client: Client, flat: Flat) -> None:
    milano()
    data = {"address": "Via Conte Rosso 1", "lon": LAMBRATE.x, "lat": LAMBRATE.y}
    answer = autosave(client, flat, "indirizzo", **data)
    assert answer.status_code == 200, answer.content
    offer = Offer.objects.get(pk=flat.pk)
    assert offer.comune.name == "Milano"
    assert offer.public_point != offer.point
    assert Flat.objects.get(pk=flat.pk).cadastral_comune == "F205"


def test_a_point_outside_is_refused_in_words(client: Client, flat: Flat) -> None:
    answer = autosave(client, flat, "indirizzo", address="Piazza Bra 1, Verona", lon=10.99, lat=45.44)
    assert answer.status_code == 422
    assert "133 comuni" in answer.json()["errors"]["address"][0]
    assert Offer.objects.get(pk=flat.pk).point is None


def test_an_address_that_nobody_knows_is_kept_and_asked_again(client: Client, flat: Flat) -> None:
    answer = submit(client, flat, "indirizzo", 1, address="Via che non esiste affatto 12")
    assert answer.status_code == 422
    assert "Via che non esiste affatto 12" in answer.content.decode()
    assert Flat.objects.get(pk=flat.pk).unsaved == {"address": ["Via che non esiste affatto 12"]}


def test_clearing_the_address_takes_the_place_away(client: Client, flat: Flat) -> None:
    milano()
    autosave(client, flat, "indirizzo", address="Via Conte Rosso 1", lon=LAMBRATE.x, lat=LAMBRATE.y)
    assert autosave(client, flat, "indirizzo", address="", lon="", lat="").status_code == 200
    offer = Offer.objects.get(pk=flat.pk)
    assert (offer.address, offer.point, offer.nil) == ("", None, None)
    assert AddressForm(content=selectors.flats().get(pk=flat.pk)).typed(["address"]) == {"address": []}


def test_what_is_missing_is_told_with_its_step(flat: Flat) -> None:
    items = completeness.missing(selectors.flats().get(pk=flat.pk))
    assert {item.step for item in items} == {step.code for step in STEPS} - {"documenti"}
    assert completeness.missing(selectors.flats().get(pk=complete(landlord()).pk)) == []


def test_a_flat_without_a_valid_certificate_is_not_complete() -> None:
    flat = complete(landlord())
    Flat.objects.filter(pk=flat.pk).update(ape_class="", ape_pending=True)
    assert [item.step for item in kinds.get("flat").missing(flat.offer)] == ["energia"]


def test_a_published_flat_opens_on_its_summary(client: Client, flat: Flat) -> None:
    Offer.objects.filter(pk=flat.pk).update(state=OfferState.SUBMITTED)
    step = client.get(reverse("flat_step", args=[flat.offer.public_id, "canone"]))
    assert step.url == reverse("flat_step", args=[flat.offer.public_id, "riepilogo"])
    assert client.post(reverse("flat_reopen", args=[flat.offer.public_id])).status_code == 302
    assert Offer.objects.get(pk=flat.pk).state == OfferState.DRAFT


def test_the_kind_describes_itself() -> None:
    flat = complete(landlord())
    kind = kinds.get("flat")
    printed = dict(kind.fields(flat.offer))
    assert printed["Canone al mese"].startswith("800")
    assert printed["Mobili"] == "Arredata"
    assert printed["Superficie calpestabile"] == "60 m²"
    assert printed["Stanza 1"] == "Camera da letto, 14 m², con finestra"
    assert "Via Conte Rosso 1" in printed["Indirizzo"]
    assert [text for _label, text in kind.texts(flat.offer)] == ["Bilocale a Lambrate", "Casa luminosa.", "Cucina"]
    assert len({item.code for item in CHECKLIST}) == len(CHECKLIST)


@pytest.mark.parametrize("count", [1, 3])
def test_cards_take_the_same_queries_for_any_number(count: int, django_assert_num_queries: Callable[..., Any]) -> None:
    owner = landlord()
    ids = [complete(owner).pk for _ in range(count)]
    selectors.cards(ids)  # the rulebook is read once a request
    with django_assert_num_queries(6):
        cards = selectors.cards(ids)
    assert [card.id for card in cards] == ids
    assert cards[0].total == 890


def test_a_card_says_how_many_persons(client: Client) -> None:
    flat = complete(landlord())
    assert selectors.cards([flat.pk])[0].persons == 2
    Flat.objects.filter(pk=flat.pk).update(attested_persons=3)
    assert selectors.cards([flat.pk])[0].persons == 3


def test_the_public_page_never_shows_the_door() -> None:
    from django.template.loader import render_to_string

    flat = complete(landlord())
    offer = flat.offer
    offer.public_point = Point(9.2445, 45.4861, srid=4326)
    offer.save()
    html = render_to_string("housing/detail.html", {"offer": offer, **kinds.get("flat").detail_context(offer)})
    assert "Conte Rosso" not in html
    assert str(LAMBRATE.x) not in html
    assert "Classe energetica" in html
    assert "890" in html
