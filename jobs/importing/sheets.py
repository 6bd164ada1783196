"""What may stand in a file of offers: a column for each question of the wizard, by a name that people can read.

The wizard's own forms read the cells, so that a file obeys the same rules in the same words as the pages.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobs.vocabulary.fields import OccupationsField
from marketplace.offers.models import Offer
from marketplace.offers.wizard.wizard import Wizard

KEY = "codice"
PICKS = forms.MultipleChoiceField, forms.TypedMultipleChoiceField
_NAMES = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
_DAYS = {
    spelt: str(number) for number, name in enumerate(_NAMES, 1) for spelt in (name, name[:3], name.replace("ì", "i"))
}
_CLOCK = r"(?P<{0}>\d{{1,2}})[:.](?P<{0}_min>\d{{2}})"
_LINE = re.compile(rf"^\s*(?P<days>[a-zìà,\- ]+?)\s+{_CLOCK.format('from')}\s*[-–]\s*{_CLOCK.format('to')}\s*$")


@dataclass(frozen=True)
class Column:
    """``name`` in the file's head; ``field`` of the wizard's forms."""

    name: str
    field: str


@dataclass(frozen=True)
class Sheet:
    """The columns of one kind, whose wizard reads them.

    ``special``: further columns, which no form of the wizard reads, with what they take; ``parts(column, cells,
    content)`` makes of one of them what ``store(offer, part, actor)`` saves once the offer has been, and may put rows
    where the wizard's list of what is missing looks for them. It raises ``CellError(sentence, column)``.
    ``relations``: reverse relations of the content that a row begins without.
    """

    wizard: Wizard
    columns: tuple[Column, ...]
    special: Mapping[str, str | Promise]
    relations: tuple[str, ...]
    parts: Callable[[str, Mapping[str, str], Any], list[Any]]
    store: Callable[[Offer, Any, Any], None]
    examples: tuple[dict[str, str], ...]
    pool: bool = False  # the offer has seats of its own, not its parts
    covers: str = ""  # step of the wizard that has nothing missing once there are parts

    @cached_property  # asked for each cell of a file
    def names(self) -> list[str]:
        return [KEY, *(column.name for column in self.columns), *self.special]

    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}


class CellError(ValueError):
    """A cell that cannot be read; its text says how to write it."""


def typed(field: forms.Field, text: str) -> list[str]:
    """A cell as the browser would send it: labels become codes, lists are split at semicolons."""
    text = text.strip()
    if not text:
        return []
    if isinstance(field, OccupationsField):
        return ["\n".join(part.strip() for part in text.split(";"))]
    if isinstance(field, PICKS):
        return [_choice(field, part) for part in text.split(";") if part.strip()]
    if isinstance(field, forms.ChoiceField):
        return [_choice(field, text)]
    if isinstance(field, forms.BooleanField):
        return ["on"] if _folded(text) in {"sì", "si", "yes", "x", "1", "vero", "true"} else []
    return [text]


def _choice(field: forms.ChoiceField, text: str) -> str:
    wanted = _folded(text)
    for code, label in field.choices:
        if wanted in {_folded(str(code)), _folded(str(label))}:
            return str(code)
    if wanted in {"si", "yes"}:
        return "True"
    if wanted == "no":
        return "False"
    allowed = "; ".join(str(label) for code, label in field.choices if code != "")
    sentence = _("«%(text)s» non è tra le risposte possibili: %(allowed)s.")
    raise CellError(sentence % {"text": text.strip(), "allowed": allowed})


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def week(text: str) -> list[tuple[list[str], time, time]]:
    """Lines like "lun-ven 08:00-12:00; sab 9.00-13.00" as (days, from, to). Raises ``CellError``."""
    found = []
    for part in filter(str.strip, text.split(";")):
        line = _LINE.match(part.casefold())
        if not line:
            raise CellError(_("Scrivi «%(part)s» così: lun-ven 08:00-12:00; sab 09:00-13:00.") % {"part": part.strip()})
        try:
            start = time(int(line["from"]), int(line["from_min"]))
            end = time(int(line["to"]) % 24, int(line["to_min"]))
        except ValueError:
            raise CellError(_("L’ora di «%(part)s» non esiste.") % {"part": part.strip()}) from None
        found.append((_days(line["days"]), start, end))
    return found


def _days(text: str) -> list[str]:
    days: list[str] = []
    for part in filter(None, re.split(r"[,\s]+(?!-)", text.replace(" - ", "-"))):
        ends = [_DAYS.get(name.strip(), "") for name in part.split("-")]
        if "" in ends or len(ends) > 2:
            raise CellError(
                _("«%(part)s» non è un giorno: scrivi lun, mar, mer, gio, ven, sab o dom.") % {"part": part}
            )
        days += [str(day) for day in range(int(ends[0]), int(ends[-1]) + 1)]
    return sorted(set(days))


def know(row: Model, relation: str, rows: list[Any]) -> None:
    """Let a row that no table has answer for one of its reverse relations, as after ``prefetch_related``."""
    found = row._meta.get_field(relation).related_model._default_manager.all()
    found._result_cache, found._prefetch_done = rows, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = found


def data_of(
    form: type[forms.Form], cells: Mapping[str, str], columns: Mapping[str, Column]
) -> tuple[QueryDict, list[list[str]]]:
    """What a form would have been sent, and what cannot be read as ``[column, sentence]``."""
    data, errors = QueryDict(mutable=True), []
    for name, column in columns.items():
        field = form.base_fields.get(column.field)
        if field is None:
            continue
        try:
            data.setlist(column.field, typed(field, cells.get(name, "")))
        except CellError as error:
            errors.append([name, str(error)])
    return data, errors
