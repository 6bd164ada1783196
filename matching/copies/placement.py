"""A placement's facts."""

from django.db.models import QuerySet

from jobs.derived import monthly_pay, parts_of_day, rank
from jobs.enums import ContractForm, Remote
from marketplace.offers.models import Offer
from marketplace.rulebook.models import Certainty
from marketplace.rulebook.selectors import figure

from ..models import PlacementFacts
from . import place

AGES = {  # the figures that hold the ages of a form of contract
    ContractForm.TRAINEESHIP: "placement.trainee_age",
    ContractForm.APPRENTICE_1: "placement.apprentice_1",
    ContractForm.APPRENTICE_2: "placement.apprentice_2",
    ContractForm.APPRENTICE_3: "placement.apprentice_3",
}


def offers() -> QuerySet[Offer]:
    found = Offer.objects.filter(kind="placement", placement__isnull=False).select_related("placement")
    return found.prefetch_related("placement__shifts", "pools")


def rows(offer: Offer) -> list[PlacementFacts]:
    """Nothing where the seats are not known yet."""
    pool = next(iter(offer.pools.all()), None)
    if pool is None:
        return []
    job = offer.placement
    low, high = monthly_pay(job) or (None, None)
    least, most = ages(job.contract)
    closes = [day for day in (offer.available_to, pool.closes_on) if day]
    facts = PlacementFacts(
        offer=offer, **place(offer), contract=job.contract, occupation=job.occupation, sector=job.sector,
        cefr_spoken=rank(job.cefr_spoken), cefr_written=rank(job.cefr_written), licences=job.licences,
        certificates=job.certificates, skills=job.skills,
        hours_week=float(job.hours_week) if job.hours_week is not None else None,
        parts_of_day=parts_of_day((shift.days, shift.start, shift.end) for shift in job.shifts.all()),
        pay_min=low, pay_max=high, start=offer.available_from, closes_on=min(closes, default=None),
        free=max(0, pool.free), waiting_list=pool.waiting_list, min_age=least, max_age=most,
        online=job.remote == Remote.FULLY,
    )  # fmt: skip
    return [facts]


def ages(contract: str) -> tuple[int | None, int | None]:
    """The ages, least and most, that the law sets for a form of contract; what is uncertain excludes nobody."""
    key = AGES.get(ContractForm(contract)) if contract else None
    if key is None:
        return None, None
    found = figure(key)
    if found.certainty == Certainty.UNCERTAIN:
        return None, None
    if isinstance(found.value, dict):
        return found.value.get("early_age", found.value.get("min_age")), found.value.get("max_age")
    return found.value, None
