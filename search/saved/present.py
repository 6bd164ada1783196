"""An offer's card in words, for a message: what everybody may read of it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from housing.selectors import Card as FlatCard
from jobs.courses.selectors import Card as CourseCard
from jobs.placements.selectors import Card as PlacementCard
from marketplace.core.templatetags.ui import money


@dataclass(frozen=True)
class Told:
    title: str
    facts: str
    link: str


def told(card: Any) -> Told:
    facts = [str(fact) for fact in (*_facts(card), card.zone) if fact]
    return Told(card.title, " · ".join(facts), settings.SITE_URL + card.url)


def _facts(card: Any) -> list[Any]:
    match card:
        case FlatCard():
            persons = ngettext("per 1 persona", "fino a %(n)s persone", card.persons or 0) % {"n": card.persons}
            rent = card.total is not None and _("%(rent)s al mese, spese comprese") % {"rent": money(card.total)}
            return [rent, card.persons and persons]
        case PlacementCard():
            return [card.employer, card.contract, card.month and _pay(card)]
        case CourseCard():
            start = card.next and _("dal %(day)s") % {"day": date_format(card.next.edition.start)}
            return [start, money(card.cost) if card.cost else _("Gratis")]
    return [card.label]


def _pay(card: PlacementCard) -> str:
    low, high = money(card.month.low), money(card.month.high)
    return _("%(pay)s lordi al mese") % {"pay": low if low == high else f"{low}–{high}"}
