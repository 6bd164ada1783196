"""Hard criteria of a flat: persons, money, dates, contract, stairs (``domain.md`` §8)."""

from django.db.models import Expression, F, IntegerField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from housing.enums import LeaseType
from marketplace.core.templatetags.ui import money

from ..models import FlatFacts, Need
from .base import Hard, day


class Persons(Hard[FlatFacts]):
    """No more persons than the flat may hold by the hygiene rules (``housing.rules``, ``domain.md`` §1.4)."""

    name = "persons"
    label = gettext_lazy("Persone")
    without = gettext_lazy("Se bastasse una casa più piccola")

    def condition(self, need: Need) -> Q:
        return Q(persons__gte=need.size)

    def holds(self, need: Need, flat: FlatFacts) -> bool:
        return flat.persons >= need.size

    def gap(self, need: Need) -> Expression:
        return Cast(need.size - F("persons"), IntegerField())

    def sentence(self, need: Need, flat: FlatFacts) -> str:
        size = ngettext("{n} persona", "{n} persone", need.size).format(n=need.size)
        if self.holds(need, flat):
            return _("{size}: la casa può ospitarne {capacity}").format(size=size, capacity=flat.persons)
        if not flat.persons:
            return _("non sappiamo quante persone può ospitare")
        return _("{size}: la casa può ospitarne solo {capacity}").format(size=size, capacity=flat.persons)


class Budget(Hard[FlatFacts]):
    """Rent and fees within what the household can spend a month."""

    name = "budget"
    label = gettext_lazy("Canone e spese")
    without = gettext_lazy("Se si potesse spendere di più")

    def condition(self, need: Need) -> Q:
        return Q(total__lte=need.budget_max)

    def holds(self, need: Need, flat: FlatFacts) -> bool:
        return flat.total <= need.budget_max

    def gap(self, need: Need) -> Expression:
        return Cast(F("total") - need.budget_max, IntegerField())

    def sentence(self, need: Need, flat: FlatFacts) -> str:
        words = {
            "total": money(flat.total),
            "limit": money(need.budget_max),
            "gap": money(abs(need.budget_max - flat.total)),
        }
        if self.holds(need, flat):
            return _("{total} al mese in tutto, limite {limit} (restano {gap})").format(**words)
        return _("{total} al mese in tutto, limite {limit} ({gap} in più)").format(**words)


class Dates(Hard[FlatFacts]):
    """The flat is free on a day of the window in which the household can move in."""

    name = "dates"
    label = gettext_lazy("Periodo")
    without = gettext_lazy("Se la data di ingresso potesse cambiare")

    def condition(self, need: Need) -> Q:
        ends_later = Q(available_to=None) | (
            Q(available_to__gt=need.move_in_from) & Q(available_to__gt=F("available_from"))
        )
        return ends_later & Q(available_from__lte=need.move_in_to) if need.move_in_to else ends_later

    def holds(self, need: Need, flat: FlatFacts) -> bool:
        start = max(flat.available_from, need.move_in_from)
        in_time = need.move_in_to is None or start <= need.move_in_to
        return in_time and (flat.available_to is None or flat.available_to > start)

    def sentence(self, need: Need, flat: FlatFacts) -> str:
        if flat.available_to and flat.available_to <= max(flat.available_from, need.move_in_from):
            return _("è libera solo fino al {day}").format(day=day(flat.available_to))
        if self.holds(need, flat):
            return _("libera dal {day}").format(day=day(flat.available_from))
        late = (flat.available_from - need.move_in_to).days
        return ngettext(
            "libera dal {day}, {n} giorno troppo tardi", "libera dal {day}, {n} giorni troppo tardi", late
        ).format(day=day(flat.available_from), n=late)


class Lease(Hard[FlatFacts]):
    """One of the contracts that the case plan allows is one that the owner accepts."""

    name = "lease"
    label = gettext_lazy("Contratto")
    without = gettext_lazy("Se andasse bene un altro contratto")

    def applies(self, need: Need) -> bool:
        return bool(need.lease_types)

    def condition(self, need: Need) -> Q:
        return Q(lease_types__overlap=need.lease_types)

    def holds(self, need: Need, flat: FlatFacts) -> bool:
        return bool(set(need.lease_types) & set(flat.lease_types))

    def sentence(self, need: Need, flat: FlatFacts) -> str:
        if self.holds(need, flat):
            both = [str(LeaseType(code).label) for code in flat.lease_types if code in need.lease_types]
            return ", ".join(both)
        offered = ", ".join(str(LeaseType(code).label) for code in flat.lease_types)
        return _("chi affitta propone solo: {leases}").format(leases=offered or _("nessun contratto indicato"))


class StepFree(Hard[FlatFacts]):
    """Can be entered without stairs."""

    name = "step_free"
    label = gettext_lazy("Senza scale")
    without = gettext_lazy("Se le scale non fossero un problema")

    def applies(self, need: Need) -> bool:
        return need.step_free

    def condition(self, need: Need) -> Q:
        return Q(step_free=True)

    def holds(self, need: Need, flat: FlatFacts) -> bool:
        return flat.step_free

    def sentence(self, need: Need, flat: FlatFacts) -> str:
        return _("si entra senza scale") if flat.step_free else _("ci sono scale, e serve una casa senza scale")
