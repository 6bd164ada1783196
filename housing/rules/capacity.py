"""How many persons a home holds (capienza), under two sets of rules; both are shown, both are indicative.

The office that attests the idoneità abitativa decides; the reviewer may enter what it has written.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from housing.enums import RoomType
from marketplace.core.numbers import exact, printed
from marketplace.rulebook.selectors import figure

WITH_WINDOW = {RoomType.BEDROOM, RoomType.LIVING, RoomType.LIVING_KITCHEN, RoomType.KITCHEN, RoomType.STUDIO}
SERVICE = {RoomType.BATHROOM, RoomType.OTHER}


@dataclass(frozen=True)
class Space:
    """A room as the rules see it: square metres and metres."""

    type: str
    surface: Decimal
    height: Decimal | None = None
    window: bool = True


@dataclass(frozen=True)
class Capacity:
    """``persons`` under the set of rules ``name``; ``because`` explains it line by line."""

    name: str
    persons: int
    because: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def dm_1975(surface: Decimal, rooms: Iterable[Space], *, salva_casa: bool = False) -> Capacity:
    """National rules (D.M. Sanità 5/7/1975): the smaller of what the area and what the bedrooms allow.

    ``surface`` is the net floor, m². ``salva_casa``: a designer has certified the project of D.P.R. 380/2001
    art. 24 c. 5-bis, which lowers heights and the area of a studio; it is never assumed.
    """
    rooms = list(rooms)
    rule, reduced = _rules_1975(salva_casa)
    warnings = _room_warnings(rooms, exact(reduced["height_m"]), exact(rule["service_height_m"]))
    if any(room.type == RoomType.STUDIO for room in rooms):
        persons, because = _studio(surface, reduced["studio_m2"])
        return Capacity("DM_1975", persons, because, warnings)
    living = exact(rule["living_m2"])
    if not any(r.type in (RoomType.LIVING, RoomType.LIVING_KITCHEN) and r.surface >= living for r in rooms):
        warnings.append(_("Nessun soggiorno arriva a %(area)s m².") % {"area": printed(living)})
    by_area, area_line = _by_area(surface, rule)
    by_rooms, room_lines = _by_rooms(rooms, rule)
    persons = min(by_area, by_rooms)
    because = [area_line, *room_lines, _("Conta il numero più basso: %(persons)s.") % {"persons": persons}]
    return Capacity("DM_1975", persons, because, warnings)


def dm_1975_persons(surface: Decimal, rooms: Iterable[Space], *, salva_casa: bool = False) -> int:
    """The number of ``dm_1975`` alone, for whoever asks it of thousands of homes."""
    rooms = list(rooms)
    rule, reduced = _rules_1975(salva_casa)
    if any(room.type == RoomType.STUDIO for room in rooms):
        return _studio_persons(surface, reduced["studio_m2"])
    return min(_area_persons(surface, rule), sum(_beds(rooms, rule)))


def erp_lombardia(surface: Decimal) -> Capacity:
    """Lombardy's table for public housing (R.R. 1/2004), by net area in m²; its last row means "or more"."""
    table = [exact(area) for area in figure("capacity.ERP_LOMB").value]
    persons = sum(1 for area in table if surface >= area)
    if persons:
        line = _("%(surface)s m²: la tabella chiede %(area)s m² per %(persons)s.")
        because = [line % {"surface": printed(surface), "area": printed(table[persons - 1]), "persons": persons}]
    else:
        line = _("%(surface)s m²: la tabella comincia da %(area)s m².")
        because = [line % {"surface": printed(surface), "area": printed(table[0])}]
    if persons == len(table):
        because.append(_("È l’ultima riga della tabella: vale anche per più persone."))
    warnings = []
    survey = exact(figure("capacity.survey_below_m2").value)
    if surface < survey:
        warnings.append(
            _("Sotto %(area)s m² il Comune chiede un sopralluogo per l’idoneità abitativa.") % {"area": printed(survey)}
        )
    return Capacity("ERP_LOMB", persons, because, warnings)


def _rules_1975(salva_casa: bool) -> tuple[dict, dict]:
    """The decree's figures, and those for heights and studios, which a certified project lowers."""
    rule = figure("capacity.DM_1975").value
    return rule, figure("capacity.salva_casa").value if salva_casa else rule


def _studio_persons(surface: Decimal, needed: dict[str, float]) -> int:
    return 2 if surface >= exact(needed["2"]) else 1 if surface >= exact(needed["1"]) else 0


def _area_persons(surface: Decimal, rule: dict) -> int:
    first, count, further = exact(rule["person_m2"]), int(rule["persons_at_first"]), exact(rule["further_person_m2"])
    full = first * count
    return int(surface // first) if surface < full else count + int((surface - full) // further)


def _beds(rooms: list[Space], rule: dict) -> list[int]:
    """The places to sleep in each bedroom, in the rooms' order."""
    one, two = exact(rule["single_bedroom_m2"]), exact(rule["double_bedroom_m2"])
    bedrooms = (room.surface for room in rooms if room.type == RoomType.BEDROOM)
    return [2 if surface >= two else 1 if surface >= one else 0 for surface in bedrooms]


def _studio(surface: Decimal, needed: dict[str, float]) -> tuple[int, list[str]]:
    one, two = exact(needed["1"]), exact(needed["2"])
    persons = _studio_persons(surface, needed)
    line = _("Monolocale di %(surface)s m², bagno compreso: servono %(one)s m² per 1 persona, %(two)s per 2.")
    return persons, [line % {"surface": printed(surface), "one": printed(one), "two": printed(two)}]


def _by_area(surface: Decimal, rule: dict) -> tuple[int, str]:
    persons, count = _area_persons(surface, rule), int(rule["persons_at_first"])
    line = _(
        "Superficie %(surface)s m²: %(first)s m² a persona fino a %(count)s, poi %(further)s. Persone: %(persons)s."
    )
    values = {"surface": surface, "first": rule["person_m2"], "further": rule["further_person_m2"]}
    shown = {key: printed(value) for key, value in values.items()}
    return persons, line % {**shown, "count": count, "persons": persons}


def _by_rooms(rooms: list[Space], rule: dict) -> tuple[int, list[str]]:
    bedrooms, beds = [room for room in rooms if room.type == RoomType.BEDROOM], _beds(rooms, rule)
    lines = [
        _("Camera di %(surface)s m²: posti %(beds)s.") % {"surface": printed(room.surface), "beds": number}
        for room, number in zip(bedrooms, beds, strict=True)
    ]
    return sum(beds), lines or [_("Nessuna camera da letto indicata.")]


def _room_warnings(rooms: list[Space], height: Decimal, service_height: Decimal) -> list[str]:
    warnings = []
    for room in rooms:
        name = RoomType(room.type).label
        needed = service_height if room.type in SERVICE else height
        if room.height is not None and room.height < needed:
            values = {"room": name, "height": printed(room.height), "needed": printed(needed)}
            warnings.append(_("%(room)s: alta %(height)s m, la regola chiede %(needed)s m.") % values)
        if room.type in WITH_WINDOW and not room.window:
            warnings.append(_("%(room)s: manca una finestra che si apre.") % {"room": name})
        if room.type == RoomType.BATHROOM and not room.window:
            warnings.append(_("Bagno senza finestra: serve l’aspirazione meccanica."))
    return warnings
