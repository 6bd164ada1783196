"""Memberships: for oneself, by invitation, and their end."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import User
from marketplace.audit import services as audit
from marketplace.core.clock import now, today
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.core.locks import lock, named_lock
from marketplace.outbox import services as outbox

from ..enums import INVITABLE, BodyForm, BodyStatus, Role
from ..models import Body, Invitation, Membership
from ..selectors import current_memberships, open_invitations, runs


@transaction.atomic
def become_landlord(*, actor: User) -> Membership:
    """A person lets a flat of her own: at once, nobody has to confirm it. Twice makes no difference."""
    membership, created = Membership.objects.get_or_create(
        user=actor, body=None, role=Role.LANDLORD, defaults={"valid_from": today(), "confirmed_at": now()}
    )
    if created:
        audit.log("membership.created", actor=actor, obj=membership, role=Role.LANDLORD)
        outbox.emit("membership.changed", membership.pk)
    return membership


@transaction.atomic
def grant_first_admin(*, user: User) -> Membership:
    """Make a person administrator for the City, whose body is written from the site's own data if it is not there yet.

    For the command line of a new server only: afterwards administrators invite the city's staff in the browser.
    """
    contact = settings.SITE_CONTACT
    city, _created = Body.objects.get_or_create(
        codice_fiscale=contact["tax_code"],
        defaults={"legal_name": contact["owner"], "form": BodyForm.PUBLIC, "pec": contact["pec"]},
    )
    if city.status != BodyStatus.VERIFIED:
        city.status, city.status_at = BodyStatus.VERIFIED, now()
        city.save(update_fields=["status", "status_at"])
    membership, _created = Membership.objects.update_or_create(
        user=user,
        body=city,
        role=Role.ADMIN,
        defaults={"valid_to": None, "confirmed_at": now()},
        create_defaults={"valid_from": today(), "confirmed_at": now()},
    )
    audit.log("membership.created", actor=None, obj=membership, role=Role.ADMIN)
    outbox.emit("membership.changed", membership.pk)
    return membership


@transaction.atomic
def invite(*, actor: User, body: Body, email: str, role: str) -> Invitation:
    """Ask a colleague to join a verified body; the message leaves after the commit.

    Raises ``NotAllowed`` for who does not run the body or may not give this role, ``DomainError`` on ``email``.
    """
    named_lock("invitations", body.pk)
    by = runs(actor, body)
    if by is None or role not in INVITABLE[by.role]:
        raise NotAllowed
    if body.status != BodyStatus.VERIFIED:
        raise WrongState(_("Puoi invitare colleghe e colleghi quando l’ente è verificato."))
    email = email.strip().lower()
    if current_memberships().filter(body=body, role=role, user__email=email).exists():
        raise DomainError(_("Questa persona ha già questo ruolo."), field="email")
    same = Invitation.objects.filter(body=body, role=role, email__iexact=email, accepted_at=None, withdrawn_at=None)
    if same.filter(expires_at__gt=now()).exists():
        raise DomainError(_("Hai già invitato questa persona: aspettiamo la sua risposta."), field="email")
    same.update(withdrawn_at=now())
    invitation = Invitation.objects.create(body=body, role=role, email=email, invited_by=actor)
    audit.log("invitation.sent", actor=actor, obj=invitation, role=role, body=body.pk)
    outbox.emit("invitation.sent", invitation.pk)
    return invitation


@transaction.atomic
def withdraw_invitation(*, actor: User, invitation: Invitation) -> Invitation:
    """Take an open invitation back."""
    invitation = lock(Invitation.objects.all(), pk=invitation.pk)
    if not runs(actor, invitation.body):
        raise NotAllowed
    if invitation.accepted_at or invitation.withdrawn_at:
        raise WrongState(_("Questo invito non è più aperto."))
    invitation.withdrawn_at = now()
    invitation.save(update_fields=["withdrawn_at"])
    audit.log("invitation.withdrawn", actor=actor, obj=invitation)
    return invitation


@transaction.atomic
def accept_invitation(*, actor: User, invitation: Invitation) -> Membership:
    """Join the body, for the person whose address was invited: the manager's asking confirms the mandate."""
    found = open_invitations().select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if found is None:
        raise WrongState(_("Questo invito non è più aperto."))
    if found.email.lower() != actor.email.lower():
        raise NotAllowed(_("Questo invito è per un altro indirizzo e-mail: accedi con quello."))
    membership, created = Membership.objects.get_or_create(
        user=actor, body=found.body, role=found.role, defaults={"valid_from": today(), "confirmed_at": now()}
    )
    if not created:  # a mandate that had ended begins again
        membership.valid_from, membership.valid_to, membership.confirmed_at = today(), None, now()
        membership.save(update_fields=["valid_from", "valid_to", "confirmed_at"])
    found.accepted_at = now()
    found.save(update_fields=["accepted_at"])
    audit.log("membership.created", actor=actor, obj=membership, role=found.role, invited_by=found.invited_by_id)
    outbox.emit("membership.changed", membership.pk)
    return membership


@transaction.atomic
def end_mandate(*, actor: User, membership: Membership) -> Membership:
    """End a mandate from this moment: one's own, or one of a body that the actor runs.

    Raises ``WrongState`` when it has ended already or nobody would be left to run the body.
    """
    membership = lock(Membership.objects.select_related("body"), pk=membership.pk)
    body = membership.body
    if membership.user_id != actor.pk and not (body and runs(actor, body)):
        raise NotAllowed
    if membership.valid_to and membership.valid_to < today():
        raise WrongState(_("Questo incarico è già finito."))
    if body:
        _require_someone_left(body, membership)
    membership.valid_to = today() - timedelta(days=1)
    membership.save(update_fields=["valid_to"])
    audit.log("membership.ended", actor=actor, obj=membership, role=membership.role)
    outbox.emit("membership.changed", membership.pk)
    return membership


def _require_someone_left(body: Body, leaving: Membership) -> None:
    if leaving.role not in INVITABLE:
        return
    named_lock("invitations", body.pk)
    left = current_memberships().filter(Q(body=body), role__in=list(INVITABLE)).exclude(pk=leaving.pk)
    if not left.exists():
        raise WrongState(_("Sei l’unica persona che gestisce l’ente: prima invita chi prende il tuo posto."))
