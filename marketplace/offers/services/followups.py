"""Looking back (esiti) some months after an agreement began: recording what has become of it, and reminding."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.clock import now, today
from marketplace.core.errors import DomainError, WrongState
from marketplace.outbox import services as outbox

from .. import guards
from ..enums import IN_FORCE, AgreementState
from ..flow import CONVERTED, Flow
from ..models import Agreement, FollowUp
from . import agreements
from .accords import check_past, kind_of, locked
from .reminding import remind

BEGUN = (AgreementState.HANDED_OVER, AgreementState.ENDED)


@dataclass(frozen=True)
class Conversion:
    """The contract that a traineeship has turned into: its form (a code of ``Flow.contract_forms``) and first day."""

    contract_form: str
    since: date


@transaction.atomic
def record(
    *,
    agreement_id: int,
    month: int,
    outcome: str,
    actor: Any,
    note: str = "",
    conversion: Conversion | None = None,
) -> FollowUp:
    """The operator says what has become of it. A later word replaces an earlier one of the same month.

    A conversion (``outcome`` "converted") may be recorded before its month, needs ``conversion``, and ends the
    agreement that it came out of. Raises ``DomainError``, ``WrongState``, ``NotAllowed``, ``FollowUp.DoesNotExist``.
    """
    agreement = locked(agreement_id, actor, *BEGUN, side="operator")
    row = FollowUp.objects.select_for_update().get(agreement=agreement, month=month)
    flow = kind_of(agreement).flow
    if outcome not in flow.outcomes.values:
        raise DomainError(_("Scegli una risposta dall’elenco."), field="outcome")
    if row.due_on > today() and outcome != CONVERTED:
        raise WrongState(_("È presto: questo esito si segna dal giorno previsto."))
    guards.check_note(note, field="note")
    row.data = _conversion_data(agreement, flow, conversion) if outcome == CONVERTED else {}
    row.outcome, row.note, row.done_at, row.done_by = outcome, note.strip(), now(), actor
    row.save(update_fields=["outcome", "note", "data", "done_at", "done_by"])
    audit.log(
        "agreement.converted" if outcome == CONVERTED else "agreement.followed_up",
        actor=actor, obj=agreement, case=agreement.case_code, month=month, outcome=outcome, **row.data,
    )  # fmt: skip
    outbox.emit("agreement.changed", agreement.pk)
    if outcome == CONVERTED and agreement.state in IN_FORCE:
        _end_converted(agreement, flow, conversion, actor)
    return row


def _conversion_data(agreement: Agreement, flow: Flow, conversion: Conversion | None) -> dict[str, str]:
    forms = flow.forms_for(agreement)
    if conversion is None or forms is None or conversion.contract_form not in forms.values:
        raise DomainError(_("Scegli il tipo del nuovo contratto."), field="contract_form")
    check_past(conversion.since, "since")
    if conversion.since <= agreement.handed_over_on:
        raise DomainError(_("Il nuovo contratto comincia dopo il primo giorno dell’accordo."), field="since")
    return {"contract_form": conversion.contract_form, "since": conversion.since.isoformat()}


def _end_converted(agreement: Agreement, flow: Flow, conversion: Conversion, actor: Any) -> None:
    """A traineeship that has become a contract is over the day before."""
    if CONVERTED in flow.end_reasons.values:
        last = max(conversion.since - timedelta(days=1), agreement.signed_on)
        agreements.end(agreement_id=agreement.pk, on=last, reason=CONVERTED, actor=actor)


def remind_due() -> int:
    """Emit ``agreement.followup`` for each look back whose day has come; once each. Returns how many."""
    due = FollowUp.objects.filter(done_at=None, reminded_at=None, due_on__lte=today())
    return remind(due, "agreement.followup")
