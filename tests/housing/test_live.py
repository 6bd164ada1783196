"""What an owner changes while the flat stays on the market: dates, and money downwards only."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from housing import services
from housing.models import Flat
from marketplace.accounts.models import User
from marketplace.core.clock import now
from marketplace.core.errors import NotAllowed, WrongState
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer
from marketplace.organisations.enums import Role
from marketplace.outbox.services import relay_batch
from matching.models import FlatFacts
from search.models import SearchDocument
from tests.factories import person

from .wizard import complete, landlord

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return landlord()


@pytest.fixture
def flat(owner: User, client: Client) -> Flat:
    """Published at 800 + 90 €, free from 1 December 2026."""
    made = complete(owner)
    state = {"state": OfferState.PUBLISHED, "published_at": now(), "confirmed_at": now(), "submitted_at": now()}
    Offer.objects.filter(pk=made.pk).update(**state)
    client.force_login(owner)
    return Flat.objects.select_related("offer").get(pk=made.pk)


def send(client: Client, flat: Flat, **values: Any) -> Any:
    data = {"version": flat.offer.version, "available_from": "2026-12-01", "rent": "800", "fees": "90", **values}
    return client.post(reverse("flat_live", args=[flat.offer.public_id]), data)


def test_a_lower_rent_and_a_later_day_reach_search_and_the_operators(client: Client, flat: Flat) -> None:
    answer = send(client, flat, rent="750", fees="80", available_from="2026-12-15", available_to="2028-01-01")
    assert answer.url == reverse("my_offer", args=[flat.offer.public_id])
    offer = Offer.objects.get(pk=flat.pk)
    assert (offer.state, offer.available_from, offer.available_to) == (
        OfferState.PUBLISHED,
        date(2026, 12, 15),
        date(2028, 1, 1),
    )
    relay_batch()
    document, facts = SearchDocument.objects.get(offer_id=flat.pk), FlatFacts.objects.get(offer_id=flat.pk)
    assert (document.price, document.free.lower) == (830, date(2026, 12, 15))
    assert (facts.total, facts.available_from) == (830, date(2026, 12, 15))


@pytest.mark.parametrize("name", ["rent", "fees"])
def test_money_does_not_rise(client: Client, flat: Flat, name: str) -> None:
    page = send(client, flat, **{name: "900"})
    assert page.status_code == 422
    assert "solo abbassare" in page.content.decode()
    assert 'value="900"' in page.content.decode()  # what was typed stays
    assert Flat.objects.get(pk=flat.pk).total == 890


def test_dates_stand_in_order(client: Client, flat: Flat) -> None:
    page = send(client, flat, available_to="2026-11-01")
    assert page.status_code == 422
    assert "viene prima" in page.content.decode()


def test_a_second_window_is_told_and_may_save_again(client: Client, flat: Flat) -> None:
    send(client, flat, rent="700")
    page = send(client, flat, rent="650")
    assert page.status_code == 422
    assert "un’altra finestra" in page.content.decode()
    assert f'name="version" value="{flat.offer.version + 1}"' in page.content.decode()
    assert Flat.objects.get(pk=flat.pk).rent == 700


def test_the_owner_finds_the_page_beside_her_offer(client: Client, flat: Flat) -> None:
    page = client.get(reverse("my_offer", args=[flat.offer.public_id])).content.decode()
    assert reverse("flat_live", args=[flat.offer.public_id]) in page
    Offer.objects.filter(pk=flat.pk).update(state=OfferState.SUBMITTED)
    assert client.get(reverse("flat_live", args=[flat.offer.public_id])).status_code == 302


def test_only_its_owner_and_only_on_the_market(client: Client, flat: Flat, owner: User) -> None:
    values = {"available_from": date(2026, 12, 1) + timedelta(days=1), "available_to": None, "rent": 700, "fees": 90}
    with pytest.raises(NotAllowed):
        services.change_live(offer_id=flat.pk, version=None, values=values, actor=person(Role.LANDLORD))
    Offer.objects.filter(pk=flat.pk).update(state=OfferState.RESERVED)
    with pytest.raises(WrongState):
        services.change_live(offer_id=flat.pk, version=None, values=values, actor=owner)
