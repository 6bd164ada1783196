"""Where an offer is: criteria of all kinds."""

import math
from typing import Any

from django.db.models import Case, Expression, F, FloatField, Func, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..metres import to_metres
from ..models import Facts, Need
from ..rules import Rules
from .base import Soft, clamp, clamped


class Distance(Soft[Facts]):
    """Straight line between the offer's public point and the place of work or school."""

    name = "distance"
    label = gettext_lazy("Distanza dal luogo di ogni giorno")

    def applies(self, need: Need) -> bool:
        return need.daily_point is not None

    def expression(self, need: Need, rules: Rules) -> Expression:
        x, y = to_metres(need.daily_point)
        metres = Func(
            (F("x") - x) * (F("x") - x) + (F("y") - y) * (F("y") - y), function="SQRT", output_field=FloatField()
        )
        full, zero = rules.distance_metres["full"], rules.distance_metres["zero"]
        return clamped((Value(float(zero)) - metres) / Value(float(zero - full)))

    def share(self, need: Need, facts: Facts, rules: Rules) -> float:
        full, zero = rules.distance_metres["full"], rules.distance_metres["zero"]
        return clamp((zero - self.metres(need, facts)) / (zero - full))

    def metres(self, need: Need, facts: Facts) -> float:
        x, y = to_metres(need.daily_point)
        return math.hypot(facts.x - x, facts.y - y)

    def sentence(self, need: Need, facts: Facts) -> str:
        kilometres = f"{self.metres(need, facts) / 1000:.1f}".replace(".", _(","))
        return _("{km} km in linea retta dal luogo di ogni giorno").format(km=kilometres)


class Commute(Distance):
    """The same for work and courses; nobody travels to what is done online."""

    name = "commute"

    def expression(self, need: Need, rules: Rules) -> Expression:
        there = super().expression(need, rules)
        return Case(When(online=True, then=Value(1.0)), default=there, output_field=FloatField())

    def share(self, need: Need, facts: Any, rules: Rules) -> float:
        return 1.0 if facts.online else super().share(need, facts, rules)

    def sentence(self, need: Need, facts: Any) -> str:
        return _("a distanza: non serve spostarsi") if facts.online else super().sentence(need, facts)


class Area(Soft[Facts]):
    """In one of the areas that the household prefers."""

    name = "area"
    label = gettext_lazy("Zona")

    def applies(self, need: Need) -> bool:
        return need.has_areas

    def expression(self, need: Need, rules: Rules) -> Expression:
        inside = Q(comune__in=need.comuni) | Q(municipio__in=need.municipi) | Q(nil__in=need.nils)
        return Case(When(inside, then=Value(1.0)), default=Value(0.0), output_field=FloatField())

    def share(self, need: Need, facts: Facts, rules: Rules) -> float:
        inside = facts.comune in need.comuni or facts.municipio in need.municipi or facts.nil in need.nils
        return 1.0 if inside else 0.0

    def sentence(self, need: Need, facts: Facts) -> str:
        inside = facts.comune in need.comuni or facts.municipio in need.municipi or facts.nil in need.nils
        return _("in una delle zone scelte") if inside else _("fuori dalle zone scelte")
