"""Hard criteria of work: the right to work, what a law or the job requires, times and hours (``domain.md`` §8)."""

from collections.abc import Iterable

from django.db.models import Expression, F, IntegerField, Q
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.enums import Certificate, ContractForm, Licence
from marketplace.core.clock import today

from ..models import Need, PlacementFacts
from ..permits import can_work, can_work_from, last_day
from .base import Hard, day
from .seats import ALWAYS, NEVER

# Who may drive the one may drive the others too (D.Lgs. 285/1992 art. 116).
INCLUDES = {
    Licence.A: {Licence.AM},
    Licence.B: {Licence.AM},
    Licence.C: {Licence.B, Licence.AM},
    Licence.CE: {Licence.C, Licence.B, Licence.AM},
    Licence.D: {Licence.B, Licence.AM},
}


def held(licences: Iterable[str]) -> list[str]:
    """The licences with those that they include."""
    return sorted({str(one) for own in licences for one in {own, *INCLUDES.get(Licence(own), ())}})


class MayWork(Hard[PlacementFacts]):
    """The law lets the person work on the first day, or on today where that has passed (``permits``)."""

    name = "may_work"
    label = gettext_lazy("Può lavorare")
    without = gettext_lazy("Se la persona potesse già lavorare")

    def condition(self, need: Need) -> Q:
        young = Q(contract=ContractForm.APPRENTICE_1)
        return (young & self._from(need, ContractForm.APPRENTICE_1)) | (~young & self._from(need))

    def _from(self, need: Need, contract: str = "") -> Q:
        plan, now = need.work_plan, today()
        first, last = can_work_from(plan.permit_kind, plan.permit_date, now, contract), last_day(plan.permit_kind)
        if first is None:
            return NEVER
        begun = ALWAYS if first <= now else Q(start__gte=first)
        return begun & (Q(start=None) | Q(start__lte=last)) if last else begun

    def holds(self, need: Need, facts: PlacementFacts) -> bool:
        return self._right(need, facts).allowed

    def _right(self, need: Need, facts: PlacementFacts):
        plan = need.work_plan
        return can_work(plan.permit_kind, plan.permit_date, max(facts.start or today(), today()), facts.contract)

    def sentence(self, need: Need, facts: PlacementFacts) -> str:
        plan, right = need.work_plan, self._right(need, facts)
        first = can_work_from(plan.permit_kind, plan.permit_date, today(), facts.contract)
        if right.warning:
            return right.warning
        if first is None or first <= today():
            return _("può lavorare già oggi")
        if right.allowed:
            return _("può lavorare dal {day}").format(day=day(first))
        late = (first - max(facts.start or today(), today())).days
        return _("può lavorare dal {day}, {n} giorni dopo l’inizio").format(day=day(first), n=late)


class Required(Hard[PlacementFacts]):
    """The person has everything of one list that the job requires."""

    column: str
    words: type[Certificate] | type[Licence]

    def own(self, need: Need) -> list[str]:
        return list(getattr(need.work_plan, self.column))

    def condition(self, need: Need) -> Q:
        return Q(**{f"{self.column}__contained_by": self.own(need)})

    def holds(self, need: Need, facts: PlacementFacts) -> bool:
        return not self._lacking(need, facts)

    def _lacking(self, need: Need, facts: PlacementFacts) -> list[str]:
        own = self.own(need)
        return [code for code in getattr(facts, self.column) if code not in own]

    def sentence(self, need: Need, facts: PlacementFacts) -> str:
        asked = getattr(facts, self.column)
        if not asked:
            return _("nessuna richiesta")
        lacking = self._lacking(need, facts)
        named = ", ".join(str(self.words(code).label) for code in lacking or asked)
        return _("manca: {what}").format(what=named) if lacking else _("ha: {what}").format(what=named)


class Licences(Required):
    name = "licences"
    label = gettext_lazy("Patente")
    without = gettext_lazy("Se avesse la patente richiesta")
    column, words = "licences", Licence

    def own(self, need: Need) -> list[str]:
        return held(need.work_plan.licences)


class Certificates(Required):
    name = "certificates"
    label = gettext_lazy("Attestati")
    without = gettext_lazy("Se avesse gli attestati richiesti")
    column, words = "certificates", Certificate


class HoursWithin(Hard[PlacementFacts]):
    """The hours a week lie within those that the person can work."""

    name = "hours_within"
    label = gettext_lazy("Ore alla settimana")
    without = gettext_lazy("Se potesse lavorare più o meno ore")

    def applies(self, need: Need) -> bool:
        return need.work_plan.hours_min is not None or need.work_plan.hours_max is not None

    def condition(self, need: Need) -> Q:
        plan, fits = need.work_plan, Q()
        if plan.hours_min is not None:
            fits &= Q(hours_week__gte=plan.hours_min)
        if plan.hours_max is not None:
            fits &= Q(hours_week__lte=plan.hours_max)
        return Q(hours_week=None) | fits

    def holds(self, need: Need, facts: PlacementFacts) -> bool:
        return self._off(need, facts) == 0

    def _off(self, need: Need, facts: PlacementFacts) -> float:
        """Hours too many, or too few with a minus sign."""
        plan, hours = need.work_plan, facts.hours_week
        if hours is None:
            return 0
        if plan.hours_max is not None and hours > plan.hours_max:
            return hours - plan.hours_max
        return min(0, hours - plan.hours_min) if plan.hours_min is not None else 0

    def gap(self, need: Need) -> Expression:
        plan = need.work_plan
        low, high = plan.hours_min or 0, plan.hours_max if plan.hours_max is not None else WEEK
        return Cast(Greatest(low - Coalesce(F("hours_week"), low), Coalesce(F("hours_week"), high) - high), WHOLE)

    def sentence(self, need: Need, facts: PlacementFacts) -> str:
        if facts.hours_week is None:
            return _("ore da concordare")
        values = {"n": f"{facts.hours_week:g}".replace(".", _(",")), "off": f"{abs(self._off(need, facts)):g}"}
        if self._off(need, facts) > 0:
            return _("{n} ore, {off} più di quante ne può fare").format(**values)
        if self._off(need, facts) < 0:
            return _("{n} ore, {off} meno di quante ne cerca").format(**values)
        return _("{n} ore").format(**values)


class Contracts(Hard[PlacementFacts]):
    """One of the forms of contract that the plan allows."""

    name = "contracts"
    label = gettext_lazy("Tipo di contratto")
    without = gettext_lazy("Se andasse bene un altro contratto")

    def applies(self, need: Need) -> bool:
        return bool(need.work_plan.contracts)

    def condition(self, need: Need) -> Q:
        return Q(contract__in=need.work_plan.contracts)

    def holds(self, need: Need, facts: PlacementFacts) -> bool:
        return facts.contract in need.work_plan.contracts

    def sentence(self, need: Need, facts: PlacementFacts) -> str:
        offered = str(ContractForm(facts.contract).label) if facts.contract else _("non indicato")
        return offered if self.holds(need, facts) else _("propone solo: {contract}").format(contract=offered)


WEEK, WHOLE = 168, IntegerField()
