"""Where the invented flats stand and what they cost, from the places that are loaded."""

import random
from dataclasses import dataclass

from django.contrib.gis.geos import Point
from django.db import connection

from marketplace.places.models import SRID, Comune, Nil, Street

MILAN = "015146"
RENT_WITHOUT_DATA = (11.0, 19.0)  # €/m² a month, a plain guess for a machine that has no OMI zones


@dataclass(frozen=True)
class Spot:
    street: str
    cap: str
    lon: float
    lat: float
    comune: str
    municipio: int | None
    nil: int | None
    rent_min: float
    rent_max: float

    @property
    def point(self) -> Point:
        return Point(self.lon, self.lat, srid=SRID)


_SPOTS = """
select s.name, s.cap, st_x(s.point), st_y(s.point), n.number, n.municipio_id, o.rent_min, o.rent_max
from places_street s
join places_nil n on n.number = s.nil_number
left join places_omizone o on st_covers(o.area, s.point)
order by s.id
"""


def _streets() -> list[Spot]:
    with connection.cursor() as cursor:
        cursor.execute(_SPOTS)
        rows = cursor.fetchall()
    low, high = RENT_WITHOUT_DATA
    return [
        Spot(name, cap, lon, lat, MILAN, municipio, nil, float(least or low), float(most or high))
        for name, cap, lon, lat, nil, municipio, least, most in rows
    ]


def _quarters() -> list[Spot]:
    low, high = RENT_WITHOUT_DATA
    return [
        Spot(f"Via {nil.name.title()}", "", nil.point.x, nil.point.y, MILAN, nil.municipio_id, nil.number, low, high)
        for nil in Nil.objects.order_by("number")
    ]


def _around() -> list[Spot]:
    """The other comuni: cheaper, by a plain guess."""
    return [
        Spot("Via Roma", "", comune.point.x, comune.point.y, comune.istat, None, None, 7.0, 12.0)
        for comune in Comune.objects.exclude(istat=MILAN).order_by("istat")
    ]


class Map:
    """Draws spots: four of five in the city, the dear centre less often than the ring."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.city = _streets() if Street.objects.exists() else _quarters()
        self.around = _around()
        self.weights = [1 / max(spot.rent_max, 8.0) ** 2 for spot in self.city]
        self.cumulated: list[float] = []
        total = 0.0
        for weight in self.weights:
            total += weight
            self.cumulated.append(total)

    def draw(self) -> Spot:
        if self.around and self.rng.random() < 0.2:
            return self.rng.choice(self.around)
        return self.rng.choices(self.city, cum_weights=self.cumulated)[0]
