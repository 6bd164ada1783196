"""Soft criteria of a flat, weighed by the rulebook's ``matching.flat_weights`` (``domain.md`` §8).

The guarantee criterion (weight 10) is not here: the portal does not manage guarantees yet, and a criterion that always
answered the same would rank nothing. Weights count in proportion, so it can join without touching the others.
The area is a preference of the household, not a limit: §8 gives it 10 points, and a flat elsewhere stays in the list.
"""

from django.db.models import Expression, FloatField, Func, Value
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from marketplace.core.templatetags.ui import money

from ..models import FlatFacts, Need
from ..rules import Rules
from .base import FLOAT, Soft, clamp, clamped, number


class RentBurden(Soft[FlatFacts]):
    """How much of the household's limit the flat costs: all points up to the rulebook's share, none at the limit."""

    name = "rent_burden"
    label = gettext_lazy("Peso del canone")

    def expression(self, need: Need, rules: Rules) -> Expression:
        return clamped((need.budget_max - number("total")) / Value(self._span(need, rules), FLOAT))

    def share(self, need: Need, flat: FlatFacts, rules: Rules) -> float:
        return clamp((need.budget_max - flat.total) / self._span(need, rules))

    def _span(self, need: Need, rules: Rules) -> float:
        return need.budget_max * (1 - rules.rent_burden_full)

    def sentence(self, need: Need, flat: FlatFacts) -> str:
        percent = round(100 * flat.total / need.budget_max)
        return _("costa il {percent} % della spesa massima di {limit}").format(
            percent=percent, limit=money(need.budget_max)
        )


class CapacityFit(Soft[FlatFacts]):
    """No more room than the household needs: a large flat is left to a large family."""

    name = "capacity_fit"
    label = gettext_lazy("Misura della casa")

    def expression(self, need: Need, rules: Rules) -> Expression:
        spare = Func(number("persons") - need.size, function="ABS", output_field=FloatField())
        return clamped(Value(1.0) - spare / Value(float(rules.spare_persons)))

    def share(self, need: Need, flat: FlatFacts, rules: Rules) -> float:
        return clamp(1 - abs(flat.persons - need.size) / rules.spare_persons)

    def sentence(self, need: Need, flat: FlatFacts) -> str:
        spare = flat.persons - need.size
        if spare == 0:
            return _("misura giusta per la famiglia")
        if spare < 0:
            return _("troppo piccola per la famiglia")
        return ngettext("{n} posto in più del necessario", "{n} posti in più del necessario", spare).format(n=spare)


class Duration(Soft[FlatFacts]):
    """The months that the household asks for lie within those that the owner offers."""

    name = "duration"
    label = gettext_lazy("Durata")

    def applies(self, need: Need) -> bool:
        return need.months is not None

    def expression(self, need: Need, rules: Rules) -> Expression:
        months = Value(float(need.months))
        too_short = Least(Value(1.0), number("max_months") / months)
        too_long = Least(Value(1.0), months / Greatest(Value(1.0), number("min_months")))
        return Least(Coalesce(too_short, Value(1.0)), Coalesce(too_long, Value(1.0)))

    def share(self, need: Need, flat: FlatFacts, rules: Rules) -> float:
        longest = flat.max_months if flat.max_months is not None else need.months
        return min(1.0, longest / need.months, need.months / max(1, flat.min_months or 1))

    def sentence(self, need: Need, flat: FlatFacts) -> str:
        if flat.max_months is not None and need.months > flat.max_months:
            return _("{wanted} mesi richiesti, al massimo {limit}").format(wanted=need.months, limit=flat.max_months)
        if flat.min_months and need.months < flat.min_months:
            return _("{wanted} mesi richiesti, almeno {limit}").format(wanted=need.months, limit=flat.min_months)
        return _("{wanted} mesi possibili").format(wanted=need.months)
