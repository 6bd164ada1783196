"""How much of an edition somebody has attended, by the hours of the lessons that have been marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Sum

from jobs.models import Enrolment, Lesson, LessonAttendance

LENGTH = ExpressionWrapper(F("lesson__end") - F("lesson__start"), output_field=DurationField())
NONE = timedelta(0)


@dataclass(frozen=True)
class Rate:
    """``attended`` of ``held``: the time of the lessons that have been marked for anybody of the edition."""

    attended: timedelta
    held: timedelta

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down: 69,9 is not yet 70. None while nothing has been marked."""
        return None if not self.held else int(self.attended * 100 // self.held)

    def enough(self, least: int | None) -> bool:
        """Is that at least ``least`` per cent? Without a rule anything is, without a register nothing."""
        return least is None or (self.held > NONE and self.attended * 100 >= self.held * least)


def of_edition(edition_id: int) -> dict[int, Rate]:
    """By enrolment, for all of an edition: two queries."""
    return of_editions([edition_id]).get(edition_id, {})


def of_editions(edition_ids: Iterable[int]) -> dict[int, dict[int, Rate]]:
    """By edition and enrolment: three queries, whatever their number."""
    ids = list(edition_ids)
    marked = Lesson.objects.filter(Exists(LessonAttendance.objects.filter(lesson=OuterRef("pk"))), edition__in=ids)
    spans = marked.values_list("edition").annotate(total=Sum(F("end") - F("start"))).order_by()
    held = dict(spans)
    present = LessonAttendance.objects.filter(lesson__edition__in=ids, present=True)
    attended = dict(present.values_list("enrolment").annotate(total=Sum(LENGTH)).order_by())
    found: dict[int, dict[int, Rate]] = {}
    for edition_id, pk in Enrolment.objects.filter(edition__in=ids).values_list("edition", "pk"):
        found.setdefault(edition_id, {})[pk] = Rate(attended.get(pk, NONE), held.get(edition_id, NONE))
    return found


def of_enrolment(enrolment: Enrolment) -> Rate:
    return of_edition(enrolment.edition_id)[enrolment.pk]
