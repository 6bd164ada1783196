"""All that has happened to one offer, in order: its own history and what higher floors add."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import deadlines, panels
from .enums import OfferState as S
from .enums import PauseReason, RejectReason, WithdrawReason
from .models import Agreement, Answer, Confirmation, Offer, Review, ReviewOutcome, StateChange
from .panels import Entry

# (old, new) -> what happened; else by new alone.
STEPS: dict[Any, str | Promise] = {
    S.SUBMITTED: gettext_lazy("Annuncio inviato al Comune"),
    S.CHANGES: gettext_lazy("Il Comune chiede una modifica"),
    S.PUBLISHED: gettext_lazy("Annuncio pubblicato"),
    S.RESERVED: gettext_lazy("Annuncio prenotato"),
    S.TAKEN: gettext_lazy("Accordo firmato: l’offerta è assegnata"),
    S.PAUSED: gettext_lazy("Annuncio in pausa"),
    S.WITHDRAWN: gettext_lazy("Annuncio ritirato"),
    S.EXPIRED: gettext_lazy("Annuncio scaduto"),
    S.REJECTED: gettext_lazy("Il Comune non pubblica l’annuncio"),
    S.DRAFT: gettext_lazy("Annuncio riaperto per modificarlo"),
    (S.SUBMITTED, S.DRAFT): gettext_lazy("Annuncio ripreso prima della risposta"),
    (S.PAUSED, S.PUBLISHED): gettext_lazy("Annuncio di nuovo online"),
    (S.RESERVED, S.PUBLISHED): gettext_lazy("Prenotazione finita: l’annuncio è di nuovo online"),
}
REASONS = {S.REJECTED: RejectReason, S.WITHDRAWN: WithdrawReason, S.PAUSED: PauseReason}
COMUNE = gettext_lazy("Comune")
PORTAL = gettext_lazy("Portale")


def timeline(offer: Offer, user: Any) -> list[Entry]:
    """The entries of ``offer`` that ``user`` may see, the latest first."""
    entries = [Entry(offer.created_at, _("Annuncio iniziato"), who=_who(offer, offer.owner_id))]
    looks = [review for review in offer.reviews.all() if review.outcome != ReviewOutcome.DROPPED]
    entries += [_look(review) for review in looks]
    entries += [entry for review in looks for entry in _approval(review)]
    entries += [_step(offer, change) for change in offer.changes.all()]
    entries += [entry for question in offer.confirmations.all() for entry in _question(question)]
    for agreement in offer.agreements.prefetch_related("deadlines"):
        entries += _agreement(agreement)
    entries += panels.timeline(offer, user)
    return sorted(entries, key=lambda entry: entry.at)[::-1]


def _who(offer: Offer, actor_id: int | None) -> str:
    if actor_id is None:
        return str(PORTAL)
    return _("Chi ha pubblicato") if actor_id == offer.owner_id else ""


def _step(offer: Offer, change: StateChange) -> Entry:
    title = STEPS.get((change.old, change.new)) or STEPS[change.new]
    reasons = REASONS.get(change.new)
    label = str(reasons(change.reason).label) if reasons and change.reason in reasons.values else ""
    from_comune = change.new in {S.CHANGES, S.REJECTED} or (change.old, change.new) == (S.SUBMITTED, S.PUBLISHED)
    text = "\n".join(part for part in (label, change.note) if part)
    return Entry(change.at, title, text, who=COMUNE if from_comune else _who(offer, change.actor_id))


def _look(review: Review) -> Entry:
    """The names of reviewers stay within the Comune."""
    return Entry(review.started_at, _("Una persona del Comune ha preso in carico la revisione"), who=COMUNE)


def _approval(review: Review) -> list[Entry]:
    """A message that came with the approval; that of a request or a refusal stands at its step."""
    if review.outcome != ReviewOutcome.APPROVED or not review.message:
        return []
    return [Entry(review.closed_at, _("Messaggio del Comune"), review.message, who=COMUNE)]


def _question(question: Confirmation) -> list[Entry]:
    entries = [Entry(question.asked_at, _("Ti abbiamo chiesto se è ancora libera"), who=PORTAL)]
    if question.reminded_at:
        entries.append(Entry(question.reminded_at, _("Te lo abbiamo ricordato"), who=PORTAL))
    if question.answered_at and question.answer == Answer.FREE:
        entries.append(Entry(question.answered_at, _("Hai confermato: è ancora libera")))
    return entries


def _agreement(agreement: Agreement) -> list[Entry]:
    url = reverse("agreement", args=[agreement.public_id])
    entries = [
        Entry(
            agreement.created_at, _("Accordo in preparazione, caso %(case)s") % {"case": agreement.case_code}, url=url
        )
    ]
    for deadline in agreement.deadlines.all():
        if deadline.done_at:
            entries.append(Entry(deadline.done_at, deadlines.get(deadline.kind).done_label, url=url))
    return entries
