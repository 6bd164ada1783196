"""A course goes from its school to a certificate, by way of the waiting list, in the browser with a real worker."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from marketplace.core.clock import today

from . import offerer, operator, reviewer, trainer
from .conftest import says_no_more_than_the_matrix
from .pages import arrive, follow, until

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, SECOND = "MI-3C1", "MI-3C2"


def test_a_course_gives_its_seat_to_who_waits(visitor, cast, answers, axe, wait_days, tmp_path):
    school, office, worker, anybody = visitor(), visitor(), visitor(), visitor(narrow=True)
    start = today() + timedelta(days=14)
    put_on_the_market(school, office, cast, axe, days={"start": start, "end": start + timedelta(days=14)})
    find(anybody, axe, tmp_path)
    enrol(school, worker, cast, axe)
    move_up(school, axe)
    wait_days(29)
    trainer.mark_present(school, SECOND)
    trainer.certify(school, SECOND)
    axe(school)
    for case in (FIRST, SECOND):
        says_no_more_than_the_matrix(answers, trainer.EMAIL, case, operator.KEPT_BACK_OF_PERSONS)


def put_on_the_market(school: Page, office: Page, cast: dict[str, Any], axe: Any, *, days: dict[str, Any]) -> None:
    trainer.sign_up(school)
    reviewer.sign_in(office, cast["reviewer"].email)
    reviewer.verify_body(office, "Scuola di prova")
    trainer.describe(school, **days)
    axe(school)
    offerer.send(school)
    reviewer.take(office, trainer.TITLE)
    reviewer.publish(office, trainer.TITLE)


def find(page: Page, axe: Any, folder: Path) -> None:
    """Among the courses, on a telephone; the lessons go into one's calendar."""
    page.goto("/offerte/?tipo=corso")
    until(page, page.get_by_role("link", name=trainer.TITLE))
    axe(page)
    follow(page, trainer.TITLE)
    arrive(page, trainer.TITLE)
    axe(page)
    lessons = trainer.download_lessons(page, folder)
    assert lessons
    assert {lesson.decoded("dtend") - lesson.decoded("dtstart") for lesson in lessons} == {timedelta(hours=2)}


def enrol(school: Page, worker: Page, cast: dict[str, Any], axe: Any) -> None:
    """Two cases for one seat: the first has it, the second waits."""
    operator.sign_in(worker, cast["operator"])
    for case, said in ((FIRST, "Proposta accettata"), (SECOND, "il caso è in lista d’attesa")):
        operator.record_course_plan(worker, case)
        operator.propose_person(worker, case, "questo corso", trainer.TITLE)
        trainer.admit(school, case, said)
    axe(school)
    worker.reload()
    expect(worker.get_by_role("main")).to_contain_text("In lista d’attesa")
    axe(worker)


def move_up(school: Page, axe: Any) -> None:
    """Who had the seat leaves, and nobody does anything."""
    trainer.open_register(school, (FIRST, "Ammessa"), (SECOND, "In lista d’attesa"))
    axe(school)
    trainer.drop(school, FIRST)
    until(school, school.get_by_role("row").filter(has_text=SECOND).filter(has_text="Ammessa"))
