"""An owner's timeline: each event once, in the words of who did it."""

from datetime import timedelta

import pytest

from marketplace.core import clock
from marketplace.offers import panels
from marketplace.offers.services import agreements, market
from marketplace.organisations.enums import Role
from tests.factories import BodyFactory, person

from .factories import offer_in
from .trial import trial_in

pytestmark = pytest.mark.django_db


class TestTimeline:
    def lines(self, client, offer):
        from marketplace.offers.timeline import timeline

        return [(str(entry.title), str(entry.who)) for entry in timeline(offer, offer.owner)]

    def test_each_event_has_one_line(self, client, monkeypatch):
        monkeypatch.setattr(panels, "_timelines", [])
        body = BodyFactory()
        operator, offer = person(Role.OPERATOR, body=body), trial_in("reserved")
        before = self.lines(client, offer)
        with clock.frozen(clock.now() + timedelta(hours=1)):
            row = agreements.draft(
                offer_id=offer.pk,
                body=body,
                case_code="MI-7K2",
                start=clock.today(),
                end=None,
                terms={},
                actor=operator,
            )
            agreements.sign(agreement_id=row.pk, signed_on=clock.today(), actor=operator)
        assert self.lines(client, offer) == [("Accordo firmato, caso MI-7K2", "Ente"), *before]

    def test_who_offers_has_one_name(self, client):
        offer = trial_in("published")
        assert {who for _title, who in self.lines(client, offer)} <= {"Chi offre", "Comune", "Portale", ""}

    def test_a_state_that_follows_from_nothing_else_is_told(self, client, monkeypatch):
        monkeypatch.setattr(panels, "_timelines", [])
        offer = trial_in("published")
        with clock.frozen(clock.now() + timedelta(hours=1)):
            market.reserve(offer_id=offer.pk, actor=offer.owner)
        assert self.lines(client, offer)[0] == ("Annuncio prenotato", "Chi offre")

    def test_what_was_changed_online_stands_in_it(self, client):
        from housing.services import change_live
        from marketplace.offers.timeline import timeline

        offer = offer_in("published", kind="flat", available_from=clock.today())
        Flat = type(offer.flat)
        Flat.objects.filter(pk=offer.pk).update(rent=900, fees=100)
        values = {"available_from": clock.today(), "available_to": None, "rent": 850, "fees": 100}
        change_live(offer_id=offer.pk, version=None, values=values, actor=offer.owner)
        entry = timeline(offer, offer.owner)[0]
        assert (str(entry.title), "900 → 850" in str(entry.text), "→" in str(entry.text)) == (
            "Date o canone cambiati senza nuova revisione", True, True
        )  # fmt: skip
