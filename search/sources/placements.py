"""What can be found of placements: the job, the contract, the pay, the hours."""

from jobs.derived import monthly_pay, parts_of_day, rank
from jobs.enums import ContractForm, Experience, PartOfDay
from jobs.models import Occupation, Placement
from jobs.sectors import SECTIONS, section
from marketplace.offers.models import Offer, SeatPool

from ..documents import Source
from ..record import FREE_SEATS, MAY_CONVERT, NO_EXPERIENCE
from .shared import Around, around, open_days, place_texts, shared

CONTRACTS = list(ContractForm)  # a contract's number is its place here, from 1: add new ones at the end only
PARTS = list(PartOfDay.values)
SECTION_CODES = list(SECTIONS)


def read_placements(offers: list[Offer]) -> list[Source]:
    ids = [offer.pk for offer in offers]
    rows = Placement.objects.filter(pk__in=ids).prefetch_related("shifts").in_bulk()
    words = occupation_words({row.occupation for row in rows.values()})
    free = free_seats(ids)
    employers = dict(Offer.objects.filter(pk__in=ids).values_list("pk", "body__legal_name"))
    near = around(offers)
    return [
        _source(offer, rows[offer.pk], near[offer.pk], offer.pk in free,
                [*words.get(rows[offer.pk].occupation, []), employers[offer.pk] or ""])
        for offer in offers if offer.pk in rows
    ]  # fmt: skip


def _source(offer: Offer, placement: Placement, near: Around, free: bool, texts: list[str]) -> Source:
    letter = section(placement.sector)
    pay = monthly_pay(placement)
    contract = ContractForm(placement.contract) if placement.contract else None
    key = [
        "lavoro posto di lavoro",
        str(contract.label) if contract else "",
        str(SECTIONS.get(letter, "")),
        *texts,
        *place_texts(offer, near.station),
    ]
    return Source(
        **shared(offer, near),
        key=[text for text in key if text],
        body=[offer.description, placement.tasks, placement.transport_note],
        contract=CONTRACTS.index(contract) + 1 if contract else None,
        pay=pay[0] if pay else None,
        occupation=number(placement.occupation),
        start=offer.available_from,
        hours=round(placement.hours_week) if placement.hours_week else None,
        cefr=rank(placement.cefr_spoken),
        sector=SECTION_CODES.index(letter) + 1 if letter else None,
        parts=mask(parts_of_day((shift.days, shift.start, shift.end) for shift in placement.shifts.all())),
        flags=(
            FREE_SEATS * free
            | NO_EXPERIENCE * (placement.experience == Experience.NONE)
            | MAY_CONVERT * bool(placement.may_convert)
        ),
        **open_days(offer),
    )


def number(code: str) -> int | None:
    """An ISCO-08 unit group as a number."""
    return int(code) if code else None


def mask(parts: list[str]) -> int:
    """Parts of the week as bits."""
    return sum(1 << PARTS.index(part) for part in parts)


def free_seats(offer_ids: list[int]) -> set[int]:
    """The offers with a seat that nobody holds."""
    pools = SeatPool.objects.filter(offer__in=offer_ids)
    return {pool.offer_id for pool in pools if pool.free > 0 and pool.open}


def occupation_words(codes: set[str]) -> dict[str, list[str]]:
    """The Italian name of each occupation."""
    return {row.code: [row.title("it")] for row in Occupation.objects.filter(pk__in=codes)}
