"""What the law fixes for each type, at its borders."""

import pytest

from jobs.courses.rules import entry, hours, types
from jobs.enums import CourseType as T
from jobs.enums import Mode
from jobs.models import Course
from marketplace.rulebook import selectors
from marketplace.rulebook.models import Figure

pytestmark = pytest.mark.django_db


def course(course_type: str, **values: object) -> Course:
    return Course(type=course_type, **values)


def fields(found: list) -> list[str]:
    return [one.field for one in found]


@pytest.mark.parametrize(
    ("course_type", "least"),
    [(T.CPIA_1L_1P, 400), (T.IFTS, 800), (T.SAFETY, 4), (T.FORKLIFT, 12), (T.FIRST_AID, 12), (T.FIRE, 4), (T.ASA, 800)],
)
def test_too_few_hours_name_the_law(course_type: str, least: int) -> None:
    enough = course(course_type, hours_total=least, attendance_min=100)
    assert types.check(enough).problems == []
    (problem,) = types.check(course(course_type, hours_total=least - 1, attendance_min=100)).problems
    assert problem.field == "hours_total"
    assert str(least) in problem.text
    assert types.rule_of(course_type).legal_ref in problem.text


@pytest.mark.parametrize(("course_type", "least"), [(T.SAFETY, 6), (T.FORKLIFT, 4), (T.FIRST_AID, 4), (T.FIRE, 2)])
def test_a_refresher_has_hours_of_its_own(course_type: str, least: int) -> None:
    assert types.check(course(course_type, refresher=True, hours_total=least)).problems == []
    assert fields(types.check(course(course_type, refresher=True, hours_total=least - 1)).problems) == ["hours_total"]


@pytest.mark.parametrize(("course_type", "most"), [(T.CPIA_1L_1P, 600), (T.IFTS, 1000)])
def test_too_many_hours(course_type: str, most: int) -> None:
    assert types.check(course(course_type, hours_total=most, attendance_min=70)).problems == []
    found = types.check(course(course_type, hours_total=most + 1, attendance_min=70)).problems
    assert fields(found) == ["hours_total"]


@pytest.mark.parametrize(
    ("entry_level", "exit_level", "least"),
    [("", "A2", 200), ("ALFA", "A2", 200), ("PRE_A1", "A1", 120), ("A1", "A2", 100), ("", "", 200)],
)
def test_language_courses_of_a_cpia_by_their_levels(entry_level: str, exit_level: str, least: int) -> None:
    levels = {"entry_cefr": entry_level, "exit_cefr": exit_level, "attendance_min": 70}
    assert types.least_hours(course(T.CPIA_AALI, **levels)) == least
    assert types.check(course(T.CPIA_AALI, hours_total=least, **levels)).problems == []
    assert types.check(course(T.CPIA_AALI, hours_total=least - 1, **levels)).problems


def test_before_a1_each_cpia_decides() -> None:
    assert types.least_hours(course(T.CPIA_AALI, entry_cefr="ALFA", exit_cefr="PRE_A1")) is None


@pytest.mark.parametrize(("share", "wrong"), [(70, False), (69, True), (None, True)])
def test_a_cpia_asks_for_seventy_per_cent(share: int | None, wrong: bool) -> None:
    found = types.check(course(T.CPIA_AALI, hours_total=200, attendance_min=share)).problems
    assert fields(found) == (["attendance_min"] if wrong else [])


def test_what_the_rulebook_is_unsure_of_warns() -> None:
    verdict = types.check(course(T.OSS, hours_total=999))
    assert verdict.problems == []
    assert fields(verdict.warnings) == ["hours_total"]
    Figure.objects.filter(key="course.oss").update(certainty="law")
    selectors.forget_all()
    verdict = types.check(course(T.OSS, hours_total=999))
    assert fields(verdict.problems) == ["hours_total"]


@pytest.mark.parametrize(("hours_distance", "unsure"), [(40, False), (41, True)])
def test_a_cpia_holds_a_fifth_at_a_distance(hours_distance: int, unsure: bool) -> None:
    one = course(T.CPIA_AALI, hours_total=200, hours_distance=hours_distance, attendance_min=70)
    assert bool(types.check(one).warnings) is unsure


@pytest.mark.parametrize(
    ("course_type", "ages", "wrong"),
    [
        (T.CPIA_AALI, {"min_age": 16}, []),
        (T.CPIA_AALI, {"min_age": 15}, ["min_age"]),
        (T.IEFP, {"min_age": 14, "max_age": 25}, []),
        (T.IEFP, {"min_age": 14, "max_age": 26}, ["max_age"]),
        (T.ASA, {"min_age": 17}, ["min_age"]),
    ],
)
def test_ages_that_the_type_fixes(course_type: str, ages: dict[str, int], wrong: list[str]) -> None:
    assert fields(types.check(course(course_type, attendance_min=70, **ages)).problems) == wrong


def test_an_age_needs_a_norm() -> None:
    assert fields(entry.problems(course(T.ITALIAN, min_age=18))) == ["age_reason"]
    assert entry.problems(course(T.ITALIAN, min_age=18, age_reason="Bando GOL, art. 3")) == []
    assert entry.problems(course(T.ASA, min_age=18)) == []  # the type's own
    assert fields(entry.problems(course(T.ASA, min_age=18, max_age=30))) == ["age_reason"]


def test_women_only_needs_a_reason() -> None:
    assert fields(entry.problems(course(T.DIGITAL, women_only=True, women_reason=" "))) == ["women_reason"]
    assert entry.problems(course(T.DIGITAL, women_only=True, women_reason="Azione positiva FSE+")) == []


def test_levels_do_not_fall() -> None:
    assert fields(entry.problems(course(T.ITALIAN, entry_cefr="A2", exit_cefr="A1"))) == ["exit_cefr"]
    assert entry.problems(course(T.ITALIAN, entry_cefr="A2", exit_cefr="A2")) == []


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        ({}, []),
        ({"hours_class": 100}, []),
        ({"hours_class": 60, "hours_lab": 40}, []),
        ({"hours_class": 60, "hours_lab": 39}, ["hours_total"]),
        ({"hours_class": 90, "hours_distance": 10}, ["mode"]),
    ],
)
def test_the_parts_make_the_whole(parts: dict[str, int], wrong: list[str]) -> None:
    assert fields(hours.problems(course(T.ITALIAN, hours_total=100, mode=Mode.PRESENCE, **parts))) == wrong


def test_an_online_course_has_hours_at_a_distance() -> None:
    assert fields(hours.problems(course(T.ITALIAN, hours_total=9, hours_class=9, mode=Mode.ONLINE))) == [
        "hours_distance"
    ]


@pytest.mark.parametrize("course_type", sorted(types.FIXED))
def test_each_fixed_type_has_its_figure(course_type: str) -> None:
    assert types.rule_of(course_type).value
