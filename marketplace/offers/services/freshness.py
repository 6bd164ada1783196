"""Is it still free? Every two weeks the owner is asked by a signed link; silence pauses the offer.

The batch functions take their work in chunks and may run beside each other: rows that another run holds are left out.
"""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.clock import now
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.core.locks import lock
from marketplace.outbox import services as outbox
from marketplace.rulebook.selectors import figure

from ..enums import OfferState, PauseReason
from ..life import Who, parts_of, walk
from ..models import Answer, Confirmation, Offer
from ..selectors import owner_people
from .market import CHUNK, mark_let_elsewhere, pause
from .questions import close_question
from .reminding import remind

_signer = signing.Signer(salt="offers.confirmation")


class LinkUsed(DomainError):
    """The link has been answered before, or the portal no longer waits for an answer."""

    status = 410


class LinkExpired(DomainError):
    status = 410


def token(confirmation: Confirmation) -> str:
    """What stands in the link: the question's number, signed."""
    return _signer.sign(str(confirmation.pk))


def open_question(link: str) -> Confirmation:
    """The question that a link stands for. Raises ``Confirmation.DoesNotExist``, ``LinkUsed``, ``LinkExpired``."""
    try:
        pk = int(_signer.unsign(link))
    except (signing.BadSignature, ValueError):
        raise Confirmation.DoesNotExist from None
    question = Confirmation.objects.select_related("offer").get(pk=pk)
    _check_open(question)
    return question


def _check_open(question: Confirmation) -> None:
    if question.answered_at and question.answer != Answer.SILENCE:
        raise LinkUsed(_("Hai già risposto: questo collegamento vale una volta sola."))
    if question.answered_at or question.expires_at <= now():
        raise LinkExpired(_("Questo collegamento è scaduto e l’annuncio è in pausa."))


@transaction.atomic
def answer(*, link: str, choice: str) -> Offer:
    """Answer by link, without signing in: whoever holds it acts for the owner. Works once, then ``LinkUsed``."""
    question = lock(Confirmation.objects.all(), pk=open_question(link).pk)
    _check_open(question)
    offer = Offer.objects.select_related("owner").get(pk=question.offer_id)
    actor = next(iter(owner_people(offer)), None)
    if actor is None:
        raise NotAllowed
    audit.log("offer.answered_by_link", actor=actor, obj=offer, answer=choice)
    match choice:
        case Answer.FREE:
            return confirm_free(offer_id=offer.pk, actor=actor)
        case Answer.LET:
            return mark_let_elsewhere(offer_id=offer.pk, actor=actor)
        case Answer.PAUSE:
            return pause(offer_id=offer.pk, actor=actor)
        case _:
            raise DomainError(_("Scegli una delle tre risposte."))


@transaction.atomic
def confirm_free(*, offer_id: int, actor: Any) -> Offer:
    """The owner says that a published offer is still free."""
    offer = lock(Offer.objects.all(), pk=offer_id)
    if Who.OWNER not in parts_of(actor, offer):
        raise NotAllowed
    if offer.state != OfferState.PUBLISHED:
        raise WrongState(_("L’annuncio non è online: non c’è nulla da confermare."))
    offer.confirmed_at = now()
    offer.save(update_fields=["confirmed_at"])
    close_question(offer_id, Answer.FREE)
    audit.log("offer.confirmed", actor=actor, obj=offer)
    outbox.emit("offer.changed", offer.pk)
    return offer


def ask_due() -> int:
    """Ask the owners of all published offers whose last word is too old; returns how many were asked."""
    old = now() - timedelta(days=figure("freshness.confirm_days").value)
    due = Offer.objects.filter(state=OfferState.PUBLISHED, confirmed_at__lte=old).exclude(
        pk__in=Confirmation.objects.filter(answered_at=None).values("offer")
    )
    asked = 0
    while chunk := _ask(due):
        asked += chunk
    return asked


@transaction.atomic
def _ask(due: Any) -> int:
    ids = due.order_by("pk").select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:CHUNK]
    until = now() + timedelta(days=figure("freshness.answer_days").value)
    questions = Confirmation.objects.bulk_create(
        [Confirmation(offer_id=pk, asked_at=now(), expires_at=until) for pk in ids]
    )
    for question in questions:
        outbox.emit("offer.confirmation", question.pk)
    return len(questions)


def remind_due() -> int:
    """Remind those who have not answered for ``freshness.remind_days``; returns how many."""
    old = now() - timedelta(days=figure("freshness.remind_days").value)
    due = Confirmation.objects.filter(answered_at=None, reminded_at=None, asked_at__lte=old, expires_at__gt=now())
    return remind(due, "offer.confirmation")


def pause_silent() -> int:
    """Pause the offers whose question nobody has answered in time; returns how many. One transaction an offer."""
    due = Confirmation.objects.filter(answered_at=None, expires_at__lte=now()).order_by("pk")
    paused, last = 0, 0
    while rows := list(due.filter(pk__gt=last).values_list("pk", "offer_id")[:CHUNK]):
        paused += sum(_pause(pk, offer_id) for pk, offer_id in rows)
        last = rows[-1][0]
    return paused


@transaction.atomic
def _pause(pk: int, offer_id: int) -> bool:
    lock(Offer.objects.all(), pk=offer_id)  # an answer that arrives now waits, or has been given
    if not Confirmation.objects.filter(pk=pk, answered_at=None).exists():
        return False
    try:
        walk(offer_id=offer_id, to=OfferState.PAUSED, actor=None, reason=PauseReason.SILENCE)
        close_question(offer_id, Answer.SILENCE)
    except WrongState:
        close_question(offer_id)  # no longer published: nothing to ask
        return False
    return True
