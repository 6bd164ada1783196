"""Form fields for occupations, sectors and collective agreements: words go in, codes come out.

With scripts suggestions come while typing. Without them the field reads the typed words itself, and says what they may
mean where they may mean several things; what was typed stays in the box.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.core.forms import Autocomplete

from . import occupations, selectors
from .selectors import Answer

LONGEST = 300  # characters: a word with its group's title in brackets
MOST = 20  # occupations in one list
UNKNOWN = _("Non troviamo «%(text)s». Prova con una parola più comune, per esempio %(example)s.")
ONE_BY_ONE = _("Uno alla volta, con parole di tutti i giorni: poi scegli dall’elenco o premi Invio.")
SEVERAL = _("«%(text)s» può essere: %(choices)s. Scrivi quale.")


class CodeField(forms.CharField):
    """A code that people enter by its words. ``value``: the code, empty where nothing was typed."""

    source: Promise
    example: str | Promise = ""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("required", False)
        super().__init__(widget=Autocomplete(self.source, attrs={"maxlength": LONGEST}), **kwargs)

    def resolve(self, text: str) -> Answer:
        raise NotImplementedError

    def shown(self, code: str) -> str:
        """What stands in the box for ``code``; any other text as it is."""
        raise NotImplementedError

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)[:LONGEST]
        return _code(text, self.resolve(text), self.example) if text else ""

    def prepare_value(self, value: Any) -> Any:
        return self.shown(value) if value else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """What is saved is a code, what is sent are its words."""
        try:
            return self.to_python(data) != (initial or "")
        except ValidationError:
            return True


class OccupationField(CodeField):
    """A unit group of ISCO-08."""

    source = reverse_lazy("occupation_suggest")
    example = _("«cuoco» o «badante»")

    def resolve(self, text: str) -> Answer:
        return selectors.resolve_occupation(text)

    def shown(self, code: str) -> str:
        return occupations.title(code)


class SectorField(CodeField):
    """An entry of ATECO 2025 on any level."""

    source = reverse_lazy("sector_suggest")
    example = _("«ristorante» o il codice ATECO «56.11»")

    def resolve(self, text: str) -> Answer:
        return selectors.resolve_sector(text)

    def shown(self, code: str) -> str:
        return selectors.sector_titles([code])[code]


class CcnlField(CodeField):
    """A national collective agreement by its code of the CNEL."""

    source = reverse_lazy("ccnl_suggest")
    example = _("«pulizie» o il codice CNEL «K511»")

    def resolve(self, text: str) -> Answer:
        return selectors.resolve_ccnl(text)

    def shown(self, code: str) -> str:
        return selectors.ccnl_titles([code])[code]


class Chips(forms.Textarea):
    """One entry a line; the script ``chips`` makes a box with suggestions and removable entries of it."""

    def __init__(self, source: Promise, attrs: dict[str, Any] | None = None):
        self.source = source
        super().__init__({"rows": 3, "autocomplete": "off", "data-module": "chips", **(attrs or {})})

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-source": str(self.source), "data-remove": str(_("Togli: {what}"))}


class OccupationsField(forms.Field):
    """Several unit groups of ISCO-08. ``value``: their codes, each once, in the order of the lines."""

    default_error_messages = {"too_many": _("Scrivi al massimo %(number)d mestieri.")}

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("required", False)
        attrs = {} if "help_text" in kwargs else {"data-hint": ONE_BY_ONE}
        kwargs.setdefault("help_text", _("Uno per riga, con parole di tutti i giorni."))
        super().__init__(widget=Chips(reverse_lazy("occupation_suggest"), attrs), **kwargs)

    def to_python(self, value: Any) -> list[str]:
        lines = [line.strip()[:LONGEST] for line in (value or "").splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(self.error_messages["too_many"], code="too_many", params={"number": MOST})
        answers = selectors.resolve_occupations(lines)
        codes, faults = [], []
        for line in lines:
            try:
                codes.append(_code(line, answers[line], OccupationField.example))
            except ValidationError as error:
                faults.append(error)
        if faults:
            raise ValidationError(faults)
        return list(dict.fromkeys(codes))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Sequence) and not isinstance(value, str):
            known = occupations.titles()
            return "\n".join(known.get(code, code) for code in value)
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != list(initial or [])
        except ValidationError:
            return True


def _code(text: str, answer: Answer, example: str | Promise) -> str:
    if answer.code:
        return answer.code
    if answer.may_be:
        choices = "; ".join(one.label for one in answer.may_be)
        raise ValidationError(SEVERAL, code="several", params={"text": text, "choices": choices})
    raise ValidationError(UNKNOWN, code="unknown", params={"text": text, "example": example})
