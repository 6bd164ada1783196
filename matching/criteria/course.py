"""Criteria of an edition of a course (``domain.md`` §3). The hard ones are what a law or the calendar says."""

from django.db.models import Case, Expression, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobs.derived import rank
from jobs.enums import Cefr, CourseType, Schooling
from marketplace.core.clock import today
from marketplace.core.templatetags.ui import money

from ..models import CourseFacts, Need
from ..rules import Rules
from .base import FLOAT, Hard, Soft, always, clamp, clamped, day, number, steps
from .work_soft import days_after

SCHOOLING = Schooling.values


class NotBefore(Hard[CourseFacts]):
    """It does not begin before the person can."""

    name = "not_before"
    label = gettext_lazy("Inizio")
    without = gettext_lazy("Se potesse cominciare prima")

    def applies(self, need: Need) -> bool:
        return need.course_plan.start is not None

    def condition(self, need: Need) -> Q:
        return Q(start__gte=need.course_plan.start)

    def holds(self, need: Need, facts: CourseFacts) -> bool:
        return facts.start >= need.course_plan.start

    def gap(self, need: Need) -> Expression:
        start = Value(need.course_plan.start)
        return Func(start, F("start"), template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())

    def sentence(self, need: Need, facts: CourseFacts) -> str:
        begins = day(facts.start)
        if self.holds(need, facts):
            return _("comincia il {day}").format(day=begins)
        early = (need.course_plan.start - facts.start).days
        return ngettext(
            "comincia il {day}, {n} giorno troppo presto", "comincia il {day}, {n} giorni troppo presto", early
        ).format(day=begins, n=early)


class SchoolingAsked(Hard[CourseFacts]):
    """The school certificate that the rules of the course ask for."""

    name = "schooling"
    label = gettext_lazy("Titolo di studio")
    without = gettext_lazy("Se il titolo di studio non servisse")

    def applies(self, need: Need) -> bool:
        return bool(need.course_plan.schooling)

    def condition(self, need: Need) -> Q:
        return Q(schooling__lte=SCHOOLING.index(need.course_plan.schooling))

    def holds(self, need: Need, facts: CourseFacts) -> bool:
        return facts.schooling <= SCHOOLING.index(need.course_plan.schooling)

    def gap(self, need: Need) -> Expression:
        return Cast(F("schooling") - SCHOOLING.index(need.course_plan.schooling), IntegerField())

    def sentence(self, need: Need, facts: CourseFacts) -> str:
        if not facts.schooling:
            return _("nessun titolo richiesto")
        asked = Schooling(SCHOOLING[facts.schooling]).label
        if self.holds(need, facts):
            return _("ha quello richiesto: {what}").format(what=asked)
        return _("chiede: {what}").format(what=asked)


class Type(Soft[CourseFacts]):
    """One of the courses that the person looks for."""

    name = "type"
    label = gettext_lazy("Tipo di corso")

    def applies(self, need: Need) -> bool:
        return bool(need.course_plan.types)

    def expression(self, need: Need, rules: Rules) -> Expression:
        return steps((Q(type__in=need.course_plan.types), 1.0))

    def share(self, need: Need, facts: CourseFacts, rules: Rules) -> float:
        return float(facts.type in need.course_plan.types)

    def sentence(self, need: Need, facts: CourseFacts) -> str:
        label = CourseType(facts.type).label if facts.type else _("non indicato")
        if facts.type in need.course_plan.types:
            return _("{type}: è tra quelli che cerca").format(type=label)
        return _("{type}: non è tra quelli che cerca").format(type=label)


class Level(Soft[CourseFacts]):
    """Enough Italian to follow, and something left to learn where Italian is what is taught."""

    name = "level"
    label = gettext_lazy("Livello di italiano")

    def applies(self, need: Need) -> bool:
        return bool(need.course_plan.cefr_spoken)

    def expression(self, need: Need, rules: Rules) -> Expression:
        own = rank(need.course_plan.cefr_spoken)
        fits = clamped(1.0 - (number("entry_cefr") - own) / Value(rules.language_tolerated + 1.0, FLOAT))
        return Case(When(exit_cefr__lte=own, then=Value(0.0)), default=Coalesce(fits, always(1.0)), output_field=FLOAT)

    def share(self, need: Need, facts: CourseFacts, rules: Rules) -> float:
        own = rank(need.course_plan.cefr_spoken)
        if facts.exit_cefr is not None and facts.exit_cefr <= own:
            return 0.0
        return 1.0 if facts.entry_cefr is None else clamp(1 - (facts.entry_cefr - own) / (rules.language_tolerated + 1))

    def sentence(self, need: Need, facts: CourseFacts) -> str:
        own = rank(need.course_plan.cefr_spoken)
        if facts.exit_cefr is not None and facts.exit_cefr <= own:
            return _("arriva a {level}, che la persona ha già").format(level=_level(facts.exit_cefr))
        if facts.entry_cefr is None:
            return _("nessun livello richiesto")
        if facts.entry_cefr <= own:
            return _("basta {level}").format(level=_level(facts.entry_cefr))
        gap = facts.entry_cefr - own
        return ngettext(
            "serve {level}: manca {n} livello", "serve {level}: mancano {n} livelli", gap
        ).format(level=_level(facts.entry_cefr), n=gap)  # fmt: skip


def _level(place: int) -> str:
    return str(Cefr(Cefr.values[place - 1]).label)


class ChildCare(Soft[CourseFacts]):
    """Somebody looks after the children meanwhile."""

    name = "childcare"
    label = gettext_lazy("Bambini")

    def applies(self, need: Need) -> bool:
        return need.course_plan.childcare_needed

    def expression(self, need: Need, rules: Rules) -> Expression:
        return steps((Q(childcare=True), 1.0))

    def share(self, need: Need, facts: CourseFacts, rules: Rules) -> float:
        return float(facts.childcare)

    def sentence(self, need: Need, facts: CourseFacts) -> str:
        return _("c’è chi tiene i bambini") if facts.childcare else _("non c’è chi tiene i bambini")


class Soon(Soft[CourseFacts]):
    """It begins soon after the person can."""

    name = "soon"
    label = gettext_lazy("Quando comincia")

    def expression(self, need: Need, rules: Rules) -> Expression:
        full, zero = rules.soon_days["full"], rules.soon_days["zero"]
        return clamped((float(zero) - Cast(days_after(self._day(need)), FLOAT)) / Value(float(zero - full)))

    def share(self, need: Need, facts: CourseFacts, rules: Rules) -> float:
        full, zero = rules.soon_days["full"], rules.soon_days["zero"]
        return clamp((zero - (max(facts.start, today()) - self._day(need)).days) / (zero - full))

    def _day(self, need: Need):
        return max(need.course_plan.start or today(), today())

    def sentence(self, need: Need, facts: CourseFacts) -> str:
        if facts.start <= today():
            return _("è già cominciato il {day}").format(day=day(facts.start))
        return _("comincia il {day}").format(day=day(facts.start))


class Cost(Soft[CourseFacts]):
    """Free of charge takes all points, ``matching.course_cost`` euros none."""

    name = "cost"
    label = gettext_lazy("Costo")

    def expression(self, need: Need, rules: Rules) -> Expression:
        return clamped(1.0 - number("cost") / Value(float(rules.course_cost)))

    def share(self, need: Need, facts: CourseFacts, rules: Rules) -> float:
        return clamp(1 - facts.cost / rules.course_cost)

    def sentence(self, need: Need, facts: CourseFacts) -> str:
        return _("costa {cost}").format(cost=money(facts.cost)) if facts.cost else _("gratuito")
