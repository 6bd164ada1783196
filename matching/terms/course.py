"""An enrolment in one edition of a course."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.courses import selectors
from jobs.models import CourseEdition
from marketplace.core.errors import DomainError
from marketplace.core.forms import DateInput
from marketplace.offers.models import Offer

from ..enums import Meeting
from ..models import Need, Proposal
from .base import Days, Deal, Opening, Terms, TermsForm


@dataclass(frozen=True, kw_only=True)
class EnrolmentTerms(Terms):
    """``pact``: the individual training pact (patto formativo) has been signed by who attends and by the course."""

    pact: bool

    def check(self, proposal: Proposal, need: Need) -> None:
        if not self.pact:
            raise DomainError(_("Conferma che il patto formativo è firmato."), field="pact")
        edition = edition_of(proposal)
        if self.start < edition.start:
            day = date_format(edition.start, "j F Y")
            raise DomainError(_("L’edizione comincia il {day}.").format(day=day), field="start")
        if self.end is None or self.end > edition.end + timedelta(days=1):
            day = date_format(edition.end, "j F Y")
            raise DomainError(_("L’edizione finisce il {day}.").format(day=day), field="end")

    def recorded(self, proposal: Proposal) -> dict[str, Any]:
        """With the edition, and what it costs and gives as the course has it now."""
        edition = edition_of(proposal)
        days = f"{edition.start:%d/%m/%Y} – {edition.end:%d/%m/%Y}"
        return {"edition": days, "cost": edition.course.cost, "stipend": edition.course.stipend, "pact": True}


class EnrolmentForm(TermsForm):
    """What stands in the enrolment."""

    signed_on = forms.DateField(label=gettext_lazy("Giorno dell’iscrizione"), widget=DateInput)
    start = forms.DateField(label=gettext_lazy("Primo giorno di corso"), widget=DateInput)
    last_day = forms.DateField(label=gettext_lazy("Ultimo giorno di corso"), widget=DateInput)
    pact = forms.BooleanField(
        label=gettext_lazy("Il patto formativo è firmato"),
        required=False,
        help_text=gettext_lazy("Lo firmano chi frequenta e chi tiene il corso. Il documento non si carica."),
    )

    def filled_in(self, proposal: Proposal, need: Need) -> dict[str, Any]:
        edition = edition_of(proposal)
        return {"start": edition.start, "last_day": edition.end}

    def terms(self) -> EnrolmentTerms:
        return EnrolmentTerms(**self.values())


def edition_of(proposal: Proposal) -> CourseEdition:
    """The edition in whose pool the seat is."""
    return CourseEdition.objects.select_related("course").get(pool=proposal.pool_id)


def days(proposal: Proposal) -> Days:
    edition = edition_of(proposal)
    return edition.start, edition.end + timedelta(days=1)


def openings(offer: Offer) -> list[Opening]:
    """The editions that one may join, or wait for; the next first."""
    rows = [selectors.view(edition) for edition in selectors.editions().filter(course=offer.pk).order_by("start", "pk")]
    return [Opening(row.edition.pool, _label(row)) for row in rows if row.open]


def seats(proposal: Proposal) -> str:
    return _label(selectors.view(selectors.editions().get(pool=proposal.pool_id)))


def _label(row: selectors.EditionView) -> str:
    start, end = (date_format(day, "j F Y") for day in (row.edition.start, row.edition.end))
    days = _("dal {start} al {end}").format(start=start, end=end)
    return " · ".join(text for text in (days, *row.times, row.seats, row.waiting_words) if text)


COURSE = Deal(
    form=EnrolmentForm, meetings=lambda offer: (Meeting.ORIENTATION,), days=days, openings=openings,
    seats=seats,
)  # fmt: skip
