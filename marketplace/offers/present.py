"""Agreements as templates print them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateparse import parse_date

from marketplace.core.clock import now, today

from . import deadlines, kinds
from .deadlines import Duty
from .enums import AgreementState
from .flow import CONVERTED
from .models import Agreement, Deadline, FollowUp
from .services.accords import state_label
from .words import Words


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
    state_label: str
    words: Words
    first_day: date
    last_day: date | None
    terms: list[tuple[str, str]]
    duties: list[DutyView]
    end_reason: str
    place_in_line: int | None  # of those who wait for a seat, from 1


@dataclass(frozen=True)
class FollowUpView:
    """A look back with its outcome in words. ``open``: it may be recorded; ``early``: only a conversion may."""

    row: FollowUp
    outcome: str
    contract: str
    since: date | None
    open: bool
    early: bool
    late: bool


def agreement_view(agreement: Agreement) -> AgreementView:
    """What both sides read of an agreement; ``deadlines`` should be prefetched."""
    end = agreement.period.upper
    duties = [
        DutyView(deadlines.get(row.kind), row, row.done_at is None and row.due_at < now(), row.kind != "registration")
        for row in agreement.deadlines.all()
    ]
    last_day = end - timedelta(days=1) if end else None
    kind = kinds.get(agreement.offer.kind)
    reasons = dict(kind.flow.end_reasons.choices) | dict(kind.flow.cancel_reasons.choices)
    return AgreementView(
        agreement, state_label(agreement), kind.words, agreement.period.lower, last_day, kind.terms(agreement.terms),
        duties, str(reasons.get(agreement.end_reason, "")), _place_in_line(agreement),
    )  # fmt: skip


def _place_in_line(agreement: Agreement) -> int | None:
    if agreement.state != AgreementState.WAITING:
        return None
    waiting = agreement.pool.agreements.filter(state=AgreementState.WAITING).order_by("created_at", "pk")
    return list(waiting.values_list("pk", flat=True)).index(agreement.pk) + 1


def followup_views(agreement: Agreement) -> list[FollowUpView]:
    """The looks back at an agreement, in order; ``followups`` should be prefetched.

    Before its day only the next one is open, and only where a traineeship may have become a contract.
    """
    flow = kinds.get(agreement.offer.kind).flow
    outcomes = dict(flow.outcomes.choices)
    possible = flow.forms_for(agreement)
    forms = dict(possible.choices) if possible else {}
    rows = list(agreement.followups.all())
    is_converted = any(row.outcome == CONVERTED for row in rows)
    coming = next((row for row in rows if row.due_on > today() and not row.done_at), None)
    found = []
    for row in rows:
        due = row.due_on <= today()
        early = row is coming and bool(forms) and not is_converted
        contract, since = forms.get(row.data.get("contract_form"), ""), row.data.get("since", "")
        found.append(
            FollowUpView(
                row, str(outcomes.get(row.outcome, row.outcome)), str(contract), parse_date(since) if since else None,
                open=due or early, early=early and not due, late=due and not row.done_at,
            )
        )  # fmt: skip
    return found
