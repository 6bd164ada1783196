"""Two small kinds of offer of our own, so that these tests stand without housing and jobs."""

from dataclasses import replace
from typing import Any

import pytest

from marketplace.offers import deadlines, kinds
from marketplace.offers.kinds import ChecklistItem, Missing, OfferKind
from marketplace.offers.models import Offer
from marketplace.organisations.enums import Role


def _missing(offer: Offer) -> list[Missing]:
    return [] if offer.description else [Missing("Scrivi una descrizione", "texts", "description")]


TRIAL = OfferKind(
    code="trial",
    label="Prova",
    label_plural="Prove",
    icon="house",
    exclusive=True,
    roles=frozenset({Role.LANDLORD}),
    wizard_url="my_offer",
    create=lambda offer: None,
    missing=_missing,
    fields=lambda offer: [("Titolo", offer.title), ("Indirizzo", offer.address), ("Descrizione", offer.description)],
    texts=lambda offer: [("Descrizione", offer.description)],
    checklist=(
        ChecklistItem("papers", "I documenti sono leggibili", public="Documenti controllati dal Comune"),
        ChecklistItem("photos", "Le foto mostrano questa casa", required=False, public="Foto controllate"),
    ),
    terms=lambda terms: [("Canone", f"{terms['rent']} €")] if "rent" in terms else [],
)
SEATS = replace(TRIAL, code="seats", label="Posto", label_plural="Posti", exclusive=False)


@pytest.fixture(autouse=True)
def trial_kind(monkeypatch: pytest.MonkeyPatch) -> OfferKind:
    """The kinds "trial" and "seats", known during this test only."""
    monkeypatch.setitem(kinds._kinds, TRIAL.code, TRIAL)
    monkeypatch.setitem(kinds._kinds, SEATS.code, SEATS)
    duties = {code: _for_trial(duty) for code, duty in deadlines._duties.items()}
    monkeypatch.setattr(deadlines, "_duties", duties)
    return TRIAL


def _for_trial(duty: deadlines.Duty) -> deadlines.Duty:
    values: dict[str, Any] = {**duty.__dict__, "kinds": duty.kinds | ({TRIAL.code} if "flat" in duty.kinds else set())}
    return deadlines.Duty(**values)
