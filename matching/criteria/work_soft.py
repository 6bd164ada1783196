"""Soft criteria of work, weighed by ``matching.placement_weights`` (``domain.md`` §8)."""

from functools import reduce
from operator import add

from django.db.models import Case, DateField, Expression, F, Func, IntegerField, Value, When
from django.db.models.functions import Coalesce, Greatest, Left
from django.db.models.lookups import In
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobs.derived import rank
from jobs.enums import Skill
from jobs.vocabulary import occupations
from marketplace.core.clock import today
from marketplace.core.templatetags.ui import money

from ..models import Need, PlacementFacts
from ..rules import Rules
from .base import FLOAT, Soft, always, clamp, clamped, day, number

NEAR = {0: 4, 1: 3, 2: 2, 3: 1}  # digits of ISCO-08 that two occupations share, by their distance


class Occupation(Soft[PlacementFacts]):
    """How near the job is to one that is wished, or to one that has been done (which counts somewhat less)."""

    name = "occupation"
    label = gettext_lazy("Mestiere")

    def applies(self, need: Need) -> bool:
        return bool(need.work_plan.occupations_wished or need.work_plan.occupations_known)

    def expression(self, need: Need, rules: Rules) -> Expression:
        cases = [
            (value, When(In(Left("occupation", digits), sorted({code[:digits] for code in codes})), then=Value(value)))
            for codes, factor in self._lists(need, rules)
            for gap, digits in NEAR.items()
            if codes and (value := factor * rules.occupation_shares[gap])
        ]
        return Case(
            *(case for _value, case in sorted(cases, key=lambda pair: -pair[0])), default=0.0, output_field=FLOAT
        )

    def share(self, need: Need, facts: PlacementFacts, rules: Rules) -> float:
        return max(
            factor * rules.occupation_shares[occupations.nearest(facts.occupation, codes)]
            for codes, factor in self._lists(need, rules)
        )

    def _lists(self, need: Need, rules: Rules) -> list[tuple[list[str], float]]:
        plan = need.work_plan
        return [(plan.occupations_wished, 1.0), (plan.occupations_known, rules.occupation_known)]

    def sentence(self, need: Need, facts: PlacementFacts) -> str:
        plan, title = need.work_plan, occupations.title(facts.occupation)
        if facts.occupation in plan.occupations_wished:
            return _("{job}: è un lavoro che cerca").format(job=title)
        if facts.occupation in plan.occupations_known:
            return _("{job}: è un lavoro che ha già fatto").format(job=title)
        both = [*plan.occupations_wished, *plan.occupations_known]
        if occupations.nearest(facts.occupation, both) < occupations.FAR:
            near = min(both, key=lambda code: occupations.distance(facts.occupation, code))
            return _("{job}: simile a «{other}»").format(job=title, other=occupations.title(near))
        return _("{job}: diverso da quelli che cerca o ha fatto").format(job=title or _("mestiere non indicato"))


class Skills(Soft[PlacementFacts]):
    """The part of the skills that the job asks for which the person has."""

    name = "skills"
    label = gettext_lazy("Capacità")

    def applies(self, need: Need) -> bool:
        return bool(need.work_plan.skills)

    def expression(self, need: Need, rules: Rules) -> Expression:
        size = Func(F("skills"), function="cardinality", output_field=IntegerField())
        shared = reduce(
            add, [Case(When(skills__contains=[one], then=1.0), default=0.0) for one in need.work_plan.skills]
        )
        return Case(When(skills=[], then=Value(1.0)), default=shared / Greatest(size, 1), output_field=FLOAT)

    def share(self, need: Need, facts: PlacementFacts, rules: Rules) -> float:
        return len(self._shared(need, facts)) / len(facts.skills) if facts.skills else 1.0

    def _shared(self, need: Need, facts: PlacementFacts) -> list[str]:
        return [code for code in facts.skills if code in need.work_plan.skills]

    def sentence(self, need: Need, facts: PlacementFacts) -> str:
        if not facts.skills:
            return _("nessuna richiesta")
        shared = self._shared(need, facts)
        lacking = [str(Skill(code).label) for code in facts.skills if code not in shared]
        said = _("{n} su {all}").format(n=len(shared), all=len(facts.skills))
        return _("{said}; manca: {what}").format(said=said, what=", ".join(lacking)) if lacking else said


class Language(Soft[PlacementFacts]):
    """Italian spoken and written against what the job asks for; a small gap is tolerated, with training."""

    name = "language"
    label = gettext_lazy("Italiano")

    def applies(self, need: Need) -> bool:
        return bool(need.work_plan.cefr_spoken or need.work_plan.cefr_written)

    def expression(self, need: Need, rules: Rules) -> Expression:
        gaps = [F(f"cefr_{name}") - level for name, level in self._levels(need)]
        gap = Greatest(*gaps, Value(0)) if len(gaps) > 1 else gaps[0]
        return clamped(1.0 - Coalesce(gap, Value(0)) / Value(rules.language_tolerated + 1.0, FLOAT))

    def share(self, need: Need, facts: PlacementFacts, rules: Rules) -> float:
        return clamp(1 - self._gap(need, facts) / (rules.language_tolerated + 1))

    def _levels(self, need: Need) -> list[tuple[str, int]]:
        plan = need.work_plan
        own = {"spoken": rank(plan.cefr_spoken), "written": rank(plan.cefr_written)}
        return [(name, level) for name, level in own.items() if level is not None]

    def _gap(self, need: Need, facts: PlacementFacts) -> int:
        pairs = [(getattr(facts, f"cefr_{name}"), level) for name, level in self._levels(need)]
        return max([0, *(asked - level for asked, level in pairs if asked is not None)])

    def sentence(self, need: Need, facts: PlacementFacts) -> str:
        if facts.cefr_spoken is None and facts.cefr_written is None:
            return _("nessun livello richiesto")
        gap = self._gap(need, facts)
        if not gap:
            return _("ha il livello richiesto")
        return ngettext(
            "manca {n} livello: serve un corso insieme al lavoro", "mancano {n} livelli: serve un corso prima", gap
        ).format(n=gap)


class Hours(Soft[PlacementFacts]):
    """Near to as many hours as the person can work."""

    name = "hours"
    label = gettext_lazy("Ore di lavoro")

    def applies(self, need: Need) -> bool:
        return bool(need.work_plan.hours_max)

    def expression(self, need: Need, rules: Rules) -> Expression:
        return clamped(
            Coalesce(F("hours_week") / Value(float(need.work_plan.hours_max)), Value(1.0), output_field=FLOAT)
        )

    def share(self, need: Need, facts: PlacementFacts, rules: Rules) -> float:
        return 1.0 if facts.hours_week is None else clamp(facts.hours_week / need.work_plan.hours_max)

    def sentence(self, need: Need, facts: PlacementFacts) -> str:
        if facts.hours_week is None:
            return _("ore da concordare")
        hours = f"{facts.hours_week:g}".replace(".", _(","))
        return _("{n} ore su {limit} possibili").format(n=hours, limit=need.work_plan.hours_max)


class Pay(Soft[PlacementFacts]):
    """The lowest gross pay of a month between the two ends of ``matching.pay_month``."""

    name = "pay"
    label = gettext_lazy("Paga")

    def expression(self, need: Need, rules: Rules) -> Expression:
        zero, full = rules.pay_month["zero"], rules.pay_month["full"]
        return clamped(Coalesce((number("pay_min") - float(zero)) / Value(float(full - zero)), Value(0.0)))

    def share(self, need: Need, facts: PlacementFacts, rules: Rules) -> float:
        zero, full = rules.pay_month["zero"], rules.pay_month["full"]
        return 0.0 if facts.pay_min is None else clamp((facts.pay_min - zero) / (full - zero))

    def sentence(self, need: Need, facts: PlacementFacts) -> str:
        if facts.pay_min is None:
            return _("paga non indicata")
        if facts.pay_max is None or facts.pay_max == facts.pay_min:
            return _("{pay} lordi al mese").format(pay=money(facts.pay_min))
        return _("da {low} a {high} lordi al mese").format(low=money(facts.pay_min), high=money(facts.pay_max))


class Start(Soft[PlacementFacts]):
    """It begins about when the person can."""

    name = "start"
    label = gettext_lazy("Inizio")

    def expression(self, need: Need, rules: Rules) -> Expression:
        full, zero = rules.start_days["full"], rules.start_days["zero"]
        apart = Func(days_after(self._day(need)), function="ABS", output_field=FLOAT)
        return Coalesce(clamped((float(zero) - apart) / Value(float(zero - full))), always(1.0))

    def share(self, need: Need, facts: PlacementFacts, rules: Rules) -> float:
        if facts.start is None:
            return 1.0
        full, zero = rules.start_days["full"], rules.start_days["zero"]
        apart = abs((max(facts.start, today()) - self._day(need)).days)
        return clamp((zero - apart) / (zero - full))

    def _day(self, need: Need):
        return need.work_plan.can_work_from or today()

    def sentence(self, need: Need, facts: PlacementFacts) -> str:
        if facts.start is None:
            return _("inizio da concordare")
        if facts.start <= today():
            return _("comincia subito")
        return _("comincia il {day}").format(day=day(facts.start))


def days_after(since) -> Expression:
    """Days from ``since`` to the first day, or to today where that has passed; NULL without a first day."""
    begins = Case(When(start__lt=today(), then=Value(today(), DateField())), default=F("start"))
    return Func(
        begins, Value(since, DateField()), template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField()
    )
