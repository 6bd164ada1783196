"""Agreements as templates print them."""

from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.core.clock import now

from . import deadlines, kinds
from .deadlines import Duty
from .models import Agreement, Deadline


@dataclass(frozen=True)
class DutyView:
    """A duty with its term: done, open or late. ``tick``: it is done by a button; registration has its own form."""

    duty: Duty
    deadline: Deadline
    late: bool
    tick: bool


@dataclass(frozen=True)
class AgreementView:
    agreement: Agreement
    first_day: date
    last_day: date | None
    terms: list[tuple[str, str]]
    duties: list[DutyView]


def agreement_view(agreement: Agreement) -> AgreementView:
    """What both sides read of an agreement; ``deadlines`` should be prefetched."""
    end = agreement.period.upper
    duties = [
        DutyView(deadlines.get(row.kind), row, row.done_at is None and row.due_at < now(), row.kind != "registration")
        for row in agreement.deadlines.all()
    ]
    last_day = end - timedelta(days=1) if end else None
    terms = kinds.get(agreement.offer.kind).terms(agreement.terms)
    return AgreementView(agreement, agreement.period.lower, last_day, terms, duties)
