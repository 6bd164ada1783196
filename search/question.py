"""What is asked, free of any engine and any request."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import today

from .filters import FILTERS, Clause
from .filters.places import Circle
from .mercator import Span

PAGE_SIZE = 20
RECENT, PRICE, DISTANCE, RELEVANCE = "recenti", "prezzo", "distanza", "rilevanza"
PAY, START = "paga", "inizio"
ORDERS = {
    RELEVANCE: _("Più adatte alle parole"),
    RECENT: _("Più recenti"),
    PRICE: _("Canone più basso"),
    PAY: _("Paga più alta"),
    START: _("Inizia prima"),
    DISTANCE: _("Più vicine"),
}


# Orders that make sense for some kinds only, by the words of the address
OF_KIND = {PRICE: {"casa"}, PAY: {"lavoro"}, START: {"lavoro", "corso"}}


Key = tuple[float, int, int]  # by which an order sorts: its own value, minus the second of publication, the id


@dataclass(frozen=True)
class Question:
    """``values``: filter's name → its value. ``order`` empty means the natural one.

    ``after``: only what stands behind this key, instead of a number of a page. ``span``: only what lies in this part
    of the map, for its tiles. ``day``: today, which decides what is new and what is checked lately.
    """

    text: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    order: str = ""
    page: int = 1
    size: int = PAGE_SIZE
    after: Key | None = None
    span: Span | None = None
    day: date = field(default_factory=today)

    @property
    def kind(self) -> str:
        """The one kind that is searched, as its word of the address; "" for all together."""
        return self.values.get("tipo", "")

    @property
    def circle(self) -> Circle | None:
        return self.values.get("vicino")

    def orders(self) -> list[str]:
        """The orders that make sense here: distance needs a place, relevance needs words, rent and pay their kind."""
        return [
            code for code in ORDERS
            if (code != DISTANCE or self.circle) and (code != RELEVANCE or self.text)
            and (code not in OF_KIND or self.kind in OF_KIND[code])
        ]  # fmt: skip

    @property
    def effective_order(self) -> str:
        """What was asked for where it makes sense, else by words, by distance, or the newest first."""
        possible = self.orders()
        if self.order in possible:
            return self.order
        return next(code for code in (RELEVANCE, DISTANCE, RECENT) if code in possible)

    def clauses(self) -> dict[str, Clause]:
        """The condition of each filter that is asked for, and of the span; the words are not among them."""
        asked = {item.name: item.clause(self.values[item.name]) for item in FILTERS if item.name in self.values}
        if self.span:
            asked["span"] = Clause("qk between %s and %s", (self.span.low, self.span.high))
        return asked

    def anew(self, **changes: Any) -> "Question":
        """The same with something changed, from the first page."""
        return replace(self, page=1, after=None, **changes)

    def with_value(self, name: str, value: Any) -> "Question":
        """The same with one filter changed, or without it; from the first page."""
        values = {key: old for key, old in self.values.items() if key != name}
        return self.anew(values=values if value is None else {**values, name: value})

    @staticmethod
    def cursor_text(key: Key | None) -> str:
        """A key as it stands in the address."""
        return "_".join(repr(part) for part in key) if key else ""

    def query_string(self, **changes: Any) -> str:
        """As it stands in the address: "?canone=900&nil=23", in the registry's order; "" for an empty question."""
        parameters: dict[str, Any] = {"q": self.text}
        for item in FILTERS:
            if item.name in self.values:
                parameters |= item.query(self.values[item.name])
        parameters["ordina"] = self.order
        parameters["page"] = self.page if self.page > 1 else None
        parameters["dopo"] = self.cursor_text(self.after)
        parameters |= changes
        kept = {name: value for name, value in parameters.items() if value not in (None, "")}
        return f"?{urlencode(kept, doseq=True)}" if kept else ""
