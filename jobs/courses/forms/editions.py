"""An edition with its weekly timetable, and a lesson that is moved or added by hand."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.enums import Weekday
from jobs.models import CourseEdition, Lesson
from marketplace.core.clock import ROME
from marketplace.core.forms import AmountInput, DateInput, TimeInput

from ..rules.timetable import Line
from ..services.editions import Plan

FIRST_ROWS, MORE_ROWS = 3, 2


def _count(label: Any, help_text: Any = "", *, required: bool = False) -> forms.IntegerField:
    widget = AmountInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=1000,
        required=required,
        widget=widget,
        help_text=help_text,
        error_messages={"invalid": _("Scrivi un numero intero.")},
    )


class EditionForm(forms.Form):
    start = forms.DateField(label=_("Primo giorno"), widget=DateInput)
    end = forms.DateField(label=_("Ultimo giorno"), widget=DateInput)
    enrol_by = forms.DateField(
        label=_("Iscrizioni fino al"),
        required=False,
        widget=DateInput,
        help_text=_("Se lasci vuoto, fino al primo giorno di lezione."),
    )
    seats = _count(_("Posti"), required=True)
    min_seats = _count(_("Parte con almeno"), _("Quante iscrizioni servono. Vuoto se parte comunque."))
    waiting_list = forms.BooleanField(
        label=_("Tieni una lista d’attesa quando i posti finiscono"),
        required=False,
        help_text=_("Se qualcuno rinuncia, il posto va da solo a chi aspetta da più tempo."),
    )
    room = forms.CharField(
        label=_("Aula"),
        max_length=160,
        required=False,
        help_text=_("Si legge sul sito: non scrivere qui il collegamento a una lezione online."),
    )
    exam_on = forms.DateField(label=_("Giorno dell’esame"), required=False, widget=DateInput)

    def plan(self, lines: list[Line]) -> Plan:
        """What the service wants; call it on a valid form."""
        return Plan(lines=lines, **self.cleaned_data)


class TimeForm(forms.Form):
    """A row of the timetable. Without a day it is no row."""

    day = forms.ChoiceField(label=_("Giorno"), choices=[("", "–"), *Weekday.choices], required=False)
    start = forms.TimeField(label=_("Dalle"), widget=TimeInput, required=False)
    end = forms.TimeField(label=_("Alle"), widget=TimeInput, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        day, start, end = data.get("day"), data.get("start"), data.get("end")
        if not day:
            return data
        if not start and "start" not in self.errors:
            self.add_error("start", _("Scrivi a che ora comincia."))
        if not end and "end" not in self.errors:
            self.add_error("end", _("Scrivi a che ora finisce."))
        if start and end and end <= start:
            self.add_error("end", _("Finisce prima di cominciare: correggi l’orario."))
        return data


TimesFormSet = forms.formset_factory(TimeForm, extra=0, min_num=0, max_num=40, absolute_max=40)


def times_formset(data: Any = None, edition: CourseEdition | None = None) -> Any:
    """The rows of an edition, with empty ones below them."""
    saved = [{"day": t.day, "start": t.start, "end": t.end} for t in edition.times.all()] if edition else []
    found = TimesFormSet(data, initial=saved, prefix="t")
    found.extra = MORE_ROWS if saved else FIRST_ROWS
    return found


def with_more_rows(data: Any) -> Any:
    """What was sent, with room for further rows: nothing typed is lost."""
    more = data.copy()
    count = more.get("t-TOTAL_FORMS", "0")
    more["t-TOTAL_FORMS"] = str(min(int(count) if count.isdecimal() else 0, 38) + MORE_ROWS)
    return more


def lines(formset: Any) -> list[Line]:
    """The timetable of a valid formset."""
    rows = [form.cleaned_data for form in formset if form.cleaned_data.get("day")]
    return [Line(int(row["day"]), row["start"], row["end"]) for row in rows]


def saved_edition(edition: CourseEdition) -> dict[str, Any]:
    """An edition as its form shows it."""
    pool = edition.pool
    names = ("start", "end", "enrol_by", "min_seats", "room", "exam_on")
    return {"seats": pool.total, "waiting_list": pool.waiting_list, **{name: getattr(edition, name) for name in names}}


class LessonForm(forms.Form):
    """A lesson's day and hours, those of the clock in Rome."""

    day = forms.DateField(label=_("Giorno"), widget=DateInput)
    start = forms.TimeField(label=_("Dalle"), widget=TimeInput)
    end = forms.TimeField(label=_("Alle"), widget=TimeInput)
    room = forms.CharField(
        label=_("Aula"), max_length=160, required=False, help_text=_("Solo se è diversa da quella dell’edizione.")
    )

    def values(self) -> dict[str, Any]:
        """The arguments of ``services.lessons``."""
        data = self.cleaned_data
        moments = {name: datetime.combine(data["day"], data[name], tzinfo=ROME) for name in ("start", "end")}
        return {**moments, "room": data["room"]}


def saved_lesson(lesson: Lesson) -> dict[str, Any]:
    start, end = lesson.start.astimezone(ROME), lesson.end.astimezone(ROME)
    return {"day": start.date(), "start": start.time(), "end": end.time(), "room": lesson.room}
