"""What the portal writes to the people of a body after a change."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import User
from marketplace.notifications import services as notifications
from marketplace.notifications.rendering import text_of
from marketplace.outbox.consumers import consumes
from marketplace.rulebook.selectors import figure

from .enums import BodyStatus
from .models import Body, Invitation
from .selectors import people_of

SUBJECTS: dict[str, str | Promise] = {
    "registered": _("Abbiamo ricevuto la richiesta del tuo ente"),
    "integration": _("Al tuo ente manca qualcosa per la verifica"),
    BodyStatus.VERIFIED: _("Il tuo ente è verificato"),
    BodyStatus.SUSPENDED: _("Il tuo ente è sospeso"),
    BodyStatus.REVOKED: _("La verifica del tuo ente non è riuscita o è revocata"),
}


@consumes("body.registered", "body.integration_asked", "body.verified", "body.suspended", "body.revoked")
def tell_people_of_body(body_id: int) -> None:
    """Write what the body's present state means; once for each state it enters, however often the event comes."""
    body = Body.objects.filter(pk=body_id).first()
    if body is None:
        return
    about, since = _present_word(body)
    days = figure("body.verification_days").value
    for person in people_of(body):
        notifications.send(
            kind=f"body.{about}",
            to=person,
            subject=SUBJECTS[about],
            template=f"organisations/notifications/body_{about}.txt",
            context={"body": body, "url": _address("body_detail", body.pk), "days": days},
            dedupe_key=f"body.{about}:{body.pk}:{person.pk}:{since:%Y%m%d%H%M%S%f}",
        )


def _present_word(body: Body) -> tuple[str, Any]:
    if body.status != BodyStatus.PENDING:
        return body.status, body.status_at
    if body.integration_asked_at:
        return "integration", body.integration_asked_at
    return "registered", body.created_at


@consumes("invitation.sent")
def tell_invited_person(invitation_id: int) -> None:
    """Send the link of an invitation that is still open, to a person of the portal or to an address new to it."""
    invitation = Invitation.objects.select_related("body", "invited_by").filter(pk=invitation_id).first()
    if invitation is None or invitation.accepted_at or invitation.withdrawn_at:
        return
    person = User.objects.filter(email__iexact=invitation.email).first()
    language = person.language if person else invitation.invited_by.language
    context = {"invitation": invitation, "url": _address("invitation", invitation.key)}
    with translation.override(language):
        subject = str(_("{body} ti invita nel portale")).format(body=invitation.body)
    notifications.write(
        kind="invitation",
        user=person,
        address=invitation.email,
        language=language,
        subject=subject,
        text=text_of("organisations/notifications/invitation.txt", context, language=language),
        dedupe_key=f"invitation:{invitation.pk}",
    )


def _address(name: str, *args: Any) -> str:
    """A full address without a language in its path: the page opens in the reader's."""
    with translation.override(settings.LANGUAGE_CODE):
        return f"{settings.SITE_URL}{reverse(name, args=args)}"
