"""What work and courses ask alike: a seat, time to ask for it, the hours of the week, ages that a law sets."""

from typing import ClassVar

from django.db.models import Expression, Q, Value
from django.db.models.functions import ExtractYear, Greatest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobs.enums import PartOfDay
from marketplace.core.clock import today

from ..models import Need, Plan, SeatFacts
from .base import Hard, day

ALWAYS, NEVER = Q(pk__isnull=False), Q(pk__isnull=True)


class OfPlan(Hard[SeatFacts]):
    """Asks something of one of a need's plans, which is there whenever the criterion is asked."""

    def __init__(self, plan: str):
        self.plan_name = plan

    def plan(self, need: Need) -> Plan:
        return getattr(need, self.plan_name)


class Seats(Hard[SeatFacts]):
    """A seat is free, or one can wait for it."""

    name = "seats"
    label = gettext_lazy("Posti")
    without: ClassVar[str | Promise] = gettext_lazy("Se si liberasse un posto")

    def condition(self, need: Need) -> Q:
        return Q(free__gt=0) | Q(waiting_list=True)

    def holds(self, need: Need, facts: SeatFacts) -> bool:
        return facts.free > 0 or facts.waiting_list

    def sentence(self, need: Need, facts: SeatFacts) -> str:
        if facts.free:
            return ngettext("{n} posto libero", "{n} posti liberi", facts.free).format(n=facts.free)
        return _("posti finiti, c’è la lista d’attesa") if facts.waiting_list else _("posti finiti")


class Closing(Hard[SeatFacts]):
    """One can still ask for it; the last day counts."""

    name = "closing"
    label = gettext_lazy("Scadenza")
    without = gettext_lazy("Se riaprissero le iscrizioni")

    def condition(self, need: Need) -> Q:
        return Q(closes_on=None) | Q(closes_on__gte=today())

    def holds(self, need: Need, facts: SeatFacts) -> bool:
        return facts.closes_on is None or facts.closes_on >= today()

    def sentence(self, need: Need, facts: SeatFacts) -> str:
        if facts.closes_on is None:
            return _("nessuna scadenza per proporre")
        if self.holds(need, facts):
            return _("si può proporre fino al {day}").format(day=day(facts.closes_on))
        return _("chiuso dal {day}").format(day=day(facts.closes_on))


class Times(OfPlan):
    """All parts of the week that it takes are parts in which the person can."""

    name = "times"
    label = gettext_lazy("Orari")
    without = gettext_lazy("Se andassero bene altri orari")

    def applies(self, need: Need) -> bool:
        return bool(self.plan(need).parts_of_day)

    def condition(self, need: Need) -> Q:
        return Q(parts_of_day__contained_by=self.plan(need).parts_of_day)

    def holds(self, need: Need, facts: SeatFacts) -> bool:
        return set(facts.parts_of_day) <= set(self.plan(need).parts_of_day)

    def sentence(self, need: Need, facts: SeatFacts) -> str:
        if not facts.parts_of_day:
            return _("orario da concordare")
        mine = self.plan(need).parts_of_day
        others = [part for part in facts.parts_of_day if part not in mine]
        if not others:
            return _parts(facts.parts_of_day)
        return _("chiede anche: {parts}").format(parts=_parts(others))


def _parts(codes: list[str]) -> str:
    return ", ".join(str(PartOfDay(code).label) for code in codes)


class Ages(OfPlan):
    """The age that a law asks for this contract or course on the first day.

    Of the age only the year of birth is known: who may be old enough passes, and the sentence says what to check.
    """

    name = "ages"
    label = gettext_lazy("Età fissata dalla legge")
    without = gettext_lazy("Se la legge ammettesse altre età")

    def applies(self, need: Need) -> bool:
        return self.plan(need).born_year is not None

    def condition(self, need: Need) -> Q:
        oldest: Expression = Greatest(ExtractYear("start"), Value(today().year)) - self.plan(need).born_year
        return (Q(min_age=None) | Q(min_age__lte=oldest)) & (Q(max_age=None) | Q(max_age__gte=oldest - 1))

    def holds(self, need: Need, facts: SeatFacts) -> bool:
        oldest = self._oldest(need, facts)
        return (facts.min_age is None or facts.min_age <= oldest) and (
            facts.max_age is None or facts.max_age >= oldest - 1
        )

    def _oldest(self, need: Need, facts: SeatFacts) -> int:
        """In the year in which it starts: this age, or one less before the birthday."""
        year = max(facts.start.year, today().year) if facts.start else today().year
        return year - self.plan(need).born_year

    def sentence(self, need: Need, facts: SeatFacts) -> str:
        if facts.min_age is None and facts.max_age is None:
            return _("nessun limite di età")
        limits = {"low": facts.min_age, "high": facts.max_age}
        if facts.max_age is None:
            said = _("da {low} anni").format(**limits)
        elif facts.min_age is None:
            said = _("fino a {high} anni").format(**limits)
        else:
            said = _("da {low} a {high} anni").format(**limits)
        if not self.holds(need, facts):
            return _("{ages}: in quell’anno ne ha {age}").format(ages=said, age=self._oldest(need, facts))
        if self._oldest(need, facts) == facts.min_age or self._oldest(need, facts) - 1 == facts.max_age:
            return _("{ages}: controlla il giorno del compleanno").format(ages=said)
        return said
