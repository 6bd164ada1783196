"""Pay in the ad, always as a gross range (Directive (EU) 2023/970 art. 5), and what it makes a month and an hour."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jobs.enums import TRAINEESHIPS, PayPeriod
from jobs.findings import Verdict
from marketplace.core.numbers import cents, euros, exact
from marketplace.rulebook.selectors import figure

if TYPE_CHECKING:
    from jobs.models import Placement

WEEKS, MONTHS = 52, 12


@dataclass(frozen=True)
class Range:
    """Gross euros, lowest and highest."""

    low: Decimal
    high: Decimal


def monthly(amount: Decimal, period: str, *, hours_week: Decimal | None, instalments: int | None) -> Decimal | None:
    """Gross euros in an ordinary month, None where an hourly pay lacks its hours.

    A year is divided by its instalments (12 where not said); an hour counts as hours a week × 52 / 12.
    """
    match period:
        case PayPeriod.MONTH:
            return cents(amount)
        case PayPeriod.YEAR:
            return cents(amount / (instalments or MONTHS))
        case PayPeriod.HOUR if hours_week:
            return cents(amount * hours_week * WEEKS / MONTHS)
    return None


def hourly(amount: Decimal, period: str, *, hours_week: Decimal | None, instalments: int | None) -> Decimal | None:
    """Gross euros for an hour of work, None while the hours are not known."""
    if period == PayPeriod.HOUR:
        return cents(amount)
    if not hours_week:
        return None
    month = monthly(amount, period, hours_week=hours_week, instalments=instalments)
    return None if month is None else cents(month * MONTHS / WEEKS / hours_week)


def stated(placement: "Placement") -> tuple[Decimal | None, Decimal | None, str]:
    """Lowest, highest and period as the ad says them: the indemnity of a traineeship is its pay a month."""
    if placement.contract in TRAINEESHIPS:
        amount = None if placement.indemnity is None else Decimal(placement.indemnity)
        return amount, amount, PayPeriod.MONTH
    return placement.pay_min, placement.pay_max, placement.pay_period


def month_of(placement: "Placement") -> Range | None:
    """What one earns in a month, gross: the indemnity of a traineeship, else the range of the pay."""
    if placement.contract in TRAINEESHIPS:
        amount = placement.indemnity
        return None if amount is None else Range(Decimal(amount), Decimal(amount))
    return _range(placement, monthly)


def hour_of(placement: "Placement") -> Range | None:
    """What an hour is paid, gross; None for a traineeship, whose indemnity is no pay."""
    return None if placement.contract in TRAINEESHIPS else _range(placement, hourly)


def _range(placement: "Placement", reckon: Callable[..., Decimal | None]) -> Range | None:
    low, high = placement.pay_min, placement.pay_max if placement.pay_max is not None else placement.pay_min
    if low is None or not placement.pay_period:
        return None
    known = {"hours_week": placement.hours_week, "instalments": placement.pay_instalments}
    least, most = (reckon(amount, placement.pay_period, **known) for amount in (low, high))
    return None if least is None or most is None else Range(least, most)


def check(placement: "Placement", verdict: Verdict) -> None:
    """In order, not so wide that it says nothing, and not below what any agreement pays (Costituzione art. 36)."""
    low, high = placement.pay_min, placement.pay_max
    if placement.contract in TRAINEESHIPS:
        return
    if low is not None and high is not None and low > high:
        verdict.forbid(_("La paga più alta viene prima della più bassa: correggi una delle due."), "pay_max")
        return
    spread = figure("placement.pay_spread")
    if low and high and high > low * exact(spread.value):
        text = _("La fascia è molto larga: chi legge non sa che cosa aspettarsi. Stringila (Direttiva (UE) 2023/970).")
        verdict.warn(text, "pay_max")
    _least(placement, verdict)


def _least(placement: "Placement", verdict: Verdict) -> None:
    hour, rule = hour_of(placement), figure("placement.pay_hour")
    if hour is None:
        return
    if hour.low < exact(rule.value["least"]):
        text = _("Sono %(hour)s lordi all’ora: troppo poco per qualunque lavoro. Controlla importo, periodo e ore")
        verdict.breach(rule, text % {"hour": euros(hour.low)}, "pay_min")
    elif hour.low < exact(rule.value["alert"]):
        text = _("Sono %(hour)s lordi all’ora: chi controlla lo confronterà con il contratto collettivo e il livello.")
        verdict.warn(text % {"hour": euros(hour.low)}, "pay_min")
