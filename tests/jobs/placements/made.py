"""Complete placements of each form, and the posts that a browser would send for them."""

from datetime import date, time
from typing import Any

from django.test import Client
from django.urls import reverse

from jobs.enums import APPRENTICESHIPS, TRAINEESHIPS, ContractForm
from jobs.models import CollectiveAgreement, Occupation, Placement, Sector, Shift
from marketplace.accounts.models import User
from marketplace.offers.services import drafts
from marketplace.organisations.enums import Role
from marketplace.organisations.models import Membership
from tests.factories import LAMBRATE, person
from tests.offers.factories import milano

F = ContractForm
OF_FORM: dict[str, dict[str, Any]] = {
    F.TRAINEESHIP: {"months": 6, "eqf": [3], "no_prior_work": True, "employees": 8, "trainees": 0},
    F.INCLUSION: {"months": 18, "social_service": True, "employees": 8},
    F.WORK_GRANT: {"months": 4, "eqf": [2], "employees": 8},
    F.APPRENTICE_1: {"months": 36, "school": "IIS Galilei", "qualification": "Operatore elettrico"},
    F.APPRENTICE_2: {"months": 36, "craft": False, "training_hours": 120, "qualification": "Cuoco"},
    F.APPRENTICE_3: {"months": 24, "school": "ITS Lombardia", "qualification": "Tecnico"},
    F.FIXED_TERM: {"months": 12},
    F.PERMANENT: {},
    F.AGENCY: {"agency_name": "Agenzia di prova S.p.A.", "months": 6},
    F.SEASONAL: {"months": 4},
    F.DOMESTIC: {},
    F.ON_CALL: {"call_days": 200},
}
PROMOTED = {
    "promoter_kind": "labour",
    "promoter_name": "Ente promotore",
    "agreed": True,
    "plan": True,
    "tutor_trainees": 1,
}


def employer() -> User:
    return person(Role.EMPLOYER)


def draft(owner: User) -> Placement:
    """An empty placement of her firm."""
    body = Membership.objects.get(user=owner).body
    return drafts.create_draft(actor=owner, kind="placement", body=body).placement


def vocabularies() -> None:
    """One entry of each list."""
    Occupation.objects.get_or_create(code="5120", defaults={"level": 4, "labels": {"it": "Cuochi", "en": "Cooks"}})
    Sector.objects.get_or_create(code="56.11", defaults={"level": 4, "title": "Ristoranti", "folded": "ristoranti"})
    agreement = {"title": "Pubblici esercizi", "folded": "pubblici esercizi"}
    CollectiveAgreement.objects.get_or_create(code="H05Y", defaults=agreement)


def complete(owner: User, contract: str = F.FIXED_TERM, **values: Any) -> Placement:
    """A placement that lacks nothing but its declaration."""
    vocabularies()
    placement = draft(owner)
    offer = placement.offer
    offer.title, offer.description, offer.address = "Aiuto cuoco a Lambrate", "Cucina piccola.", "Via Conte Rosso 1"
    offer.point = offer.public_point = LAMBRATE
    offer.comune, offer.available_from, offer.available_to = milano(), date(2027, 1, 11), date(2026, 12, 31)
    offer.save()
    for name, value in {**answers(contract), **values}.items():
        setattr(placement, name, value)
    placement.save()
    if contract != F.ON_CALL:
        Shift.objects.create(placement=placement, days=["1", "2", "3", "4", "5"], start=time(9), end=time(17))
    return placement


def answers(contract: str) -> dict[str, Any]:
    """The columns of a lawful placement of this form."""
    pay = {
        "pay_min": 1400,
        "pay_max": 1500,
        "pay_period": "month",
        "pay_instalments": 14,
        "ccnl": "H05Y",
        "level": "6S",
    }
    if contract in TRAINEESHIPS:
        pay = {"indemnity": 500, **PROMOTED}
    return {
        "contract": contract, "occupation": "5120", "sector": "56.11", "tasks": "Lavare e tagliare le verdure.",
        "experience": "none", "remote": "no", "hours_week": 40, "hours_day": 8, "meals": False, "employees": 8,
        "safety_declared": True, "quota_declared": True, "claims_incentive": False, **pay, **OF_FORM[contract],
        **({"plan": True} if contract in APPRENTICESHIPS else {}),
    }  # fmt: skip


def autosave(client: Client, placement: Placement, step: str, version: int | None = None, **data: Any) -> Any:
    """What ``autosave.js`` sends."""
    url = reverse("placement_autosave", args=[placement.offer.public_id, step])
    return client.post(url, {"version": version or _version(placement), **data}, headers={"Accept": "application/json"})


def submit(client: Client, placement: Placement, step: str, version: int | None = None, **data: Any) -> Any:
    """What "Avanti" sends without any script."""
    url = reverse("placement_step", args=[placement.offer.public_id, step])
    return client.post(url, {"version": version or _version(placement), **data})


def _version(placement: Placement) -> int:
    return Placement.objects.select_related("offer").get(pk=placement.pk).offer.version
