"""The form of a need: who, where, and the home. No field asks who anybody is, and no browser fills one in by itself."""

import re
from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from housing.enums import LeaseType
from marketplace.core.forms import Autocomplete, DateInput
from marketplace.organisations.models import Membership
from marketplace.places.errors import OutsideArea
from marketplace.places.models import SRID, Comune, Municipio, Nil
from marketplace.places.selectors import locate, suggest

from ..models import Need
from ..models.need import CHILD_AGE
from ..validators import validate_case_code
from .money import Euros

MOST_CHILDREN = 12
WANTS = ("wants_home", "wants_work", "wants_course")
HOME = ("budget_max", "move_in_from", "move_in_to", "months", "lease_types", "step_free")
NOT_COLUMNS = frozenset({"version", "daily_lat", "daily_lon", "wants_work", "wants_course"})


class AgesField(forms.CharField):
    """Ages in years, "3, 7, 12" → ``[3, 7, 12]``; 0 for the first year."""

    def to_python(self, value: Any) -> list[int]:
        if isinstance(value, list):
            return value
        parts = [part for part in re.split(r"[\s,;./e]+", (value or "").strip()) if part]
        if not all(part.isdigit() for part in parts):
            raise forms.ValidationError(_("Scrivi solo le età in anni, separate da virgole: per esempio 3, 7."))
        ages = sorted(int(part) for part in parts)
        if ages and ages[-1] > CHILD_AGE:
            raise forms.ValidationError(_("Dai 18 anni in su conta tra le persone adulte."))
        if len(ages) > MOST_CHILDREN:
            raise forms.ValidationError(_("Scrivi al massimo {n} età.").format(n=MOST_CHILDREN))
        return ages

    def prepare_value(self, value: Any) -> str:
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class IntegersField(forms.TypedMultipleChoiceField):
    """Several of numbered places."""

    def __init__(self, **options: Any):
        super().__init__(coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **options)


class NeedForm(forms.ModelForm):
    """What all three searches share, and the home. ``version`` is the one that this window has read.

    ``wants_work`` and ``wants_course`` switch on the forms of ``plans``; a part that is switched off is not read.
    """

    wants_home = forms.BooleanField(label=gettext_lazy("Cerca casa"), required=False)
    wants_work = forms.BooleanField(label=gettext_lazy("Cerca lavoro"), required=False)
    wants_course = forms.BooleanField(label=gettext_lazy("Cerca un corso"), required=False)

    children_ages = AgesField(
        label=gettext_lazy("Età dei figli"), required=False, help_text=gettext_lazy("In anni, per esempio 3, 7, 12.")
    )
    budget_max = Euros(
        label=gettext_lazy("Spesa massima al mese"),
        min_value=1,
        max_value=10_000,
        help_text=gettext_lazy("Canone e spese condominiali insieme."),
    )
    lease_types = forms.MultipleChoiceField(
        label=gettext_lazy("Contratti possibili"),
        choices=LeaseType,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nessuna scelta: va bene qualunque contratto."),
    )
    municipi = IntegersField(label=gettext_lazy("Municipi di Milano"))
    nils = IntegersField(label=gettext_lazy("Quartieri di Milano (NIL)"))
    comuni = forms.MultipleChoiceField(
        label=gettext_lazy("Comuni"), required=False, widget=forms.CheckboxSelectMultiple
    )
    daily_place = forms.CharField(
        label=gettext_lazy("Luogo di ogni giorno"),
        required=False,
        max_length=160,
        widget=Autocomplete("/luoghi/suggerisci/", fill={"lat": "daily_lat", "lon": "daily_lon"}),
        help_text=gettext_lazy(
            "Dove si va o si vive adesso: scuola, lavoro, alloggio. Serve a calcolare le distanze. Solo l’indirizzo, "
            "non il nome di una persona."
        ),
    )
    daily_lat = forms.FloatField(required=False, widget=forms.HiddenInput)
    daily_lon = forms.FloatField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Need
        fields = [
            "case_code",
            "wants_home",
            "adults",
            "children_ages",
            "budget_max",
            "move_in_from",
            "move_in_to",
            "months",
            "step_free",
            "lease_types",
            "municipi",
            "nils",
            "comuni",
            "daily_place",
        ]
        widgets = {"move_in_from": DateInput, "move_in_to": DateInput}
        help_texts = {
            "case_code": gettext_lazy("Quello del tuo ente, per esempio MI-7K2. Mai un nome."),
            "move_in_to": gettext_lazy("L’ultimo giorno utile per entrare in casa."),
        }

    def __init__(self, *args: Any, acting: Membership, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.acting = acting
        self.fields["move_in_from"].required = True  # of a home that is looked for; see ``_forget``
        self.initial |= {"wants_work": self.instance.wants("placement"), "wants_course": self.instance.wants("course")}
        self.fields["municipi"].choices = list(Municipio.objects.values_list("number", "name"))
        self.fields["nils"].choices = list(Nil.objects.values_list("number", "name"))
        self.fields["comuni"].choices = list(Comune.objects.values_list("istat", "name"))
        if not self.is_bound:
            self.initial["version"] = self.instance.version
            if point := self.instance.daily_point:
                self.initial |= {"daily_lat": point.y, "daily_lon": point.x}
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean_case_code(self) -> str:
        typed = self.cleaned_data["case_code"]
        validate_case_code(typed)  # as it was typed: capitals tell a name from a code
        code = typed.upper()
        if Need.objects.of(self.acting).filter(case_code__iexact=code).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Questo codice del caso esiste già nel tuo ente."))
        return code

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not any(values.get(name) for name in WANTS):
            self.add_error("wants_home", _("Scegli almeno una cosa: casa, lavoro o formazione."))
        if not values.get("wants_home"):
            self._forget(values)
        start, end = values.get("move_in_from"), values.get("move_in_to")
        if start and end and end < start:
            self.add_error("move_in_to", _("Scrivi un giorno uguale o successivo al primo."))
        try:
            values["daily_point"] = self._daily_point(values)
        except forms.ValidationError as error:
            self.add_error("daily_place", error)
        return values

    def _forget(self, values: dict[str, Any]) -> None:
        """What belongs to a home that is not looked for is neither checked nor kept."""
        for name in HOME:
            self.errors.pop(name, None)
            values[name] = Need._meta.get_field(name).get_default()

    def _daily_point(self, values: dict[str, Any]) -> Point | None:
        """The place as a point: the chosen suggestion, or what was typed where no script helped."""
        text = values.get("daily_place")
        if not text:
            return None
        if values.get("daily_lat") is None or values.get("daily_lon") is None:
            found = suggest(text)
            if not found or not (found[0].exact or len(found) == 1):
                raise forms.ValidationError(self._which(found))
            values["daily_place"], values["daily_lon"], values["daily_lat"] = found[0].label, found[0].lon, found[0].lat
        point = Point(values["daily_lon"], values["daily_lat"], srid=SRID)
        try:
            locate(point)
        except OutsideArea as error:
            raise forms.ValidationError(error.message) from error
        return point

    @staticmethod
    def _which(found: list[Any]) -> str:
        if not found:
            return _("Non troviamo questo indirizzo. Scrivi via e numero, per esempio «via Padova 1».")
        labels = "; ".join(suggestion.label for suggestion in found[:3])
        return _("Scrivi l’indirizzo per intero. Forse è: {labels}").format(labels=labels)

    def values(self) -> dict[str, Any]:
        """The columns for ``services.needs``."""
        return {name: value for name, value in self.cleaned_data.items() if name not in NOT_COLUMNS}
