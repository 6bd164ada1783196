"""All filters. To add one: write its class with all faces and name it here; nothing else on the site changes."""

import re

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from ..models import SavedSearch, SearchDocument
from ..record import LAYOUT, STEP_FREE
from .base import Change, Clause, FacetFilter, Filter, Option
from .common import CheckedFilter, FlagFilter
from .flats import FLAGS as FLAT_FLAGS
from .flats import FreeFromFilter, LeaseFilter, PersonsFilter, RentFilter, RoomsFilter
from .kind import KIND
from .lines import LinesFilter
from .occupations import OccupationFilter
from .places import AreaFilter, ComuneFilter, NearFilter, RectangleOnMapFilter
from .shape import ShapeFilter
from .times import HoursFilter, PartsFilter, StartFilter
from .work import FLAGS as WORK_FLAGS
from .work import LISTS, ItalianFilter, PayFilter

__all__ = ["FILTERS", "Change", "Clause", "FacetFilter", "Filter", "Option", "check"]

FILTERS: tuple[Filter, ...] = (
    KIND,
    RentFilter(),
    PersonsFilter(),
    RoomsFilter(),
    *FLAT_FLAGS,
    FreeFromFilter(),
    LeaseFilter(),
    PayFilter(),
    HoursFilter(),
    OccupationFilter(),
    *LISTS,
    ItalianFilter(),
    PartsFilter(),
    StartFilter(),
    *WORK_FLAGS,
    FlagFilter("senza_scale", STEP_FREE, _("Si entra senza scale"), _("senza scale"), _("anche con le scale")),
    CheckedFilter(),
    AreaFilter("nil", _("Quartiere"), "%(name)s"),
    AreaFilter("municipio", _("Municipio"), "%(name)s"),
    ComuneFilter(),
    NearFilter(),
    LinesFilter(),
    RectangleOnMapFilter(),
    ShapeFilter(),
)


def check(filters: tuple[Filter, ...] = FILTERS) -> None:
    """Hold every filter against the table, the record and the others. Raises ``ImproperlyConfigured``.

    A missing method stops the import already; this finds columns, places and parameters that do not fit.
    """
    columns = {field.column for field in SearchDocument._meta.get_fields()}
    kept = {field.column for field in SavedSearch._meta.concrete_fields}
    taken = {"q", "ordina", "page", "dopo"}
    for item in filters:
        problems = [f"column {name}" for name in item.columns if name not in columns]
        if item.place and item.place not in LAYOUT.fields:
            problems.append(f"place {item.place} in the record")
        problems += [f"column {name} of a saved search" for name in _named("s", item.reverse) - kept]
        problems += [f"column {name}" for name in _named("d", item.reverse) - columns]
        if isinstance(item, FacetFilter) and not item.place:
            problems.append("a place in the record, which a facet is counted from")
        parameters = item.fields()
        problems += [f"parameter {name} of its own" for name in parameters if name in taken]
        taken |= parameters.keys()
        if problems:
            raise ImproperlyConfigured(f"The search filter {item.name!r} lacks: {', '.join(problems)}.")


def _named(table: str, condition: str) -> set[str]:
    """The columns of a table that a condition in SQL reads."""
    return set(re.findall(rf"\b{table}\.(\w+)", condition))
