"""The form of a search, built from the registry of filters with django-filter."""

import re
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from .analysis import MAX_QUESTION
from .filters import FILTERS
from .filters.kind import KIND, WORDS
from .models import SearchDocument
from .question import ORDERS, PAGE_SIZE, Key, Question

MAX_PAGE = 5000


def _only_kind(values: dict[str, Any]) -> str:
    """The word of the kind that these filters ask for without saying so: only homes have a rent. "" for none."""
    asked = [item.kinds for item in FILTERS if item.name in values and item.kinds]
    left = frozenset.intersection(*asked) if asked else frozenset()
    return WORDS[next(iter(left))] if len(left) == 1 else ""


class CursorField(forms.CharField):
    """The key of the last offer of the page before, as ``Question.cursor_text`` writes it."""

    default_error_messages = {"invalid": _("Questo punto dell’elenco non c’è: ricomincia dalla prima pagina.")}

    def to_python(self, value: Any) -> Key | None:
        text = super().to_python(value)
        if not text:
            return None
        found = re.fullmatch(r"(-?\d{1,18}(?:\.\d{1,20})?)_(-?\d{1,11})_(\d{1,9})", text)
        if not found:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return float(found[1]), int(found[2]), int(found[3])


class CursorFilter(django_filters.Filter):
    field_class = CursorField


class PageFilter(django_filters.Filter):
    field_class = forms.IntegerField


class SearchFilterSet(django_filters.FilterSet):
    """``question`` is what the visitor asks, without what could not be understood; ``problems`` says what that was."""

    q = django_filters.CharFilter(
        label=_("Cerca zona, parola o fermata"),
        max_length=MAX_QUESTION,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": MAX_QUESTION, "autocomplete": "off"}),
        error_messages={"max_length": _("Scrivi al massimo 200 caratteri.")},
    )
    ordina = django_filters.ChoiceFilter(label=_("Ordina per"), choices=list(ORDERS.items()), empty_label=None)
    dopo = CursorFilter(label=_("Da qui in poi"), widget=forms.HiddenInput)
    page = PageFilter(label=_("Pagina"), min_value=1, max_value=MAX_PAGE)

    class Meta:
        model = SearchDocument
        fields: list[str] = []

    @cached_property
    def question(self) -> Question:
        self.form.is_valid()
        cleaned: dict[str, Any] = self.form.cleaned_data
        values = {item.name: value for item in FILTERS if (value := item.value(cleaned)) is not None}
        if KIND.name not in values and (word := _only_kind(values)):
            values = {KIND.name: word, **values}
        order = cleaned.get("ordina") or ""
        return Question(cleaned.get("q") or "", values, order, cleaned.get("page") or 1, PAGE_SIZE, cleaned.get("dopo"))

    @cached_property
    def problems(self) -> list[tuple[str, str]]:
        """(label, sentence) of each parameter that was left out of the question."""
        self.form.is_valid()
        return [
            (str(self.form.fields[name].label or name), str(error))
            for name, errors in self.form.errors.items() if name in self.form.fields
            for error in errors
        ]  # fmt: skip

    def filter_queryset(self, queryset: QuerySet[SearchDocument]) -> QuerySet[SearchDocument]:
        """The same conditions on the ORM: what the tests hold the engines against."""
        for clause in self.question.clauses().values():
            queryset = queryset.filter(RawSQL(clause.sql, clause.params, output_field=BooleanField()))  # noqa: S611
        return queryset


for _filter in FILTERS:
    for _name, _field in _filter.fields().items():
        _field.field_name = _name
        SearchFilterSet.base_filters[_name] = _field
