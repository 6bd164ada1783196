"""What an employer changes while the placement stays on the market: dates, more seats, a higher pay."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jobs.enums import ContractForm
from jobs.models import Placement
from jobs.placements import services
from jobs.placements.selectors import placements
from marketplace.accounts.models import User
from marketplace.core.clock import now
from marketplace.core.errors import NotAllowed, WrongState
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer

from .made import complete, employer

pytestmark = pytest.mark.django_db
GIVEN = {
    "available_from": "2027-01-11",
    "available_to": "2026-12-31",
    "seats": "1",
    "pay_min": "1400",
    "pay_max": "1500",
}


@pytest.fixture
def owner(client: Client) -> User:
    user = employer()
    client.force_login(user)
    return user


@pytest.fixture
def placement(owner: User) -> Placement:
    return published(complete(owner))


def published(placement: Placement) -> Placement:
    state = {"state": OfferState.PUBLISHED, "published_at": now(), "confirmed_at": now(), "submitted_at": now()}
    Offer.objects.filter(pk=placement.pk).update(**state)
    return placements().get(pk=placement.pk)


def send(client: Client, placement: Placement, **values: Any) -> Any:
    data = {"version": placement.offer.version, **GIVEN, **values}
    return client.post(reverse("placement_live", args=[placement.offer.public_id]), data)


def test_more_seats_a_higher_pay_and_other_days(client: Client, placement: Placement) -> None:
    answer = send(client, placement, seats="3", pay_min="1450", available_from="2027-02-01", available_to="2027-01-15")
    assert answer.url == reverse("my_offer", args=[placement.offer.public_id])
    row = placements().get(pk=placement.pk)
    assert (row.pool.total, row.pool.closes_on, row.pay_min) == (3, date(2027, 1, 15), 1450)
    assert (row.offer.available_from, row.offer.state) == (date(2027, 2, 1), OfferState.PUBLISHED)


@pytest.mark.parametrize(("name", "value"), [("pay_min", "1399"), ("pay_max", "1450")])
def test_pay_does_not_fall(client: Client, placement: Placement, name: str, value: str) -> None:
    page = send(client, placement, **{name: value})
    assert page.status_code == 422
    assert "solo alzare" in page.content.decode()
    assert f'value="{value}"' in page.content.decode()  # what was typed stays


def test_seats_do_not_become_fewer(client: Client, placement: Placement) -> None:
    send(client, placement, seats="2")
    page = send(client, placements().get(pk=placement.pk), seats="1")
    assert page.status_code == 422
    assert "solo aumentare" in page.content.decode()


def test_a_trainee_is_paid_by_an_indemnity(client: Client, owner: User) -> None:
    placement = published(complete(owner, ContractForm.TRAINEESHIP))
    page = client.get(reverse("placement_live", args=[placement.offer.public_id])).content.decode()
    assert 'name="indemnity"' in page
    assert 'name="pay_min"' not in page
    send(client, placement, indemnity="600")
    assert placements().get(pk=placement.pk).indemnity == 600


def test_a_range_stays_in_order(client: Client, placement: Placement) -> None:
    page = send(client, placement, pay_min="1600")
    assert page.status_code == 422
    assert "viene prima" in page.content.decode()


def test_a_second_window_is_told_and_may_save_again(client: Client, placement: Placement) -> None:
    send(client, placement, pay_max="1600")
    page = send(client, placement, pay_max="1700")
    assert page.status_code == 422
    assert "un’altra finestra" in page.content.decode()
    assert placements().get(pk=placement.pk).pay_max == 1600


def test_the_days_stand_in_order(client: Client, placement: Placement) -> None:
    assert send(client, placement, available_to="2027-01-12").status_code == 422


def test_only_its_owner_and_only_on_the_market(client: Client, placement: Placement, owner: User) -> None:
    values = {**services.live_values(placement), "seats": 2}
    version = values.pop("version")
    with pytest.raises(NotAllowed):
        services.change_live(offer_id=placement.pk, version=version, values=values, actor=employer())
    Offer.objects.filter(pk=placement.pk).update(state=OfferState.SUBMITTED)
    with pytest.raises(WrongState):
        services.change_live(offer_id=placement.pk, version=version, values=values, actor=owner)
    assert client.get(reverse("placement_live", args=[placement.offer.public_id])).status_code == 302
    client.force_login(employer())
    assert client.get(reverse("placement_live", args=[placement.offer.public_id])).status_code == 404
