"""A need's plans as lines to read, for its own body only."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils import formats
from django.utils.translation import gettext as _

from jobs.enums import Cefr, Certificate, ContractForm, CourseType, Licence, PartOfDay, Schooling, Skill
from jobs.vocabulary import occupations
from marketplace.core.clock import today

from .models import CoursePlan, Need, WorkPlan
from .permits import PermitKind, can_work

Line = tuple[str, str]


def plan_lines(need: Need) -> dict[str, list[Line]]:
    """Label and value of what each plan says, by kind of offer; lines without a value are left out."""
    found: dict[str, list[Line]] = {}
    work, course = need.plan("placement"), need.plan("course")
    if isinstance(work, WorkPlan):
        found["placement"] = [line for line in _work(work) if line[1]]
    if isinstance(course, CoursePlan):
        found["course"] = [line for line in _course(course) if line[1]]
    return found


def _work(plan: WorkPlan) -> list[Line]:
    return [
        (_("Lavori che cerca"), _jobs(plan.occupations_wished)),
        (_("Lavori già fatti"), _jobs(plan.occupations_known)),
        (_("Può lavorare"), _right(plan)),
        (_("Italiano parlato"), _one(Cefr, plan.cefr_spoken)),
        (_("Italiano scritto"), _one(Cefr, plan.cefr_written)),
        (_("Che cosa sa fare"), _list(Skill, plan.skills)),
        (_("Patenti"), _list(Licence, plan.licences)),
        (_("Attestati"), _list(Certificate, plan.certificates)),
        (_("Ore alla settimana"), _hours(plan)),
        (_("Quando può"), _list(PartOfDay, plan.parts_of_day)),
        (_("Contratti possibili"), _list(ContractForm, plan.contracts)),
    ]


def _course(plan: CoursePlan) -> list[Line]:
    return [
        (_("Corsi che cerca"), _list(CourseType, plan.types)),
        (_("Livello di italiano"), _one(Cefr, plan.cefr_spoken)),
        (_("Titolo di studio"), _schooling(plan.schooling)),
        (_("Quando può"), _list(PartOfDay, plan.parts_of_day)),
        (_("Da quando"), _day(plan.start) if plan.start else ""),
        (_("Bambini"), _("serve qualcuno che li tenga") if plan.childcare_needed else ""),
    ]


def _right(plan: WorkPlan) -> str:
    """From when, by which permit, and what to look at before anything is proposed."""
    first = plan.can_work_from
    said = _("dal {day}").format(day=_day(first)) if first and first > today() else _("già oggi") if first else _("no")
    said = f"{said} ({PermitKind(plan.permit_kind).label})"
    warning = can_work(plan.permit_kind, plan.permit_date, today()).warning
    return f"{said}. {warning}" if warning else said


def _hours(plan: WorkPlan) -> str:
    if plan.hours_min is None and plan.hours_max is None:
        return ""
    if plan.hours_max is None:
        return _("almeno {low}").format(low=plan.hours_min)
    if plan.hours_min is None:
        return _("al massimo {high}").format(high=plan.hours_max)
    return _("da {low} a {high}").format(low=plan.hours_min, high=plan.hours_max)


def _schooling(code: str) -> str:
    return _("nessun titolo") if code == Schooling.NONE else _one(Schooling, code)


def _jobs(codes: Iterable[str]) -> str:
    return ", ".join(occupations.title(code) for code in codes)


def _list(words: type[TextChoices], codes: Iterable[str]) -> str:
    return ", ".join(str(words(code).label) for code in codes)


def _one(words: type[TextChoices], code: str) -> str:
    return str(words(code).label) if code else ""


def _day(value: object) -> str:
    return str(formats.date_format(value, "j F Y"))
