"""A check from the body's paper to the reviewer's word, and out of force again."""

from collections.abc import Collection
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import User
from marketplace.audit import services as audit
from marketplace.core.clock import now, today
from marketplace.core.errors import Conflict, DomainError, NotAllowed, WrongState
from marketplace.core.locks import lock
from marketplace.organisations.enums import Role
from marketplace.organisations.models import Body
from marketplace.organisations.selectors import has_role
from marketplace.outbox import services as outbox

from .. import kinds, rules
from ..enums import OUTCOMES, CheckState
from ..models import Check
from ..selectors import may_propose, open_rows

FACTS = ("issued_on", "stated_until", "number", "accreditation", "sections")


@transaction.atomic
def propose(*, actor: User, body: Body, kind: str, data: dict[str, Any], evidence: File | None = None) -> Check:
    """Who runs a body hands in a paper, or declares; a reviewer decides. An earlier proposal is replaced.

    Raises ``NotAllowed``, and ``DomainError`` for a paper that is missing, or no longer valid.
    """
    about = kinds.get(kind)
    body = lock(Body.objects.all(), pk=body.pk)
    if not may_propose(actor, body):
        raise NotAllowed
    if not about.declared and not evidence:
        raise DomainError(_("Scegli il file del documento."), field="evidence")
    _require_in_force(about, data)
    open_rows(body, kind).filter(state=CheckState.PROPOSED).update(replaced_at=now())
    check = Check.objects.create(
        body=body, kind=kind, state=CheckState.PROPOSED, proposed_by=actor, proposed_at=now(),
        evidence="" if about.declared else evidence, **_facts(data),
    )  # fmt: skip
    audit.log("check.proposed", actor=actor, obj=check, kind=kind, body=body.pk)
    outbox.emit("check.changed", check.pk)
    return check


@transaction.atomic
def record_check(
    *,
    actor: User,
    body: Body,
    kind: str,
    outcome: str,
    data: dict[str, Any],
    note: str = "",
    evidence: File | None = None,
    seen: Collection[int] = (),
) -> Check:
    """A reviewer, never of her own body, enters what she has looked at; it replaces the current check of this kind.

    An open proposal becomes the check and keeps its paper. ``seen`` are the open rows that she saw when she decided:
    ``Conflict`` when a colleague, or the body, was quicker. Raises ``NotAllowed``, and ``DomainError`` for a defect
    without a note or a paper that is no longer valid.
    """
    about = kinds.get(kind)
    body = _lock_for_review(actor, body)
    rows = list(open_rows(body, kind))
    if {row.pk for row in rows} != set(seen):
        raise Conflict
    _require_outcome(about, outcome, data, note)
    proposal = next((row for row in rows if row.state == CheckState.PROPOSED), None)
    if proposal and proposal.proposed_by_id == actor.pk:
        raise NotAllowed(_("Questo documento l’hai consegnato tu: deve controllarlo un’altra persona."))
    open_rows(body, kind).filter(state__in=OUTCOMES).update(replaced_at=now())
    check = proposal or Check(body=body, kind=kind)
    for name, value in _facts(data).items():
        setattr(check, name, value)
    check.state, check.done_by, check.done_on, check.note = outcome, actor, today(), note.strip()
    check.valid_until = _end(about, data) if outcome == CheckState.OK else None
    if evidence and not about.declared:
        check.evidence = evidence
    check.save()
    audit.log("check.recorded", actor=actor, obj=check, kind=kind, body=body.pk, outcome=outcome)
    outbox.emit("check.changed", check.pk)
    return check


@transaction.atomic
def withdraw(*, actor: User, check_id: int, reason: str) -> Check:
    """A reviewer takes a current check or a proposal out of force: it was wrong, or no longer true."""
    found = Check.objects.select_related("body").get(pk=check_id)
    _lock_for_review(actor, found.body)
    check = lock(Check.objects.all(), pk=check_id)
    if check.replaced_at:
        raise WrongState(_("Questa verifica non è più in corso: ricarica la pagina."))
    if not reason.strip():
        raise DomainError(_("Scrivi il motivo: l’ente lo riceve per e-mail."), field="reason")
    check.state, check.note, check.replaced_at = CheckState.WITHDRAWN, reason.strip(), now()
    check.done_by, check.done_on = actor, today()
    check.save(update_fields=["state", "note", "replaced_at", "done_by", "done_on"])
    audit.log("check.withdrawn", actor=actor, obj=check, kind=check.kind, body=check.body_id, reason=check.note)
    outbox.emit("check.changed", check.pk)
    return check


def _facts(data: dict[str, Any]) -> dict[str, Any]:
    dates = {"issued_on", "stated_until"}
    return {name: data.get(name) or (None if name in dates else "") for name in FACTS}


def _end(about: kinds.CheckKind, data: dict[str, Any]) -> Any:
    facts = _facts(data)
    return rules.valid_until(about, issued_on=facts["issued_on"], done_on=today(), stated=facts["stated_until"])


def _require_in_force(about: kinds.CheckKind, data: dict[str, Any]) -> None:
    issued_on = data.get("issued_on")
    if issued_on is None and not about.from_register:
        raise DomainError(_("Scrivi la data del documento."), field="issued_on")
    if issued_on and issued_on > today():
        raise DomainError(_("Questa data è nel futuro: scrivi quella che sta sul documento."), field="issued_on")
    end = _end(about, data)
    if end < today():
        field = "stated_until" if data.get("stated_until") == end else "issued_on"
        text = _("Con questa data valeva fino al %(day)s: serve un documento più recente.")
        raise DomainError(text % {"day": date_format(end, "j F Y")}, field=field)


def _require_outcome(about: kinds.CheckKind, outcome: str, data: dict[str, Any], note: str) -> None:
    if outcome not in OUTCOMES:
        raise DomainError(_("Scegli l’esito del controllo."), field="outcome")
    if outcome == CheckState.OK:
        _require_in_force(about, data)
    elif not note.strip():
        raise DomainError(_("Scrivi che cosa non va: l’ente lo riceve per e-mail."), field="note")


def _lock_for_review(actor: User, body: Body) -> Body:
    """Four eyes: a reviewer who never belonged to the body. The body's row orders those who check it at once."""
    if not has_role(actor, Role.REVIEWER):
        raise NotAllowed
    body = lock(Body.objects.all(), pk=body.pk)
    if body.memberships.filter(user=actor).exists():
        raise NotAllowed(_("Fai parte di questo ente: deve controllarlo un’altra persona."))
    return body
