"""Writing the rulebook: a changed value closes the old validity, so that yesterday's cases keep yesterday's figures."""

import json
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.errors import DomainError

from . import selectors
from .models import Certainty, Figure

FOLDER = Path(__file__).parent / "figures"
TEXTS = ("unit", "label", "label_en", "legal_ref", "source_url", "certainty", "note")


class BadFigure(DomainError):
    """A figure cannot be entered as given."""


@dataclass(frozen=True)
class Loaded:
    """What a load did, by number of figures."""

    new: int = 0
    changed: int = 0
    same: int = 0


@transaction.atomic
def set_figure(
    *, actor: Any, key: str, value: Any, valid_from: date, valid_to: date | None = None, **texts: str
) -> str:
    """Enter what holds for ``key`` from ``valid_from`` until ``valid_to`` (both days count).

    A later ``valid_from`` closes the validity of the value before; the same one corrects that value and its texts
    (the audit trail keeps what it was). Answers "new", "changed" or "same". Raises ``BadFigure``.
    """
    _check(texts, valid_from, valid_to)
    rows = list(Figure.objects.select_for_update().filter(key=key).order_by("valid"))
    row = next((row for row in rows if row.valid.lower == valid_from), None)
    content = {"value": value, "valid": DateRange(valid_from, _end(rows, valid_from, valid_to))}
    content |= dict.fromkeys(TEXTS, "") | texts
    if row and all(getattr(row, name) == new for name, new in content.items()):
        return "same"
    before = row.value if row else None
    for other in rows:
        if other.valid.lower < valid_from and (other.valid.upper or date.max) > valid_from:
            other.valid = DateRange(other.valid.lower, valid_from)
            other.save(update_fields=["valid"])
    if row:
        for name, new in content.items():
            setattr(row, name, new)
        row.save(update_fields=list(content))
    else:
        row = Figure.objects.create(key=key, **content)
    done = "new" if before is None else "changed"
    audit.log(f"figure.{done}", actor=actor, obj=row, key=key, before=before, after=value)
    selectors.forget_all()
    return done


def _check(texts: dict[str, str], valid_from: date, valid_to: date | None) -> None:
    if unknown := set(texts) - set(TEXTS):
        raise BadFigure(_("Campi sconosciuti: %s") % ", ".join(sorted(unknown)))
    if texts.get("certainty") not in Certainty.values:
        raise BadFigure(_("Indica quanto è sicuro il dato: %s") % ", ".join(Certainty.values), field="certainty")
    if valid_to and valid_to < valid_from:
        raise BadFigure(_("La fine della validità viene prima dell’inizio."), field="valid_to")


def _end(rows: list[Figure], valid_from: date, valid_to: date | None) -> date | None:
    """The first day on which the new value no longer holds: given, or the start of the next one."""
    later = next((row.valid.lower for row in rows if row.valid.lower > valid_from), None)
    if valid_to is None:
        return later
    end = valid_to + timedelta(days=1)
    if later and end > later:
        raise BadFigure(_("Dal %s vale già un altro dato.") % date_format(later), field="valid_to")
    return end


@transaction.atomic
def load(*, actor: Any = None, folder: Path = FOLDER) -> Loaded:
    """Enter all figures of the TOML files in ``folder``; what is in the table already stays untouched.

    Raises ``BadFigure`` with the file and the key that are wrong; then nothing has changed.
    """
    counts = {"new": 0, "changed": 0, "same": 0}
    for path in sorted(folder.glob("*.toml")):
        for entry in tomllib.loads(path.read_text())["figure"]:
            if "json" in entry:  # TOML has no null
                entry["value"] = json.loads(entry.pop("json"))
            try:
                counts[set_figure(actor=actor, **entry)] += 1
            except (DomainError, TypeError) as error:
                raise BadFigure(f"{path.name}, {entry.get('key')}: {error}") from error
    return Loaded(**counts)
