"""Where: quarter, municipio, comune, around a point or a station, in a rectangle of the map."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import django_filters
import numpy as np
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from marketplace.places.lines import line_codes
from marketplace.places.models import Comune, Municipio, Nil, Stop, StopKind
from marketplace.rulebook.selectors import figure

from ..elastic.clauses import clause, one_of
from ..record import chord, on_grid, unit_vector
from ..widgets import LongSelect
from .base import Change, Clause, FacetFilter, Filter, Option
from .inputs import PointFilter, RectangleFilter

if TYPE_CHECKING:
    from elasticsearch.dsl.query import Query

_CACHE_KEY, _CACHE_SECONDS = "search:places", 300


def place_names() -> dict[str, Any]:
    """Names of all places that can be asked for, and the stations' points; they change with a new load only."""
    names = cache.get(_CACHE_KEY)
    if names is None:
        names = {
            "nil": [(str(number), name) for number, name in Nil.objects.values_list("number", "name")],
            "municipio": [(str(number), name) for number, name in Municipio.objects.values_list("number", "name")],
            "comune": list(Comune.objects.values_list("istat", "name")),
            "station": {
                stop.code: (f"{stop.name.title()} ({stop.lines})".removesuffix(" ()"), stop.point.coords)
                for stop in Stop.objects.filter(kind=StopKind.METRO).order_by("name", "code")
            },
            "line": line_codes(),
        }
        cache.set(_CACHE_KEY, names, _CACHE_SECONDS)
    return names


class AreaFilter(FacetFilter):
    """One of the tables of areas, by number."""

    def __init__(self, name: str, label: Any, chip: Any, number: Any = int):
        self.name, self.label, self.chip, self.number = name, label, chip, number
        self.columns, self.place = (name,), name

    def fields(self) -> dict[str, django_filters.Filter]:
        return {
            self.name: django_filters.MultipleChoiceFilter(
                label=self.label, choices=lambda: place_names()[self.name], widget=forms.CheckboxSelectMultiple
            )
        }

    def value(self, cleaned: dict[str, Any]) -> list[str] | None:
        return sorted(set(cleaned.get(self.name) or [])) or None

    def query(self, value: list[str]) -> dict[str, Any]:
        return {self.name: value}

    def code(self, number: int) -> str:
        """The option that belongs to the number in the record."""
        return str(number)

    def _numbers(self, value: list[str]) -> list[int]:
        return [self.number(code) for code in value]

    def clause(self, value: list[str]) -> Clause:
        return Clause(f"{self.name} = any(%s::smallint[])", (self._numbers(value),))

    def elastic(self, value: list[str]) -> "Query":
        return one_of(self.name, self._numbers(value))

    def mask(self, records: np.ndarray, value: list[str]) -> np.ndarray:
        wanted = np.zeros(256, bool)
        wanted[self._numbers(value)] = True
        return wanted[records[self.place]]

    def saved(self, value: list[str]) -> dict[str, Any]:
        return {self.name: self._numbers(value)}

    @property
    def reverse(self) -> str:
        return f"s.{self.name} is null or d.{self.name} = any(s.{self.name})"

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {self.code(number): int(tally[number]) for number in np.flatnonzero(tally).tolist() if number}

    def options(self) -> list[Option]:
        return [Option(code, name) for code, name in place_names()[self.name]]

    def chips(self, value: list[str]) -> Iterator[Change]:
        names = dict(place_names()[self.name])
        for code in value:
            rest = [other for other in value if other != code]
            yield Change(self.chip % {"name": names.get(code, code)}, rest or None)

    def relaxations(self, value: list[str]) -> Iterator[Change]:
        yield Change(_("in tutte le zone"), None)


def istat_number(code: str) -> int:
    """The comune's number inside the province: 015146 → 146. It fits in a byte."""
    return int(code[-3:])


class ComuneFilter(AreaFilter):
    """One comune at a time: a list of 133 is chosen from, not ticked off."""

    def __init__(self) -> None:
        super().__init__("comune", _("Comune"), "%(name)s", istat_number)

    def code(self, number: int) -> str:
        return f"015{number:03d}"

    def fields(self) -> dict[str, django_filters.Filter]:
        field = django_filters.ChoiceFilter(
            label=self.label, choices=lambda: place_names()[self.name], empty_label=_("Tutti i comuni")
        )
        return {self.name: field}

    def value(self, cleaned: dict[str, Any]) -> list[str] | None:
        return [cleaned[self.name]] if cleaned.get(self.name) else None


@dataclass(frozen=True)
class Circle:
    """Around a station (``station`` is its code) or a point; ``within`` is the option chosen, ``metres`` its length."""

    lon: float
    lat: float
    metres: int
    within: str
    station: str | None
    label: str


WITHIN = [
    ("5min", _("5 minuti a piedi")),
    ("10min", _("10 minuti a piedi")),
    ("15min", _("15 minuti a piedi")),
    ("20min", _("20 minuti a piedi")),
    ("30min", _("30 minuti a piedi")),
    ("1km", _("1 chilometro")),
    ("2km", _("2 chilometri")),
    ("5km", _("5 chilometri")),
    ("10km", _("10 chilometri")),
]
USUAL_WITHIN = "10min"


def metres_of(within: str) -> int:
    """The straight line that belongs to an option: minutes at the rulebook's pace and detour, or kilometres."""
    if within.endswith("km"):
        return int(within[:-2]) * 1000
    walking = figure("places.walking").value
    return round(int(within[:-3]) * walking["pace"] / walking["detour"])


class NearFilter(Filter):
    """``fermata`` (a metro station's code) or ``punto`` (latitude,longitude), and ``entro``: how far."""

    name = "vicino"
    columns = ("point", "x", "y", "z")
    place = None
    reverse = (
        "s.near_chord is null or (d.x - s.near_x) * (d.x - s.near_x) + (d.y - s.near_y) * (d.y - s.near_y)"
        " + (d.z - s.near_z) * (d.z - s.near_z) <= s.near_chord"
    )

    def fields(self) -> dict[str, django_filters.Filter]:
        return {
            "fermata": django_filters.ChoiceFilter(
                label=_("Vicino alla fermata"),
                choices=lambda: [(code, name) for code, (name, _point) in place_names()["station"].items()],
                empty_label=_("Tutte le fermate"),
                widget=LongSelect,
            ),
            "punto": PointFilter(label=_("Punto"), widget=forms.HiddenInput),
            "entro": django_filters.ChoiceFilter(
                label=_("Quanto vicino"), choices=WITHIN, empty_label=_("10 minuti a piedi")
            ),
        }

    def value(self, cleaned: dict[str, Any]) -> Circle | None:
        within = cleaned.get("entro") or USUAL_WITHIN
        if station := cleaned.get("fermata"):
            label, (lon, lat) = place_names()["station"][station]
        elif point := cleaned.get("punto"):
            (lon, lat), label = point, str(_("punto scelto"))
        else:
            return None
        return Circle(*on_grid(lon, lat), metres_of(within), within, station or None, label)

    def query(self, value: Circle) -> dict[str, Any]:
        where = {"fermata": value.station} if value.station else {"punto": f"{value.lat:.7f},{value.lon:.7f}"}
        return {**where, "entro": value.within}

    def clause(self, value: Circle) -> Clause:
        x, y, z = unit_vector(value.lon, value.lat)
        tall = value.metres / 110_000  # degrees, a little more than the circle: the index narrows, the chord decides
        wide = tall / 0.69
        return Clause(
            "(point && st_makeenvelope(%s, %s, %s, %s, 4326)"
            " and (x - %s) * (x - %s) + (y - %s) * (y - %s) + (z - %s) * (z - %s) <= %s)",
            (value.lon - wide, value.lat - tall, value.lon + wide, value.lat + tall)
            + (x, x, y, y, z, z, chord(value.metres)),
        )

    def saved(self, value: Circle) -> dict[str, Any]:
        x, y, z = unit_vector(value.lon, value.lat)
        return {"near_x": x, "near_y": y, "near_z": z, "near_chord": chord(value.metres)}

    def elastic(self, value: Circle) -> "Query":
        return clause("geo_distance", distance=f"{value.metres}m", point={"lon": value.lon, "lat": value.lat})

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {}

    def chips(self, value: Circle) -> Iterator[Change]:
        yield Change(_("%(how)s da %(where)s") % {"how": dict(WITHIN)[value.within], "where": value.label}, None)

    def relaxations(self, value: Circle) -> Iterator[Change]:
        for within, label in WITHIN:
            metres = metres_of(within)
            if value.metres < metres <= 4 * value.metres and within.endswith(value.within.lstrip("0123456789")):
                wider = Circle(value.lon, value.lat, metres, within, value.station, value.label)
                yield Change(_("entro %(how)s da %(where)s") % {"how": label, "where": value.label}, wider)


class RectangleOnMapFilter(Filter):
    """``bbox``: the part of the map that was in view."""

    name = "bbox"
    columns = ("point",)
    place = None
    reverse = (
        "s.west is null or (st_x(d.point) between s.west and s.east and st_y(d.point) between s.south and s.north)"
    )

    def fields(self) -> dict[str, django_filters.Filter]:
        return {"bbox": RectangleFilter(label=_("Zona della mappa"), widget=forms.HiddenInput)}

    def value(self, cleaned: dict[str, Any]) -> tuple[float, ...] | None:
        rectangle = cleaned.get("bbox")
        return on_grid(*rectangle[:2]) + on_grid(*rectangle[2:]) if rectangle else None

    def query(self, value: tuple[float, ...]) -> dict[str, Any]:
        return {"bbox": ",".join(f"{degrees:.6f}" for degrees in value)}

    def clause(self, value: tuple[float, ...]) -> Clause:
        # PostGIS compares boxes in float32, up to 0.6 m too wide: the exact comparison decides
        west, south, east, north = value
        return Clause(
            "(point && st_makeenvelope(%s, %s, %s, %s, 4326)"
            " and st_x(point) between %s and %s and st_y(point) between %s and %s)",
            (west, south, east, north, west, east, south, north),
        )

    def saved(self, value: tuple[float, ...]) -> dict[str, Any]:
        return dict(zip(("west", "south", "east", "north"), value, strict=True))

    def elastic(self, value: tuple[float, ...]) -> "Query":
        west, south, east, north = value
        corners = {"top_left": {"lon": west, "lat": north}, "bottom_right": {"lon": east, "lat": south}}
        return clause("geo_bounding_box", point=corners)

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {}

    def chips(self, value: tuple[float, ...]) -> Iterator[Change]:
        yield Change(_("zona della mappa"), None)

    def relaxations(self, value: tuple[float, ...]) -> Iterator[Change]:
        yield Change(_("fuori dalla zona della mappa"), None)
