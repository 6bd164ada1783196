"""What a reviewer looks at: the printed content, what changed since the last look, and the checklist."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from . import kinds
from .kinds import ChecklistItem
from .models import Offer, Review
from .models.review import WITH_OUTCOME

SCREENING = ChecklistItem(
    "screening", _("Ho letto i passaggi segnalati: nessuno esclude persone per un motivo vietato")
)


@dataclass(frozen=True)
class Row:
    """One printed field, as it was at the last look (None: there was no such field) and as it is now."""

    label: str
    before: str | None
    now: str | None

    @property
    def changed(self) -> bool:
        return self.before != self.now


def printed(offer: Offer) -> list[list[str]]:
    """The offer's content as pairs of label and value, always in Italian, so that two looks can be compared."""
    kind = kinds.get(offer.kind)
    with translation.override("it"):
        pairs = [(str(label), str(value)) for label, value in kind.fields(offer)]
        texts = [(str(label), str(text)) for label, text in kind.texts(offer)]
        known = {label for label, _value in pairs}
        return [list(pair) for pair in pairs + [pair for pair in texts if pair[0] not in known]]


def last_look(offer: Offer) -> Review | None:
    """The latest review that ended with an outcome."""
    return next((review for review in offer.reviews.all() if review.outcome in WITH_OUTCOME), None)


def differences(offer: Offer, before: Review | None) -> list[Row]:
    """All printed fields beside what they were at the look ``before``, in their present order, vanished ones last."""
    present = dict(map(tuple, printed(offer)))
    if before is None:
        return [Row(label, None, value) for label, value in present.items()]
    past = dict(map(tuple, before.snapshot))
    rows = [Row(label, past.get(label), value) for label, value in present.items()]
    return rows + [Row(label, value, None) for label, value in past.items() if label not in present]


def checklist_of(offer: Offer) -> tuple[ChecklistItem, ...]:
    """The lines to tick: those of the kind, and one more where the screening has marked something."""
    own = kinds.get(offer.kind).checklist
    return (SCREENING, *own) if offer.hits else own
