"""Working time (D.Lgs. 66/2003): hours a week, rest between days, a day of rest in seven."""

from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jobs.enums import ContractForm
from jobs.findings import Verdict
from marketplace.core.numbers import exact, printed
from marketplace.rulebook.selectors import figure

if TYPE_CHECKING:
    from jobs.models import Placement

DAY = 24 * 60


def minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def length(start: time, end: time) -> Decimal:
    """Hours from ``start`` to ``end``; an end at or before the start is on the next day."""
    return Decimal((minutes(end) - minutes(start)) % DAY or DAY) / 60


def longest_shift() -> Decimal:
    """Hours that a day may hold, pauses included: what the daily rest leaves of it (art. 7)."""
    return 24 - exact(figure("placement.daily_rest").value)


def check(placement: "Placement", verdict: Verdict) -> None:
    _week(placement, verdict)
    _day(placement, verdict)
    _shifts(placement, verdict)


def _week(placement: "Placement", verdict: Verdict) -> None:
    """40 normal hours (art. 3); with overtime never more than 48 on average (art. 4). Live-in domestic work: 54."""
    hours, rule = placement.hours_week, figure("placement.week_hours")
    if hours is None or hours <= exact(rule.value["normal"]):
        return
    if placement.contract == ContractForm.DOMESTIC:
        live_in = figure("placement.domestic_hours")
        text = _("Oltre %(normal)s ore, fino a %(most)s, solo per chi abita nella casa in cui lavora: da verificare")
        verdict.breach(live_in, text % {"normal": rule.value["normal"], "most": live_in.value}, "hours_week")
    elif hours > exact(rule.value["average"]):
        text = _("Con lo straordinario non si superano %(n)s ore alla settimana in media")
        verdict.breach(rule, text % {"n": rule.value["average"]}, "hours_week")
    else:
        text = _("L’orario normale è al massimo di %(n)s ore alla settimana: lo straordinario non sta nell’annuncio")
        verdict.breach(rule, text % {"n": rule.value["normal"]}, "hours_week")


def _day(placement: "Placement", verdict: Verdict) -> None:
    hours = placement.hours_day
    if hours is None:
        return
    if hours > longest_shift():
        verdict.breach(figure("placement.daily_rest"), _rest_text(), "hours_day")
    elif placement.hours_week is not None and hours > placement.hours_week:
        text = _("Le ore al giorno sono più di quelle alla settimana: correggi una delle due.")
        verdict.forbid(text, "hours_day")


def _rest_text() -> str:
    rest = figure("placement.daily_rest").value
    return _("Tra un giorno e l’altro servono %(rest)s ore di riposo: un turno dura al massimo %(most)s ore") % {
        "rest": rest, "most": printed(longest_shift()),
    }  # fmt: skip


def _shifts(placement: "Placement", verdict: Verdict) -> None:
    weekly = figure("placement.weekly_days")
    for shift in placement.shifts_known:
        if len(shift.days) > weekly.value:
            text = _("In una settimana si lavora al massimo %(n)s giorni: serve un giorno di riposo")
            verdict.breach(weekly, text % {"n": weekly.value}, f"shift_{shift.pk}_days")
        if shift.start and shift.end and length(shift.start, shift.end) > longest_shift():
            verdict.breach(figure("placement.daily_rest"), _rest_text(), f"shift_{shift.pk}_end")
