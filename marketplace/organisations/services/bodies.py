"""A body from its registration to its verification, suspension or revocation."""

from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import User
from marketplace.audit import services as audit
from marketplace.core.clock import now, today
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.core.locks import lock, named_lock
from marketplace.outbox import services as outbox

from ..enums import TRANSITIONS, BodyStatus, Role
from ..models import Body, Membership
from ..selectors import has_role, runs

IDENTITY = ("legal_name", "form", "codice_fiscale", "partita_iva", "rea", "runts_number", "runts_section")
CONTACTS = ("pec", "legal_representative", "phone", "website", "address", "ateco")  # what a body does changes too


@transaction.atomic
def register_body(*, actor: User, role: str, data: dict[str, Any], mandate: File | None = None) -> Membership:
    """Write a new body, pending, with the actor's mandate, which counts once a reviewer has verified the body.

    Raises ``DomainError`` on ``codice_fiscale`` when the body is here already.
    """
    if role not in {Role.LANDLORD, Role.EMPLOYER, Role.TRAINER, Role.MANAGER}:
        raise NotAllowed
    named_lock("body", data["codice_fiscale"])
    if Body.objects.filter(codice_fiscale=data["codice_fiscale"]).exists():
        raise DomainError(
            _("Questo ente è già nel portale: chiedi a chi lo gestisce di invitarti."), field="codice_fiscale"
        )
    values = {name: data[name] for name in IDENTITY + CONTACTS if name in data}
    body = Body.objects.create(created_by=actor, created_at=now(), status_at=now(), **values)
    membership = Membership.objects.create(
        user=actor, body=body, role=role, valid_from=today(), mandate_document=mandate or ""
    )
    audit.log("body.registered", actor=actor, obj=body, role=role)
    outbox.emit("body.registered", body.pk)
    return membership


@transaction.atomic
def update_body(*, actor: User, body: Body, data: dict[str, Any]) -> Body:
    """Change a body's data: its identity only while it is pending, its contacts always. Answers an integration.

    Raises ``NotAllowed`` for who neither runs nor registered it, ``DomainError`` for a codice fiscale in use.
    """
    body = lock(Body.objects.all(), pk=body.pk)
    founder = body.status == BodyStatus.PENDING and body.created_by_id == actor.pk
    if not founder and not runs(actor, body):
        raise NotAllowed
    allowed = IDENTITY + CONTACTS if body.status == BodyStatus.PENDING else CONTACTS
    changed = [name for name in allowed if name in data and getattr(body, name) != data[name]]
    if "codice_fiscale" in changed and Body.objects.filter(codice_fiscale=data["codice_fiscale"]).exists():
        raise DomainError(_("C’è già un ente con questo codice fiscale."), field="codice_fiscale")
    for name in changed:
        setattr(body, name, data[name])
    if body.integration_asked_at:
        body.integration_asked_at, body.status_at = None, now()
        changed += ["integration_asked_at", "status_at"]
    if changed:
        body.save(update_fields=changed)
        audit.log("body.changed", actor=actor, obj=body, fields=changed)
        outbox.emit("body.changed", body.pk)
    return body


@transaction.atomic
def decide(*, actor: User, body: Body, status: str, reason: str = "") -> Body:
    """Verify, suspend or revoke a body. Verifying also confirms the mandate of who registered it.

    A reason is due for all but the verification (L. 241/1990 art. 3). Raises ``NotAllowed`` for a body of one's own.
    """
    body = _lock_for_review(actor, body)
    if status not in TRANSITIONS[body.status]:
        raise WrongState(_("Questo passaggio non si può fare: qualcuno ha già deciso. Ricarica la pagina."))
    if status != BodyStatus.VERIFIED and not reason.strip():
        raise DomainError(_("Scrivi il motivo: l’ente lo riceve per e-mail."), field="reason")
    body.status, body.status_note, body.status_at, body.integration_asked_at = status, reason.strip(), now(), None
    if status == BodyStatus.VERIFIED:
        body.verified_at, body.verified_by = now(), actor
        body.memberships.filter(user=body.created_by_id, confirmed_at=None).update(confirmed_at=now())
    fields = ["status", "status_note", "status_at", "integration_asked_at", "verified_at", "verified_by"]
    body.save(update_fields=fields)
    audit.log(f"body.{status}", actor=actor, obj=body, reason=body.status_note)
    outbox.emit(f"body.{status}", body.pk)
    return body


@transaction.atomic
def ask_integration(*, actor: User, body: Body, reason: str) -> Body:
    """Ask a pending body for what is missing; the term of the verification rests until it answers."""
    body = _lock_for_review(actor, body)
    if body.status != BodyStatus.PENDING:
        raise WrongState(_("Puoi chiedere integrazioni solo a un ente in attesa di verifica."))
    if not reason.strip():
        raise DomainError(_("Scrivi che cosa manca: l’ente lo riceve per e-mail."), field="reason")
    body.status_note, body.integration_asked_at = reason.strip(), now()
    body.save(update_fields=["status_note", "integration_asked_at"])
    audit.log("body.integration_asked", actor=actor, obj=body, reason=body.status_note)
    outbox.emit("body.integration_asked", body.pk)
    return body


def _lock_for_review(actor: User, body: Body) -> Body:
    if not has_role(actor, Role.REVIEWER):
        raise NotAllowed
    body = lock(Body.objects.all(), pk=body.pk)
    if body.memberships.filter(user=actor).exists():
        raise NotAllowed(_("Fai parte di questo ente: deve deciderlo un’altra persona."))
    return body
