"""A need's three parts as one form."""

from typing import Any

from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from marketplace.organisations.models import Membership

from ..models import CoursePlan, Need, Plan, WorkPlan
from .need import HOME, NeedForm
from .plans import CourseForm, PlanForm, WorkForm

COUNTED = frozenset({"adults", "children_ages", "daily_place"})  # what the home's count needs besides its own fields
PREFIXES = {"placement": "work", "course": "course"}


class WholeNeed:
    """``need`` and, read only where they are switched on, ``work`` and ``course``."""

    def __init__(self, data: QueryDict | None = None, *, acting: Membership, instance: Need | None = None):
        self.instance = instance
        self.need = NeedForm(data, acting=acting, instance=instance)
        self.work = WorkForm(data, prefix="work", instance=_copy(instance, "placement"))
        self.course = CourseForm(data, prefix="course", instance=_copy(instance, "course"))

    @property
    def is_bound(self) -> bool:
        return self.need.is_bound

    @property
    def plans(self) -> dict[str, PlanForm]:
        """The forms of the plans that are switched on, by kind of offer."""
        ticked = {"placement": "wants_work", "course": "wants_course"}
        forms = {"placement": self.work, "course": self.course}
        return {kind: forms[kind] for kind, name in ticked.items() if self.need[name].value()}

    def is_valid(self) -> bool:
        return all([self.need.is_valid(), *(form.is_valid() for form in self.plans.values())])

    # for the error summary, which reads a form

    @property
    def errors(self) -> dict[str, Any]:
        if not self.is_bound:
            return {}
        found = dict(self.need.errors)
        for kind, form in self.plans.items():
            found |= {f"{kind} {name}": errors for name, errors in form.errors.items()}
        return found

    def non_field_errors(self) -> list[str]:
        return [*self.need.non_field_errors()]

    def __iter__(self) -> Any:
        fields: list[BoundField] = list(self.need)
        for form in self.plans.values():
            fields += list(form)
        return iter(fields)

    def values(self) -> dict[str, Any]:
        """Arguments for ``services.needs``: the columns, and of each plan its own or None."""
        plans = {PREFIXES[kind]: form.cleaned_data for kind, form in self.plans.items()}
        return {"values": self.need.values(), "work": plans.get("work"), "course": plans.get("course")}

    def differences(self, saved: Need) -> list[tuple[str, Any]]:
        """Label and saved value of each field in which another window's text differs from what was typed here."""
        other = WholeNeed(acting=self.need.acting, instance=saved)
        found = _differing(self.need, other.need, saved)
        for kind, form in self.plans.items():
            found += _differing(form, getattr(other, PREFIXES[kind]), saved.plan(kind))
        return found

    def previews(self) -> dict[str, Need | None]:
        """By kind that is wanted: the need as typed so far, unsaved; None while what it must have is missing."""
        wrong = self.need.errors.keys()
        kept = {name: value for name, value in self.need.values().items() if name != "case_code"}
        kept["daily_point"] = kept.get("daily_point") if "daily_place" not in wrong else None
        need = Need(**kept)
        found: dict[str, Need | None] = {}
        if self.need.cleaned_data.get("wants_home"):
            found["flat"] = None if wrong & {*HOME, *COUNTED} else need
        for kind, form in self.plans.items():
            if not form.errors:
                form._meta.model(need=need, **form.cleaned_data)
            found[kind] = None if form.errors else need
        return found


def _copy(instance: Need | None, kind: str) -> Plan | None:
    """The saved plan as a row of its own: a form writes what was typed onto its instance, which pages still read."""
    plan = instance.plan(kind) if instance else None
    if not isinstance(plan, WorkPlan | CoursePlan):
        return None
    return type(plan)(**{field.attname: getattr(plan, field.attname) for field in plan._meta.concrete_fields})


def _differing(typed: NeedForm | PlanForm, other: NeedForm | PlanForm, saved: Any) -> list[tuple[str, Any]]:
    found = []
    for name in typed._meta.fields:
        if getattr(saved, name, None) != typed.cleaned_data.get(name):
            found.append((other[name].label, _words(other[name])))
    return found


def _words(field: BoundField) -> Any:
    """A saved value as people read it."""
    value, choices = field.value(), dict(getattr(field.field, "choices", ()))
    if isinstance(value, list):
        return ", ".join(str(choices.get(one, one)) for one in value) or "–"
    if isinstance(value, bool):
        return _("sì") if value else _("no")
    return choices.get(value, value) or "–"
