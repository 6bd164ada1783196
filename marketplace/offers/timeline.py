"""All that has happened to one offer, in order: its own history and what higher floors add."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.audit import actions
from marketplace.audit import models as audit

from . import deadlines, kinds, panels
from .enums import OfferState as S
from .enums import PauseReason, RejectReason
from .kinds import OfferKind
from .models import Agreement, Answer, Confirmation, Content, Offer, Review, ReviewOutcome, StateChange
from .panels import Entry
from .selectors import owner_people

# (old, new) -> what happened; else by new alone.
STEPS: dict[Any, str | Promise] = {
    S.SUBMITTED: gettext_lazy("Annuncio inviato al Comune"),
    S.CHANGES: gettext_lazy("Il Comune chiede una modifica"),
    S.PUBLISHED: gettext_lazy("Annuncio pubblicato"),
    S.RESERVED: gettext_lazy("Annuncio prenotato"),
    S.TAKEN: gettext_lazy("Annuncio assegnato"),
    S.PAUSED: gettext_lazy("Annuncio in pausa"),
    S.WITHDRAWN: gettext_lazy("Annuncio ritirato"),
    S.EXPIRED: gettext_lazy("Annuncio scaduto"),
    S.REJECTED: gettext_lazy("Il Comune non pubblica l’annuncio"),
    S.DRAFT: gettext_lazy("Annuncio riaperto per modificarlo"),
    (S.SUBMITTED, S.DRAFT): gettext_lazy("Annuncio ripreso prima della risposta"),
    (S.PAUSED, S.PUBLISHED): gettext_lazy("Annuncio di nuovo online"),
    (S.RESERVED, S.PUBLISHED): gettext_lazy("Prenotazione finita: l’annuncio è di nuovo online"),
    (S.TAKEN, S.PUBLISHED): gettext_lazy("Un posto è di nuovo libero: l’annuncio è di nuovo online"),
}
# Steps that always follow from something that has a line of its own: a proposal, an agreement, a seat.
ECHOES = {
    (S.PUBLISHED, S.RESERVED), (S.RESERVED, S.PUBLISHED), (S.RESERVED, S.TAKEN), (S.PUBLISHED, S.TAKEN),
    (S.TAKEN, S.PUBLISHED), (S.TAKEN, S.RESERVED), (S.TAKEN, S.PAUSED),
}  # fmt: skip
AT_ONCE = timedelta(seconds=5)
AGREED: dict[str, str | Promise] = {
    "agreement.drafted": gettext_lazy("Accordo in preparazione"),
    "agreement.waiting": gettext_lazy("In lista d’attesa"),
    "agreement.moved_up": gettext_lazy("Dalla lista d’attesa a un posto"),
    "agreement.signed": gettext_lazy("Accordo firmato"),
    "agreement.ended": gettext_lazy("Accordo concluso"),
    "agreement.cancelled": gettext_lazy("Accordo annullato"),
}
OFFERER = gettext_lazy("Chi offre")
BODY = gettext_lazy("Ente")
COMUNE = gettext_lazy("Comune")
PORTAL = gettext_lazy("Portale")


def timeline(offer: Offer, user: Any) -> list[Entry]:
    """The entries of ``offer`` that ``user`` may see, the latest first; each event has one line."""
    kind = kinds.get(offer.kind)
    looks = [review for review in offer.reviews.all() if review.outcome != ReviewOutcome.DROPPED]
    entries = [
        Entry(offer.created_at, _("Annuncio iniziato"), who=_who(offer, offer.owner_id)),
        *map(_look, looks),
        *(entry for review in looks for entry in _approval(review)),
        *(entry for question in offer.confirmations.all() for entry in _question(question, kind)),
        *_live_changes(offer),
        *_agreements(offer, kind),
        *panels.timeline(offer, user),
    ]
    changes = offer.changes.all()
    entries += [_step(offer, kind, c) for c in changes if not (_is_echo(c) and _is_told(c, entries))]
    return sorted(entries, key=lambda entry: entry.at)[::-1]


def _is_echo(change: StateChange) -> bool:
    return (change.old, change.new) in ECHOES


def _is_told(change: StateChange, entries: list[Entry]) -> bool:
    return any(abs(entry.at - change.at) < AT_ONCE for entry in entries)


def _who(offer: Offer, actor_id: int | None) -> str:
    if actor_id is None:
        return str(PORTAL)
    return str(OFFERER) if actor_id == offer.owner_id else ""


def _step(offer: Offer, kind: OfferKind, change: StateChange) -> Entry:
    title = STEPS.get((change.old, change.new)) or STEPS[change.new]
    reasons: dict[str, type[TextChoices]] = {
        S.REJECTED: RejectReason,
        S.WITHDRAWN: kind.flow.withdraw_reasons,
        S.PAUSED: PauseReason,
    }
    labels = dict(reasons[change.new].choices) if change.new in reasons else {}
    from_comune = change.new in {S.CHANGES, S.REJECTED} or (change.old, change.new) == (S.SUBMITTED, S.PUBLISHED)
    text = "\n".join(part for part in (str(labels.get(change.reason, "")), change.note) if part)
    return Entry(change.at, title, text, who=COMUNE if from_comune else _who(offer, change.actor_id))


def _look(review: Review) -> Entry:
    """The names of reviewers stay within the Comune."""
    return Entry(review.started_at, _("Una persona del Comune ha preso in carico la revisione"), who=COMUNE)


def _approval(review: Review) -> list[Entry]:
    """A message that came with the approval; that of a request or a refusal stands at its step."""
    if review.outcome != ReviewOutcome.APPROVED or not review.message:
        return []
    return [Entry(review.closed_at, _("Messaggio del Comune"), review.message, who=COMUNE)]


def _question(question: Confirmation, kind: OfferKind) -> list[Entry]:
    words = kind.words.asking
    entries = [Entry(question.asked_at, words.asked, who=PORTAL)]
    if question.reminded_at:
        entries.append(Entry(question.reminded_at, _("Te lo abbiamo ricordato"), who=PORTAL))
    if question.answered_at and question.answer == Answer.FREE:
        entries.append(Entry(question.answered_at, words.confirmed, who=OFFERER))
    return entries


def _live_changes(offer: Offer) -> list[Entry]:
    """What was changed while it stayed online: ``<kind>.changed_live`` in the audit trail, of the kind's own row."""
    rows = audit.Entry.objects.filter(
        object_type__in=[model._meta.label_lower for model in Content.__subclasses__()],
        object_id=str(offer.pk),
        action=f"{offer.kind}.changed_live",
    )
    return [Entry(row.at, actions.label(row.action), _changed(row), _who(offer, row.actor_id)) for row in rows]


def _changed(row: audit.Entry) -> str:
    """ "Canone: 900 → 850", a line for each field."""
    models = (apps.get_model(row.object_type), Offer)
    changed = row.data.get("changed", {}).items()
    return "\n".join(f"{_name_of(name, models)}: {_value(old)} → {_value(new)}" for name, (old, new) in changed)


def _name_of(field: str, models: Iterable[Any]) -> str:
    for model in models:
        try:
            return capfirst(str(model._meta.get_field(field).verbose_name))
        except FieldDoesNotExist:
            continue
    return field


def _value(text: str) -> str:
    if text in {"None", ""}:
        return "–"
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    return date_format(day, "j F Y") if day else text


def _side(owners: set[int], actor_id: int | None) -> str:
    """Who did something to an agreement."""
    if actor_id is None:
        return str(PORTAL)
    return str(OFFERER if actor_id in owners else BODY)


def _agreements(offer: Offer, kind: OfferKind) -> list[Entry]:
    """The steps of its agreements, as the audit trail has them, and their duties that are done."""
    found = {str(row.pk): row for row in offer.agreements.prefetch_related("deadlines")}
    titles = AGREED | {"agreement.handed_over": kind.words.ending.began}
    steps = list(
        audit.Entry.objects.filter(
            object_type=Agreement._meta.label_lower, object_id__in=list(found), action__in=list(titles)
        )
    )
    signed = {(row.object_id, row.at) for row in steps if row.action == "agreement.signed"}
    owners = {owner.pk for owner in owner_people(offer)}
    entries = []
    for row in steps:
        if row.action == "agreement.drafted" and any(
            key == row.object_id and at - row.at < AT_ONCE for key, at in signed
        ):
            continue  # drafted and signed at once: one line
        agreement = found[row.object_id]
        title = _("%(what)s, caso %(case)s") % {"what": titles[row.action], "case": agreement.case_code}
        entries.append(Entry(row.at, title, who=_side(owners, row.actor_id), url=_page(agreement)))
    for agreement in found.values():
        done = [row for row in agreement.deadlines.all() if row.done_at]
        entries += [Entry(row.done_at, deadlines.get(row.kind).done_label, url=_page(agreement)) for row in done]
    return entries


def _page(agreement: Agreement) -> str:
    return reverse("agreement", args=[agreement.public_id])
