"""What an owner's page says: the offers with their facts, and what is to be done now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.core.clock import ROME
from marketplace.organisations.models import Membership
from marketplace.rulebook.selectors import figure

from . import deadlines, kinds, panels
from .enums import IN_FORCE, PauseReason
from .enums import OfferState as S
from .models import Confirmation, Deadline, Offer, StateChange
from .panels import Fact, Task
from .selectors import Seats, owned_by, seats_of, view_counts
from .words import Asking


@dataclass(frozen=True)
class Action:
    """A button. ``page``: it opens a page that asks first; else it acts at once. ``main``: the one to press."""

    label: str
    url: str
    page: bool = False
    main: bool = False


@dataclass(frozen=True)
class Row:
    """An offer of the owner as her page lists it."""

    offer: Offer
    url: str
    facts: list[Fact] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)


@dataclass(frozen=True)
class Question:
    """The open question "is it still free?" of an offer, in the words of its kind. ``id``: the offer's public one."""

    id: str
    words: Asking
    due: date


@dataclass(frozen=True)
class Dashboard:
    rows: list[Row]
    tasks: list[Task]
    questions: dict[int, Question]  # by offer

    @property
    def first(self) -> Task | None:
        return self.tasks[0] if self.tasks else None


def dashboard(user: Any, acting: Membership | None, offers: Sequence[Offer] | None = None) -> Dashboard:
    """The page of ``user``; as many queries for three offers as for one. ``offers``: only these, already read."""
    if offers is None:
        offers = list(owned_by(user, acting).select_related("owner", "body").order_by("-changed_at", "-pk"))
    questions = _questions(offers)
    extra, seen = panels.facts(offers, user), view_counts(offers)
    seats = seats_of([offer for offer in offers if kinds.get(offer.kind).seats])
    rows = [
        Row(
            offer,
            reverse("my_offer", args=[offer.public_id]),
            _facts(offer, seen, seats.get(offer.pk)) + extra[offer.pk],
            actions(offer),
        )
        for offer in offers
    ]
    tasks = _own_tasks(offers, questions) + _duties(offers) + panels.tasks(offers, user)
    return Dashboard(rows, sorted(tasks, key=lambda task: (task.due is None, task.due or date.max)), questions)


def _questions(offers: Sequence[Offer]) -> dict[int, Question]:
    known = {offer.pk: offer for offer in offers}
    rows = Confirmation.objects.filter(offer__in=offers, answered_at=None).values_list("offer", "expires_at")
    return {
        pk: Question(known[pk].public_id, kinds.get(known[pk].kind).words.asking, _day(until)) for pk, until in rows
    }


def _facts(offer: Offer, seen: dict[int, int], seats: Seats | None) -> list[Fact]:
    facts = [Fact(seats_text(seats), icon="it-user")] if seats else []
    if offer.published_at:
        n = seen.get(offer.pk, 0)
        facts.append(Fact(ngettext("%(n)s visita", "%(n)s visite", n) % {"n": n}, icon="it-password-visible"))
    return facts


def seats_text(seats: Seats) -> str:
    """How far the seats are filled: "1 di 3 posti", and how many wait."""
    text = ngettext("%(held)s di %(total)s posto", "%(held)s di %(total)s posti", seats.total) % {
        "held": seats.held,
        "total": seats.total,
    }
    if not seats.waiting:
        return text
    return _("%(seats)s, %(n)s in lista d’attesa") % {"seats": text, "n": seats.waiting}


def actions(offer: Offer) -> list[Action]:
    """The buttons beside an offer; the services decide again."""
    found = {
        S.DRAFT: [_open(offer, _("Completa l’annuncio"))],
        S.CHANGES: [_open(offer, _("Modifica l’annuncio"))],
        S.SUBMITTED: [_act(offer, "riprendi", _("Riprendi per modificare"))],
        S.PUBLISHED: [
            _act(offer, "pausa", _("Metti in pausa")),
            _act(offer, "modifica", _("Modifica"), page=True),
        ],
        S.PAUSED: [
            _act(offer, "online", _("Rimetti online")),
            _act(offer, "modifica", _("Modifica"), page=True),
        ],
        S.WITHDRAWN: [_act(offer, "modifica", _("Proponila di nuovo"), page=True)],
        S.EXPIRED: [_act(offer, "modifica", _("Proponila di nuovo"), page=True)],
    }.get(S(offer.state), [])
    if offer.state in {S.PUBLISHED, S.PAUSED} and (url := kinds.get(offer.kind).live_url(offer)):
        found.insert(1, Action(str(kinds.get(offer.kind).words.live), url, page=True))
    if offer.state in {S.SUBMITTED, S.CHANGES, S.PUBLISHED, S.PAUSED, S.RESERVED}:
        found.append(_act(offer, "ritira", _("Ritira"), page=True))
    if offer.state == S.DRAFT:
        found.append(_act(offer, "elimina", _("Elimina"), page=True))
    return found


def _open(offer: Offer, label: str) -> Action:
    return Action(label, kinds.get(offer.kind).edit_url(offer), page=True, main=True)


def _act(offer: Offer, action: str, label: str, *, page: bool = False) -> Action:
    return Action(label, reverse("my_offer_action", args=[offer.public_id, action]), page=page)


def _own_tasks(offers: Sequence[Offer], questions: dict[int, Question]) -> list[Task]:
    silent = _paused_by_silence(offers)
    tasks = [_task(offer, questions.get(offer.pk), offer.pk in silent) for offer in offers]
    return [task for task in tasks if task]


def _task(offer: Offer, question: Question | None, silent: bool) -> Task | None:
    page = reverse("my_offer", args=[offer.public_id])
    match offer.state:
        case S.CHANGES:
            text = _("Il Comune chiede una modifica a «%(title)s».") % {"title": offer}
            return Task(text, page, _("Leggi e sistema"), _expiry(offer), offer.pk)
        case S.DRAFT:
            text = (
                _("«%(title)s» è ancora una bozza.") % {"title": offer}
                if offer.title
                else _("Il tuo annuncio è ancora una bozza.")
            )
            return Task(text, kinds.get(offer.kind).edit_url(offer), _("Completa l’annuncio"), None, offer.pk)
        case S.PUBLISHED if question:
            return Task(question.words.about % {"title": offer}, page, "", question.due, offer.pk)
        case S.PAUSED if silent:
            text = _("La data della conferma è passata: «%(title)s» è in pausa.") % {"title": offer}
            return Task(text, page, _("Rimetti online"), None, offer.pk)
    return None


def _paused_by_silence(offers: Sequence[Offer]) -> set[int]:
    latest = StateChange.objects.filter(offer=OuterRef("pk")).order_by("-at", "-pk").values("reason")[:1]
    rows = Offer.objects.filter(pk__in=[o.pk for o in offers], state=S.PAUSED).annotate(why=Subquery(latest))
    return set(rows.filter(why=PauseReason.SILENCE).values_list("pk", flat=True))


def _duties(offers: Sequence[Offer]) -> list[Task]:
    """What is still to be done after the agreements on these offers."""
    rows = Deadline.objects.filter(done_at=None, agreement__offer__in=offers, agreement__state__in=IN_FORCE)
    return [
        Task(
            deadlines.get(row.kind).label, reverse("agreement", args=[row.agreement.public_id]), _("Apri l’accordo"),
            _day(row.due_at), row.agreement.offer_id,
        )
        for row in rows.select_related("agreement")
    ]  # fmt: skip


def _expiry(offer: Offer) -> date:
    """When an offer that is left as it is expires."""
    return _day(offer.changed_at) + timedelta(days=figure("offer.expire_days").value)


def _day(moment: Any) -> date:
    return moment.astimezone(ROME).date()
