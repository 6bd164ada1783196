"""The profiles of a person for a job and for a course: what she can do and when, nothing of who she is."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.enums import Cefr, Certificate, Licence, PartOfDay, Schooling, Skill
from marketplace.core.clock import today

from ..models import Need
from ..rules import Rules
from .base import Profile, day

Line = tuple[str, str]


@dataclass(frozen=True)
class _PersonProfile(Profile):
    """What both have. ``starts``: the first day, today or later, from which the person is free."""

    case_code: str
    cefr_spoken: str
    parts_of_day: tuple[str, ...]
    starts: date

    def as_json(self) -> dict[str, Any]:
        values = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}
        lists = {name: list(value) for name, value in values.items() if isinstance(value, tuple)}
        return {"kind": self.kind, **values, **lists}

    @classmethod
    def from_json(cls, frozen: dict[str, Any]) -> Self:
        values = {name: tuple(value) if isinstance(value, list) else value for name, value in frozen.items()}
        values |= {name: date.fromisoformat(values[name]) for name in cls._days() if values[name]}
        return cls(**{name: value for name, value in values.items() if name != "kind"})

    @classmethod
    def _days(cls) -> tuple[str, ...]:
        return ("starts",)

    def _when(self, *first: str) -> Line:
        parts = _words(PartOfDay, self.parts_of_day)
        return _("Disponibilità"), "; ".join(
            text for text in (*first, parts, _("dal {start}").format(start=day(self.starts))) if text
        )


@dataclass(frozen=True)
class WorkProfile(_PersonProfile):
    """Hours a week. ``can_work_from``: the first day on which the law lets the person work, today or later."""

    kind: ClassVar[str] = "placement"
    cefr_written: str
    skills: tuple[str, ...]
    licences: tuple[str, ...]
    certificates: tuple[str, ...]
    hours: tuple[int | None, int | None]
    can_work_from: date | None

    @classmethod
    def of(cls, need: Need, rules: Rules) -> Self:
        plan = need.work_plan
        return cls(
            case_code=need.case_code,
            cefr_spoken=plan.cefr_spoken,
            cefr_written=plan.cefr_written,
            parts_of_day=tuple(plan.parts_of_day),
            starts=max(plan.start or today(), today()),
            skills=tuple(plan.skills),
            licences=tuple(plan.licences),
            certificates=tuple(plan.certificates),
            hours=(plan.hours_min, plan.hours_max),
            can_work_from=plan.can_work_from,
        )

    @classmethod
    def _days(cls) -> tuple[str, ...]:
        return ("starts", "can_work_from")

    def lines(self) -> list[Line]:
        able = day(self.can_work_from) if self.can_work_from else ""
        return [
            (_("Codice del caso"), self.case_code),
            (_("Che cosa sa fare"), _words(Skill, self.skills, "; ") or _("non indicato")),
            (_("Italiano"), self._italian()),
            self._when(self._hours()),
            (_("Patenti"), _words(Licence, self.licences) or _("nessuna")),
            (_("Attestati"), _words(Certificate, self.certificates) or _("nessuno")),
            (_("Può lavorare"), _("dal {start}").format(start=able) if able else _("data da confermare con l’ente")),
        ]

    def _italian(self) -> str:
        spoken, written = _words(Cefr, [self.cefr_spoken]), _words(Cefr, [self.cefr_written])
        both = [
            _("parlato {level}").format(level=spoken) if spoken else "",
            _("scritto {level}").format(level=written) if written else "",
        ]
        return ", ".join(text for text in both if text) or _("non indicato")

    def _hours(self) -> str:
        low, high = self.hours
        if low and high and low != high:
            return _("da {low} a {high} ore alla settimana").format(low=low, high=high)
        if hours := low or high:
            text = ngettext("{n} ora alla settimana", "{n} ore alla settimana", hours).format(n=hours)
            if low == high:
                return text
            return (_("almeno {hours}") if low else _("fino a {hours}")).format(hours=text)
        return ""


@dataclass(frozen=True)
class TrainingProfile(_PersonProfile):
    kind: ClassVar[str] = "course"
    schooling: str

    @classmethod
    def of(cls, need: Need, rules: Rules) -> Self:
        plan = need.course_plan
        return cls(
            case_code=need.case_code,
            cefr_spoken=plan.cefr_spoken,
            parts_of_day=tuple(plan.parts_of_day),
            starts=max(plan.start or today(), today()),
            schooling=plan.schooling,
        )

    def lines(self) -> list[Line]:
        return [
            (_("Codice del caso"), self.case_code),
            (_("Italiano"), _words(Cefr, [self.cefr_spoken]) or _("non indicato")),
            self._when(),
            (_("Titolo di studio"), _words(Schooling, [self.schooling]) or _("non indicato")),
        ]


def _words(choices: type[TextChoices], codes: Iterable[str], between: str = ", ") -> str:
    """The labels of codes; one that the list no longer has is left out."""
    return between.join(str(choices(code).label) for code in codes if code in choices.values)
