"""A tenancy."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from housing.enums import LeaseType, LettingScheme
from marketplace.core.clock import today
from marketplace.core.errors import DomainError

from ..enums import Meeting
from ..forms.money import Euros
from ..models import Need, Proposal
from .base import Days, Deal, Terms, TermsForm


@dataclass(frozen=True, kw_only=True)
class LeaseTerms(Terms):
    """Money in euros a month.

    ``permit_attested``: the operator has seen a permit valid on the day of signature (TUI art. 12 c. 5-bis makes the
    letting to somebody without one a crime); the permit itself is not recorded.
    """

    rent: int
    fees: int
    lease_type: str
    scheme: str
    permit_attested: bool

    def check(self, proposal: Proposal, need: Need) -> None:
        if not self.permit_attested:
            raise DomainError(
                gettext_lazy("Conferma di aver visto un permesso valido il giorno della firma."),
                field="permit_attested",
            )

    def recorded(self, proposal: Proposal) -> dict[str, Any]:
        return {
            "rent": self.rent,
            "fees": self.fees,
            "lease_type": self.lease_type,
            "scheme": self.scheme,
            "permit_attested": True,
        }


class LeaseForm(TermsForm):
    """What stands in the signed lease."""

    rent = Euros(label=gettext_lazy("Canone al mese"), min_value=0, max_value=20_000)
    fees = Euros(label=gettext_lazy("Spese condominiali al mese"), min_value=0, max_value=20_000)
    lease_type = forms.ChoiceField(label=gettext_lazy("Contratto"), choices=LeaseType)
    scheme = forms.ChoiceField(label=gettext_lazy("Chi firma"), choices=LettingScheme)
    permit_attested = forms.BooleanField(
        label=gettext_lazy("Ho visto un permesso di soggiorno valido il giorno della firma"),
        required=False,
        help_text=gettext_lazy("Lo chiede la legge (D.Lgs. 286/1998 art. 12 c. 5-bis). Il documento non si carica."),
    )

    def __init__(self, *args: Any, proposal: Proposal, need: Need, **kwargs: Any):
        super().__init__(*args, proposal=proposal, need=need, **kwargs)
        flat = proposal.offer.flat
        self._offered("lease_type", LeaseType, flat.lease_types)
        self._offered("scheme", LettingScheme, flat.letting_schemes)

    def _offered(self, name: str, enum: Any, codes: list[str]) -> None:
        """Only what the owner accepts, where the offer says so."""
        if codes:
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [(code, enum(code).label) for code in codes]

    def filled_in(self, proposal: Proposal, need: Need) -> dict[str, Any]:
        flat = proposal.offer.flat
        wanted = need.lease_types
        return {
            "start": max(proposal.offer.available_from or today(), need.move_in_from or today()),
            "rent": flat.rent,
            "fees": flat.fees,
            "lease_type": next((code for code in flat.lease_types if code in wanted or not wanted), None),
            "scheme": next(iter(flat.letting_schemes), None),
        }

    def terms(self) -> LeaseTerms:
        return LeaseTerms(**self.values())


def days(proposal: Proposal) -> Days:
    return max(proposal.offer.available_from or today(), today()), None


FLAT = Deal(form=LeaseForm, meetings=lambda offer: (Meeting.VISIT,), days=days)
