"""What follows from a change, after it: messages to the owner and to both sides of an agreement.

Each message names the row that it speaks of as its ``dedupe_key``, so that an event that comes twice says it once.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.notifications.services import send
from marketplace.outbox.consumers import consumes

from . import deadlines, kinds
from .enums import OfferState as S
from .enums import PauseReason, RejectReason
from .models import Confirmation, Deadline, FollowUp, Offer, StateChange
from .selectors import agreement_people, due_on, owner_people, workers_of
from .services import freshness

# New state -> subject; who moved the offer herself is told only where there is something to keep.
SUBJECTS: dict[str, str | Promise] = {
    S.SUBMITTED: _("Abbiamo ricevuto il tuo annuncio"),
    S.CHANGES: _("Il tuo annuncio ha bisogno di una modifica"),
    S.PUBLISHED: _("Il tuo annuncio è online"),
    S.REJECTED: _("Il tuo annuncio non può essere pubblicato"),
    S.PAUSED: _("Il tuo annuncio è in pausa"),
    S.EXPIRED: _("Il tuo annuncio è scaduto"),
}


@consumes("offer.state")
def tell_owner(change_id: int) -> None:
    """Tell the owner's side what has become of the offer."""
    change = StateChange.objects.select_related("offer__owner", "offer__body").filter(pk=change_id).first()
    if change is None or not _is_news(change):
        return
    offer = change.offer
    for person in owner_people(offer):
        send(
            kind=f"offer.{change.new}",
            to=person,
            subject=SUBJECTS[change.new],
            template=f"offers/notifications/{change.new}.txt",
            context=_offer_context(offer) | {
                "note": change.note,
                "reason": RejectReason(change.reason).label if change.new == S.REJECTED else change.reason,
                "due": due_on(offer),
            },
            dedupe_key=f"offer.state {change.pk} {person.pk}",
        )  # fmt: skip


def _is_news(change: StateChange) -> bool:
    match change.new:
        case S.PUBLISHED:
            return change.old == S.SUBMITTED
        case S.PAUSED:
            return change.reason != PauseReason.OWNER
        case _:
            return change.new in SUBJECTS


@consumes("offer.confirmation")
def ask_owner(question_id: int) -> None:
    """Send the link "is it still free?", and once again as a reminder; nothing once it has been answered."""
    question = Confirmation.objects.select_related("offer__owner", "offer__body").filter(pk=question_id).first()
    if question is None or question.answered_at or question.offer.state != S.PUBLISHED:
        return
    again = question.reminded_at is not None
    words = kinds.get(question.offer.kind).words.asking
    link = settings.SITE_URL + reverse("offer_confirm", args=[freshness.token(question)])
    for person in owner_people(question.offer):
        send(
            kind="offer.confirmation_reminder" if again else "offer.confirmation",
            to=person,
            subject=words.subject_again if again else words.subject,
            template="offers/notifications/confirmation.txt",
            context=_offer_context(question.offer) | {"link": link, "until": question.expires_at, "again": again},
            dedupe_key=f"offer.confirmation {question.pk} {int(again)} {person.pk}",
        )


@consumes("agreement.deadline")
def remind_of_duty(deadline_id: int) -> None:
    """Remind both sides of a duty that is near, or that should have been done."""
    rows = Deadline.objects.select_related("agreement__offer__owner", "agreement__offer__body", "agreement__body")
    deadline = rows.filter(pk=deadline_id, done_at=None).first()
    if deadline is None:
        return
    late, agreement = deadline.overdue_at is not None, deadline.agreement
    duty = deadlines.get(deadline.kind)
    for person in agreement_people(agreement):
        send(
            kind="agreement.overdue" if late else "agreement.reminder",
            to=person,
            subject=_("Un termine del tuo accordo è passato") if late else _("Si avvicina un termine del tuo accordo"),
            template="offers/notifications/deadline.txt",
            context={
                "duty": duty, "deadline": deadline, "agreement": agreement, "late": late,
                "link": settings.SITE_URL + reverse("agreement", args=[agreement.public_id]),
            },
            dedupe_key=f"agreement.deadline {deadline.pk} {int(late)} {person.pk}",
        )  # fmt: skip


@consumes("agreement.followup")
def ask_for_outcome(followup_id: int) -> None:
    """Ask the body's operators what has become of an agreement, on the day of its look back."""
    rows = FollowUp.objects.select_related("agreement__offer", "agreement__body", "agreement__created_by")
    look = rows.filter(pk=followup_id, done_at=None).first()
    if look is None:
        return
    agreement = look.agreement
    for person in workers_of(agreement):
        send(
            kind="agreement.followup",
            to=person,
            subject=_("Com’è andata? Segna l’esito di un accordo"),
            template="offers/notifications/followup.txt",
            context={
                "look": look, "agreement": agreement,
                "link": settings.SITE_URL + reverse("agreement_followup", args=[agreement.public_id, look.month]),
            },
            dedupe_key=f"agreement.followup {look.pk} {person.pk}",
        )  # fmt: skip


def _offer_context(offer: Offer) -> dict[str, Any]:
    return {
        "offer": offer,
        "kind": kinds.get(offer.kind),
        "page": settings.SITE_URL + reverse("my_offer", args=[offer.public_id]),
    }
