"""What only the office enters: the accord's zone and the attested persons."""

import pytest
from django.test import Client
from django.urls import reverse

from housing import selectors
from housing.models import Flat
from marketplace.organisations.enums import Role
from tests.factories import person
from tests.offers.factories import offer_in

from .wizard import complete, landlord

pytestmark = pytest.mark.django_db


def test_the_reviewer_enters_the_zone_and_the_band_appears(client: Client) -> None:
    flat = complete(landlord())
    assert selectors.concordato_band(selectors.flats().get(pk=flat.pk)) is None
    client.force_login(person(Role.REVIEWER))
    url = reverse("flat_office", args=[flat.offer.public_id])
    assert client.get(url).status_code == 200
    assert client.post(url, {"concordato_zone": "9"}).status_code == 422
    assert client.post(url, {"concordato_zone": "3", "attested_persons": "3"}).status_code == 302
    band = selectors.concordato_band(selectors.flats().get(pk=flat.pk))
    assert (band.zone, band.sub_band) == (3, 1)
    assert Flat.objects.get(pk=flat.pk).attested_persons == 3


def test_the_owner_does_not(client: Client) -> None:
    owner = landlord()
    flat = complete(owner)
    client.force_login(owner)
    url = reverse("flat_office", args=[flat.offer.public_id])
    assert client.post(url, {"concordato_zone": "3"}).status_code == 403


def test_the_review_page_leads_to_it(client: Client) -> None:
    offer = offer_in("submitted")
    client.force_login(person(Role.REVIEWER))
    page = client.get(reverse("review_offer", args=[offer.public_id])).content.decode()
    assert reverse("flat_office", args=[offer.public_id]) in page
