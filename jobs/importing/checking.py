"""Reading one row: the wizard's forms check the cells, its own list says what would still be missing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jobs.vocabulary.fields import CodeField
from marketplace.offers.models import Content, Offer, SeatPool
from marketplace.offers.services import drafts
from marketplace.offers.wizard.forms import AddressForm
from marketplace.organisations.models import Body
from marketplace.places.errors import OutsideArea
from marketplace.places.selectors import Suggestion, suggest

from .sheets import KEY, CellError, Sheet, data_of, know

NO_KEY = _("Scrivi un codice tuo, diverso per ogni riga: serve per non caricare due volte la stessa offerta.")
POSTCODE = re.compile(r"\b\d{5}\b")
PROBE = -1  # key of contents that no table has yet: their relations are filled in by hand


@dataclass
class Checked:
    """``content`` (with its offer) as the row would make it; ``parts`` what hangs on it; ``missing`` in sentences."""

    content: Content
    parts: list[Any] = field(default_factory=list)
    errors: list[list[str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@dataclass
class Memory:
    """What many rows of a file ask alike, answered once: words of occupations, addresses."""

    codes: dict[tuple[type, str], str] = field(default_factory=dict)
    places: dict[str, dict[str, str]] = field(default_factory=dict)

    def code(self, control: forms.Field, text: str) -> str:
        """What a field of the vocabulary makes of ``text``. Raises ``ValidationError``."""
        key = (type(control), text)
        if key not in self.codes:
            self.codes[key] = control.to_python(text)
        return self.codes[key]

    def place(self, text: str) -> dict[str, str]:
        """The one address that ``text`` surely means, as its suggestion fills the form; {} where it is not sure."""
        if text not in self.places:
            found = next((one for one in suggest(text, limit=3) if _plain(text) in _spellings(one)), None)
            self.places[text] = (
                {"address": found.label, "lon": str(found.lon), "lat": str(found.lat), "cap": found.cap}
                if found else {}
            )  # fmt: skip
        return self.places[text]


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _spellings(found: Suggestion) -> set[str]:
    """How somebody writes the address out: with comune and postcode, without the postcode, without both."""
    return {_plain(text) for text in (found.label, POSTCODE.sub("", found.label), found.value)}


def check(sheet: Sheet, cells: Mapping[str, str], *, body: Body, actor: Any, memory: Memory) -> Checked:
    """Read a row. Never raises: what is wrong stands in ``errors`` as ``[column, sentence]``."""
    content = _probe(sheet, body, actor)
    checked = Checked(content)
    columns = sheet.by_name()
    named = {column.field: name for name, column in columns.items()}
    if not cells.get(KEY):
        checked.errors.append([KEY, str(NO_KEY)])
    _read_parts(sheet, cells, checked)
    for step in sheet.wizard.steps:
        if step.form is None:
            continue
        data, unread = data_of(step.form, cells, columns)
        checked.errors += unread
        if not any(data.values()):
            continue
        form = _form(step.form, data, content, memory)
        form.is_valid()
        checked.errors += [
            [named.get(name, KEY), " ".join(map(str, errors))] for name, errors in form.errors.items() if name != "lon"
        ]
        _take(form, content)
    if not checked.errors:
        covered = sheet.covers if checked.parts else ""
        checked.missing = [str(item.text) for item in sheet.wizard.missing(content) if item.step != covered]
    return checked


def _probe(sheet: Sheet, body: Body, actor: Any) -> Content:
    offer = Offer(pk=PROBE, kind=sheet.wizard.kind, owner=actor, body=body)
    pool = SeatPool(pk=PROBE, offer=offer)
    know(offer, "pools", [pool])
    content = sheet.wizard.model(offer=offer)
    for name in sheet.relations:
        know(content, name, [])
    return content


def _read_parts(sheet: Sheet, cells: Mapping[str, str], checked: Checked) -> None:
    for name in sheet.special:
        try:
            checked.parts += sheet.parts(name, cells, checked.content)
        except CellError as error:
            checked.errors.append([error.args[1] if len(error.args) > 1 else name, str(error.args[0])])


def _form(form_class: Any, data: QueryDict, content: Content, memory: Memory) -> Any:
    """The step's form, with the slow fields answered from memory."""
    answered: dict[str, str] = {}
    for name, control in form_class.base_fields.items():
        if isinstance(control, CodeField) and data.get(name):
            try:
                answered[name] = memory.code(control, data[name])
            except forms.ValidationError:
                pass  # the field says so itself
    if issubclass(form_class, AddressForm) and data.get("address"):
        for name, value in memory.place(data["address"]).items():
            data[name] = data.get(name) or value if name == "cap" else value
    form = form_class(data, content=content)
    for name, code in answered.items():
        if name in form.fields:
            form.fields[name] = forms.CharField(required=False)
            data[name] = code
    return form


def _take(form: Any, content: Content) -> None:
    """Put the valid answers where they belong, as the wizard's service does."""
    good = [name for name in form.cleaned_data if name in form.fields and name not in form.errors]
    answers = form.read(good)
    for name, value in answers.content.items():
        setattr(content, name, value)
    for name, value in answers.offer.items():
        if name == "point":
            try:
                drafts.place(content.offer, value)
            except OutsideArea:
                continue
        else:
            setattr(content.offer, name, value)
