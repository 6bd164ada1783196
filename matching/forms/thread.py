"""The forms of a proposal's page: answers, messages, times, the signature."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from housing.enums import LeaseType, LettingScheme
from marketplace.core.clock import today
from marketplace.core.forms import DateInput, DateTimeInput
from marketplace.offers.models import Offer

from ..enums import DeclineReason, WithdrawReason
from ..models import Need
from ..services.agreements import Terms
from ..services.visits import MOST
from .money import Euros

CHOOSE = ("", gettext_lazy("Scegli un motivo"))


class NoteForm(forms.Form):
    """A few words of the operator that go with the profile."""

    note = forms.CharField(
        label=gettext_lazy("Messaggio"), required=False, max_length=1000,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Senza nomi né recapiti. Non scrivere da dove viene la famiglia, come sta o che permesso ha."
        ),
    )  # fmt: skip


class MessageForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Scrivi un messaggio"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy("Senza nomi. Prima dell’accordo i recapiti vengono nascosti."),
        error_messages={"required": gettext_lazy("Scrivi il messaggio.")},
    )


class DeclineForm(forms.Form):
    """The owner's no, with its reason."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Motivo"),
        choices=[CHOOSE, *DeclineReason.choices],
        error_messages={"required": gettext_lazy("Scegli un motivo dall’elenco.")},
    )


class WithdrawForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Motivo"),
        choices=[CHOOSE, *WithdrawReason.choices],
        error_messages={"required": gettext_lazy("Scegli un motivo dall’elenco.")},
    )


class SlotsForm(forms.Form):
    """One to five times for a visit, in Rome's time."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for number in range(1, MOST + 1):
            self.fields[f"start_{number}"] = forms.DateTimeField(
                label=_("Orario {n}").format(n=number),
                required=number == 1,
                widget=DateTimeInput({"autocomplete": "off"}),
            )

    def starts(self) -> list[Any]:
        return [value for value in self.cleaned_data.values() if value]


class SignForm(forms.Form):
    """What stands in the signed contract, filled in from the offer."""

    signed_on = forms.DateField(label=gettext_lazy("Giorno della firma"), widget=DateInput)
    start = forms.DateField(label=gettext_lazy("Primo giorno del contratto"), widget=DateInput)
    last_day = forms.DateField(label=gettext_lazy("Ultimo giorno del contratto"), widget=DateInput, required=False)
    rent = Euros(label=gettext_lazy("Canone al mese"), min_value=0, max_value=20_000)
    fees = Euros(label=gettext_lazy("Spese condominiali al mese"), min_value=0, max_value=20_000)
    lease_type = forms.ChoiceField(label=gettext_lazy("Contratto"), choices=LeaseType)
    scheme = forms.ChoiceField(label=gettext_lazy("Chi firma"), choices=LettingScheme)
    permit_attested = forms.BooleanField(
        label=gettext_lazy("Ho visto un permesso di soggiorno valido il giorno della firma"),
        required=False,
        help_text=gettext_lazy("Lo chiede la legge (D.Lgs. 286/1998 art. 12 c. 5-bis). Il documento non si carica."),
    )

    def __init__(self, *args: Any, offer: Offer, need: Need | None = None, **kwargs: Any):
        flat = offer.flat
        wanted = need.lease_types if need else []
        start = max(offer.available_from or today(), need.move_in_from if need else today())
        kwargs.setdefault("initial", {
            "signed_on": today(), "start": start, "rent": flat.rent, "fees": flat.fees,
            "lease_type": next((code for code in flat.lease_types if code in wanted or not wanted), None),
            "scheme": next(iter(flat.letting_schemes), None),
        })  # fmt: skip
        super().__init__(*args, **kwargs)
        self._offer_choices("lease_type", LeaseType, flat.lease_types)
        self._offer_choices("scheme", LettingScheme, flat.letting_schemes)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def _offer_choices(self, name: str, enum: Any, codes: list[str]) -> None:
        """Only what the owner accepts, where the offer says so."""
        if codes:
            self.fields[name].choices = [(code, enum(code).label) for code in codes]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        start, last = values.get("start"), values.get("last_day")
        if start and last and last < start:
            self.add_error("last_day", _("L’ultimo giorno viene dopo il primo."))
        return values

    def terms(self) -> Terms:
        values = dict(self.cleaned_data)
        last: date | None = values.pop("last_day")
        return Terms(end=last + timedelta(days=1) if last else None, **values)
