"""What is agreed in the end, whatever the kind of offer: what was signed, and the form that asks for it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.core.clock import today
from marketplace.core.forms import DateInput
from marketplace.offers.models import Offer, SeatPool
from marketplace.organisations.models import Body

from ..enums import Meeting
from ..models import Need, Proposal

Days = tuple[date, date | None]


@dataclass(frozen=True, kw_only=True)
class Terms(ABC):
    """What the two sides have signed. ``end`` is the first day after, None for an open end."""

    start: date
    end: date | None
    signed_on: date

    @abstractmethod
    def check(self, proposal: Proposal, need: Need) -> None:
        """Raises ``DomainError`` with the field for terms that the law does not allow."""

    @property
    def done(self) -> frozenset[str]:
        """Codes of duties that follow from the signature and have been done already."""
        return frozenset()

    @abstractmethod
    def recorded(self, proposal: Proposal) -> dict[str, Any]:
        """What the agreement keeps of them, as plain values."""


class TermsForm(forms.Form):
    """The days of what was signed, filled in from the offer; each kind asks for the rest."""

    signed_on = forms.DateField(label=gettext_lazy("Giorno della firma"), widget=DateInput)
    start = forms.DateField(label=gettext_lazy("Primo giorno del contratto"), widget=DateInput)
    last_day = forms.DateField(label=gettext_lazy("Ultimo giorno del contratto"), widget=DateInput, required=False)

    def __init__(self, *args: Any, proposal: Proposal, need: Need, **kwargs: Any):
        kwargs.setdefault("initial", {"signed_on": today(), **self.filled_in(proposal, need)})
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def filled_in(self, proposal: Proposal, need: Need) -> dict[str, Any]:
        """What the offer says already."""
        return {}

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        start, last = values.get("start"), values.get("last_day")
        if start and last and last < start:
            self.add_error("last_day", _("L’ultimo giorno viene dopo il primo."))
        return values

    def values(self) -> dict[str, Any]:
        """The cleaned values as ``Terms`` takes them."""
        values = dict(self.cleaned_data)
        last: date | None = values.pop("last_day")
        return {**values, "end": last + timedelta(days=1) if last else None}

    def terms(self) -> Terms:
        raise NotImplementedError


@dataclass(frozen=True)
class Opening:
    """What can be proposed within an offer: its seats, or one edition. ``label`` is empty for the only one."""

    pool: SeatPool
    label: str


def nobody_stops(body: Body) -> None:
    """Any verified body may propose."""


@dataclass(frozen=True)
class Deal:
    """How one kind of offer is agreed on.

    ``days(proposal)``: the days of a seat that is held while nothing is signed yet. ``openings(offer)``: what can be
    chosen within it, None for an offer that only one can have. ``check_sender(body)`` raises ``DomainError`` where the
    law reserves the proposing. ``meetings(offer)``: what the two sides may meet for, the usual first.
    ``seats(proposal)``: which seats, in a line of the thread.
    """

    form: type[TermsForm]
    meetings: Callable[[Offer], tuple[Meeting, ...]]
    days: Callable[[Proposal], Days]
    openings: Callable[[Offer], list[Opening]] | None = None
    check_sender: Callable[[Body], None] = nobody_stops
    seats: Callable[[Proposal], str] = lambda proposal: ""
