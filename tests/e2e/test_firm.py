"""A traineeship goes all the way from its firm to a contract, in the browser, with a real worker and real places."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from marketplace.core.clock import ROME, today
from marketplace.trust import kinds
from tests.trust.factories import check_in

from . import employer, offerer, operator, reviewer
from .conftest import says_no_more_than_the_matrix
from .pages import arrive, follow, press, until

pytestmark = pytest.mark.django_db(transaction=True)
CASE = "MI-9L4"


def test_a_traineeship_becomes_a_contract(visitor, cast, answers, axe, wait_days):
    firm, office, worker, anybody = visitor(), visitor(), visitor(), visitor(narrow=True)
    put_on_the_market(firm, office, cast, axe)
    find(anybody, axe)
    hire(firm, worker, cast, axe)
    look_back(worker, wait_days, axe)
    employer.see_the_end(firm, CASE)
    axe(firm)
    says_no_more_than_the_matrix(answers, employer.EMAIL, CASE, operator.KEPT_BACK_OF_PERSONS)


def put_on_the_market(firm: Page, office: Page, cast: dict[str, Any], axe: Any) -> None:
    """Registered, verified with its papers, listed, looked at, published."""
    employer.sign_up(firm)
    axe(firm)
    reviewer.sign_in(office, cast["reviewer"].email)
    reviewer.verify_body(office, employer.FIRM)
    reviewer.record_check(office, "Visura camerale")
    reviewer.record_check(office, "DURC", number="INPS_12345678")
    axe(office)
    start = today() + timedelta(days=14)
    employer.describe(firm, start=start, until=start - timedelta(days=2))
    axe(firm)
    offerer.send(firm)
    reviewer.take(office, employer.TITLE)
    axe(office)
    reviewer.publish(office, employer.TITLE)


def find(page: Page, axe: Any) -> None:
    """Among the jobs, on a telephone; the employer's name is always there."""
    page.goto("/offerte/?tipo=lavoro")
    until(page, page.get_by_role("link", name=employer.TITLE))
    axe(page)
    follow(page, employer.TITLE)
    arrive(page, employer.TITLE)
    expect(page.get_by_role("main")).to_contain_text(employer.FIRM)
    expect(page.get_by_role("main")).to_contain_text("600")
    axe(page)


def hire(firm: Page, worker: Page, cast: dict[str, Any], axe: Any) -> None:
    """Need, proposal, interview, acceptance with a seat left over, signature."""
    day = today()
    check_in("ok", cast["operator"].memberships.get().body, kinds.LABOUR)
    operator.sign_in(worker, cast["operator"])
    operator.record_work_plan(worker, CASE, permit_until=day + timedelta(days=900))
    axe(worker)
    operator.propose_person(worker, CASE, "questo posto", employer.TITLE, "40 ore")
    employer.meet(firm, CASE)
    axe(firm)
    moment = datetime.combine(day + timedelta(days=2), time(17, 30), tzinfo=ROME)
    operator.offer_times(worker, moment, moment + timedelta(days=1))
    offerer.choose_time(firm, "Colloquio fissato")
    offerer.accept(firm, "Il posto è tenuto")
    employer.see_free_seat(firm)
    axe(firm)
    operator.record_hire(worker)
    axe(worker)


def look_back(worker: Page, wait_days: Callable[[int], None], axe: Any) -> None:
    """The first day of work, a month later how it went, and the contract that came out of it."""
    follow(worker, "Vai all’accordo e alle sue scadenze")
    wait_days(14)
    worker.reload()
    follow(worker, "Segna il primo giorno di lavoro")
    press(worker, "Segna il primo giorno di lavoro")
    expect(worker.get_by_role("region", name="Com’è andata dopo")).to_contain_text("Dopo un mese")
    wait_days(40)
    operator.record_outcome(worker, "Lavora ancora lì")
    operator.record_conversion(worker, today() - timedelta(days=1))
    axe(worker)
