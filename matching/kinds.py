"""The kinds of offer that a need can look for. Another one is a model of facts, criteria, a copy and its words here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer

from . import criteria
from .copies import course, flat, placement
from .criteria import Criteria
from .models import CourseFacts, Facts, FlatFacts, Need, PlacementFacts

Text = str | Promise


@dataclass(frozen=True)
class MatchKind:
    """How one kind of offer is matched. ``code`` is the offer's; ``needs`` are the needs that look for it.

    ``offers`` and ``rows`` see ``copies``; ``related`` is what a page prints of the offer beside its place; ``line``
    is the template of a match's one-line summary. ``fitting`` and ``more`` are the words after a number.
    """

    code: str
    facts: type[Facts]
    criteria: Criteria
    needs: Q
    offers: Callable[[], QuerySet[Offer]]
    rows: Callable[[Offer], list]
    label: Text
    icon: str
    propose: Text
    none: Text
    missing: Text
    line: str
    fitting: Callable[[int], str]
    more: Callable[[int], str]
    related: tuple[str, ...] = ()

    def on_market(self) -> QuerySet:
        """The rows with their offers and places: those no longer published drop out, whatever the copy says."""
        found = self.facts.objects.filter(offer__state=OfferState.PUBLISHED)
        found = found.select_related("offer__comune", "offer__nil", *self.related)
        return found.defer("offer__comune__area", "offer__nil__area", "offer__nil__outline")


FLAT = MatchKind(
    code="flat",
    facts=FlatFacts,
    criteria=criteria.FLAT,
    needs=Q(wants_home=True),
    offers=flat.offers,
    rows=flat.rows,
    label=gettext_lazy("Casa"),
    icon="house",
    propose=gettext_lazy("Proponi questa casa"),
    none=gettext_lazy("Nessuna casa rispetta tutti i criteri"),
    line="matching/needs/lines/flat.html",
    missing=gettext_lazy("Scrivi persone, spesa e data: qui vedi quante case sono adatte."),
    fitting=lambda n: ngettext("casa adatta", "case adatte", n),
    more=lambda n: ngettext("casa in più", "case in più", n),
    related=("offer__flat",),
)
PLACEMENT = MatchKind(
    code="placement",
    facts=PlacementFacts,
    criteria=criteria.PLACEMENT,
    needs=Q(work_plan__isnull=False),
    offers=placement.offers,
    rows=placement.rows,
    label=gettext_lazy("Lavoro"),
    icon="briefcase",
    propose=gettext_lazy("Proponi questo posto"),
    none=gettext_lazy("Nessun posto di lavoro rispetta tutti i criteri"),
    line="matching/needs/lines/placement.html",
    missing=gettext_lazy("Scrivi il titolo di soggiorno e la data: qui vedi quanti posti di lavoro sono adatti."),
    fitting=lambda n: ngettext("posto di lavoro adatto", "posti di lavoro adatti", n),
    more=lambda n: ngettext("posto in più", "posti in più", n),
    related=("offer__body", "offer__placement"),
)
COURSE = MatchKind(
    code="course",
    facts=CourseFacts,
    criteria=criteria.COURSE,
    needs=Q(course_plan__isnull=False),
    offers=course.offers,
    rows=course.rows,
    label=gettext_lazy("Formazione"),
    icon="book",
    propose=gettext_lazy("Proponi questo corso"),
    none=gettext_lazy("Nessun corso rispetta tutti i criteri"),
    line="matching/needs/lines/course.html",
    missing=gettext_lazy("Correggi i dati sul corso: qui vedi quanti corsi sono adatti."),
    fitting=lambda n: ngettext("corso adatto", "corsi adatti", n),
    more=lambda n: ngettext("corso in più", "corsi in più", n),
    related=("offer__body", "offer__course", "pool__edition"),
)
_KINDS = {kind.code: kind for kind in (FLAT, PLACEMENT, COURSE)}


def get(code: str) -> MatchKind:
    """Raises ``KeyError`` for a kind that needs do not look for."""
    return _KINDS[code]


def all_kinds() -> list[MatchKind]:
    return list(_KINDS.values())


def wanted(need: Need) -> list[MatchKind]:
    """The kinds that this need looks for."""
    return [kind for kind in _KINDS.values() if need.wants(kind.code)]
