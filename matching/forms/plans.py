"""The forms of the two plans that a need can have besides the home."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.enums import Cefr, Certificate, ContractForm, CourseType, Licence, PartOfDay, Schooling, Skill
from jobs.vocabulary.fields import OccupationsField
from marketplace.core.clock import today
from marketplace.core.forms import DateInput

from ..models import CoursePlan, WorkPlan
from ..permits import DATES, WITHOUT_DATE, PermitKind

YOUNGEST, OLDEST = 14, 90  # years: who is outside has mistyped
UNSAID = ("", gettext_lazy("Non indicato"))
LEVELS = [UNSAID, *Cefr.choices]


class Ticks(forms.MultipleChoiceField):
    """Any number of a closed list."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices: Any, label: Any, **options: Any):
        super().__init__(choices=choices, label=label, required=False, **options)


class PlanForm(forms.ModelForm):
    """What both have."""

    asked: ClassVar[frozenset[str]] = frozenset()  # must be filled in, whatever the column takes
    parts_of_day = Ticks(
        PartOfDay.choices, gettext_lazy("Quando può"), help_text=gettext_lazy("Nessuna scelta: va bene sempre.")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in self.asked & self.fields.keys():
            self.fields[name].required = True
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean_born_year(self) -> int | None:
        year: int | None = self.cleaned_data["born_year"]
        if year is not None and not today().year - OLDEST <= year <= today().year - YOUNGEST:
            first, last = today().year - OLDEST, today().year - YOUNGEST
            raise forms.ValidationError(_("Scrivi un anno tra {first} e {last}.").format(first=first, last=last))
        return year


class WorkForm(PlanForm):
    """The work that somebody looks for."""

    asked = frozenset({"permit_date"})
    occupations_wished = OccupationsField(label=gettext_lazy("Lavori che cerca"))
    occupations_known = OccupationsField(label=gettext_lazy("Lavori che ha già fatto"))
    skills = Ticks(Skill.choices, gettext_lazy("Che cosa sa fare"))
    licences = Ticks(Licence.choices, gettext_lazy("Patenti"))
    certificates = Ticks(Certificate.choices, gettext_lazy("Attestati"))
    contracts = Ticks(ContractForm.choices, gettext_lazy("Contratti possibili: nessuna scelta, vanno bene tutti"))
    cefr_spoken = forms.ChoiceField(
        label=gettext_lazy("Italiano parlato"),
        required=False,
        choices=LEVELS,
    )
    cefr_written = forms.ChoiceField(
        label=gettext_lazy("Italiano scritto"),
        required=False,
        choices=LEVELS,
    )

    class Meta:
        model = WorkPlan
        fields = [
            "occupations_wished", "occupations_known", "cefr_spoken", "cefr_written", "hours_min", "hours_max",
            "parts_of_day", "start", "permit_kind", "permit_date", "born_year", "skills", "licences", "certificates",
            "contracts",
        ]  # fmt: skip
        widgets = {"start": DateInput, "permit_date": DateInput}
        labels = {"permit_date": gettext_lazy("Data del titolo di soggiorno")}
        help_texts = {
            "permit_date": gettext_lazy(
                "La scadenza. Per la richiesta di asilo il giorno della verbalizzazione (C3), per la minore età il "
                "giorno in cui compie 16 anni."
            ),
            "permit_kind": gettext_lazy("Resta nel tuo ente: chi assume legge solo «può lavorare dal …»."),
            "born_year": gettext_lazy("Solo per le età fissate dalla legge, come nell’apprendistato. Non si mostra."),
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        low, high = values.get("hours_min"), values.get("hours_max")
        if low is not None and high is not None and low > high:
            self.add_error("hours_max", _("Scrivi un numero uguale o maggiore del primo."))
        self._dated(values.get("permit_kind"), values)
        return values

    def _dated(self, kind: str | None, values: dict[str, Any]) -> None:
        """A permit says from when one may work only together with its date."""
        if kind in WITHOUT_DATE:
            self.errors.pop("permit_date", None)
            values["permit_date"] = None
        elif kind and not self["permit_date"].data:
            what = DATES.get(kind, _("la scadenza del permesso"))
            self.errors["permit_date"] = self.error_class([_("Scrivi {what}.").format(what=what)])
        elif kind == PermitKind.ASYLUM_SEEKER and values.get("permit_date") and values["permit_date"] > today():
            self.add_error("permit_date", _("La verbalizzazione non può essere nel futuro."))


class CourseForm(PlanForm):
    """The training that somebody looks for."""

    types = Ticks(CourseType.choices, gettext_lazy("Corsi che cerca"))
    cefr_spoken = forms.ChoiceField(
        label=gettext_lazy("Livello di italiano"),
        required=False,
        choices=LEVELS,
    )
    schooling = forms.ChoiceField(
        label=gettext_lazy("Titolo di studio"),
        required=False,
        choices=[
            UNSAID, (Schooling.NONE.value, gettext_lazy("Nessun titolo")),
            *((one.value, one.label) for one in Schooling if one != Schooling.NONE),
        ],
        help_text=gettext_lazy("Riconosciuto in Italia, o con la sua dichiarazione di valore."),
    )  # fmt: skip

    class Meta:
        model = CoursePlan
        fields = ["types", "cefr_spoken", "schooling", "parts_of_day", "start", "childcare_needed", "born_year"]
        widgets = {"start": DateInput}
        help_texts = {
            "born_year": gettext_lazy("Solo per le età che una norma fissa per il corso. Non si mostra."),
        }
