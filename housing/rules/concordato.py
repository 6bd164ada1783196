"""Canone concordato in Milan: the band in which the rent must lie (L. 431/1998 art. 2 c. 3; Accordo Locale 2023).

Indicative: the zone comes from the office's map, and an attestation by one owners' and one tenants' body decides.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from housing.enums import ESSENTIAL, EnergyClass, Furnished, Heating
from marketplace.core.numbers import cents, euros, exact, printed
from marketplace.rulebook.selectors import figure


@dataclass(frozen=True)
class SubBand:
    """Sottofascia 1–3. ``maximum``: the features allow the top of the band."""

    number: int
    maximum: bool
    because: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Band:
    """Lowest and highest rent in euros a month, with the reasons line by line."""

    zone: int
    sub_band: int
    minimum: Decimal
    maximum: Decimal
    because: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def sub_band(features: Collection[str], heating: str = "") -> SubBand:
    """1 if an essential (A) is missing or stoves heat; 3 with all A, a B and three C; else 2.

    All A and no B is not regulated: taken as 1, with a warning.
    """
    rule = figure("concordato.sub_band_rule").value
    missing = [code for code in ESSENTIAL if code not in features]
    count = {group: sum(1 for code in set(features) if code.startswith(group)) for group in "BCD"}
    maximum = count["D"] >= rule["d_for_maximum"]
    counted = _("Caratteristiche: B %(B)s, C %(C)s, D %(D)s.") % count
    if missing or heating == Heating.STOVES:
        why = _("Manca qualcosa di essenziale: %(codes)s.") % {"codes": ", ".join(missing)}
        return SubBand(1, maximum, [why if missing else _("Il riscaldamento è a stufe."), counted])
    if count["B"] < rule["b_needed"]:
        return SubBand(1, maximum, [counted], [_("L’accordo non dice che cosa vale senza caratteristiche B.")])
    return SubBand(3 if count["C"] >= rule["c_needed"] else 2, maximum, [_("Ci sono tutte le essenziali."), counted])


def band(
    *,
    zone: int,
    features: Collection[str],
    surface: Decimal,
    heating: str = "",
    furnished: str = Furnished.NONE,
    months: int | None = None,
    energy_class: str = "",
) -> Band:
    """The band for a whole flat. ``surface`` is the cadastral area, m²; ``months`` the lease's first term.

    Raises ``KeyError`` for a zone outside the accord.
    """
    sub = sub_band(features, heating)
    low, high = (exact(value) for value in figure("concordato.bands").value[str(zone)][sub.number - 1])
    foi = exact(figure("concordato.foi_multiplier").value)
    area, area_line = _counted_area(surface)
    factor, factor_lines = _corrections(furnished, months, energy_class)
    minimum, maximum = (cents(area * rate * foi * factor / 12) for rate in (low, high))
    values = {"zone": zone, "sub": sub.number, "low": printed(low), "high": printed(high)}
    because = [
        *sub.because,
        _("Zona %(zone)s, sottofascia %(sub)s: da %(low)s a %(high)s € al m² all’anno.") % values,
        area_line,
        *factor_lines,
        _("Al mese: da %(low)s a %(high)s.") % {"low": euros(minimum), "high": euros(maximum)},
    ]
    warnings = list(sub.warnings)
    if not sub.maximum:
        needed = figure("concordato.sub_band_rule").value["d_for_maximum"]
        warnings.append(_("Il massimo si può chiedere con almeno %(n)s caratteristiche D.") % {"n": needed})
    return Band(zone, sub.number, minimum, maximum, because, warnings)


def room_limit(zone: int) -> Decimal | None:
    """Highest flat rate of one furnished room, euros a month (art. 7.2); None where the accord allows none."""
    limit = figure("concordato.room_month").value.get(str(zone))
    return None if limit is None else exact(limit) * exact(figure("concordato.foi_multiplier").value)


def _counted_area(surface: Decimal) -> tuple[Decimal, str]:
    rule = figure("concordato.small_flat").value
    if exact(rule["min_m2"]) <= surface <= exact(rule["max_m2"]):
        area = surface * (100 + exact(rule["percent"])) / 100
        values = {"surface": printed(surface), "area": printed(cents(area)), "percent": printed(rule["percent"])}
        return area, _("Casa piccola: %(surface)s m² più il %(percent)s per cento, cioè %(area)s m².") % values
    return surface, _("Superficie catastale: %(surface)s m².") % {"surface": printed(surface)}


def _corrections(furnished: str, months: int | None, energy_class: str) -> tuple[Decimal, list[str]]:
    found = [
        (_("Mobili"), figure("concordato.furnished_percent").value.get(str(furnished).upper(), 0)),
        (_("Durata"), _duration_percent(months)),
        (_("Classe energetica"), figure("concordato.energy_percent").value.get(energy_class or EnergyClass.A4, 0)),
    ]
    percents = [(name, exact(value)) for name, value in found if value]
    lines = [f"{name}: {'+' if value > 0 else '−'}{printed(abs(value))} %" for name, value in percents]
    factor = Decimal(1)
    if figure("concordato.correction_rule").value == "product":
        for _name, value in percents:
            factor *= 1 + value / 100
    else:
        factor += sum((value for _name, value in percents), Decimal(0)) / 100
    return factor, lines


def _duration_percent(months: int | None) -> float:
    """Whole years of the first term; the last row of the table stands for all longer ones."""
    table = {int(years): percent for years, percent in figure("concordato.duration_percent").value.items()}
    years = min((months or 0) // 12, max(table))
    # "more than six years" begins with the first month beyond them
    if months and months > 12 * (max(table) - 1):
        years = max(table)
    return table.get(years, 0)
