"""Courses by what they have: a draft, one that lacks nothing, one on the market with editions and enrolments."""

from datetime import date, datetime, time, timedelta
from typing import Any

from jobs.courses.rules.timetable import Line
from jobs.courses.services import editions, enrolments
from jobs.courses.services.editions import Plan
from jobs.enums import CourseType, EnrolmentState, Mode, Outcome
from jobs.models import Course, CourseEdition, Enrolment
from marketplace.accounts.models import User
from marketplace.core.clock import ROME
from marketplace.offers.models import Offer
from marketplace.offers.services import drafts, seats
from marketplace.organisations.enums import BodyForm, Role
from marketplace.organisations.models import Body
from tests.factories import LAMBRATE, BodyFactory, person
from tests.offers.factories import milano

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ROME)  # a Monday
TWO_EVENINGS = [Line(1, time(18), time(20)), Line(3, time(18), time(20))]


def trainer() -> User:
    return person(Role.TRAINER, body=BodyFactory(form=BodyForm.SCHOOL))


def body_of(user: User) -> Body:
    return user.memberships.get().body


def draft(owner: User) -> Course:
    return drafts.create_draft(actor=owner, kind="course", body=body_of(owner)).course


def plan(**values: Any) -> Plan:
    """From 11 January to 26 February 2027, two evenings a week, three seats."""
    usual = {"start": date(2027, 1, 11), "end": date(2027, 2, 26), "seats": 3, "lines": TWO_EVENINGS}
    return Plan(**{**usual, **values})


def complete(owner: User, **values: Any) -> Course:
    """A course that lacks nothing but its declaration, with one edition."""
    course = draft(owner)
    offer = course.offer
    offer.title, offer.description, offer.address = "Italiano A2 la sera", "Per chi lavora.", "Via Conte Rosso, 10"
    offer.point = offer.public_point = LAMBRATE
    offer.comune = milano()
    offer.save()
    usual = {
        "type": CourseType.ITALIAN,
        "outcomes": [Outcome.CEFR],
        "certificate_issuer": "CPIA 5 Milano",
        "programme": "Parlare al lavoro, in farmacia, a scuola.",
        "hours_total": 26,
        "hours_class": 26,
        "mode": Mode.PRESENCE,
        "attendance_min": 70,
        "entry_cefr": "A1",
        "exit_cefr": "A2",
        "entry_schooling": "none",
        "childcare": "on_site",
        "mediation_languages": ["ar", "fa"],
        "step_free": True,
    }
    for name, value in {**usual, **values}.items():
        setattr(course, name, value)
    course.save()
    editions.add(offer_id=course.pk, plan=plan(), actor=owner)
    return course


def published(owner: User, **values: Any) -> Course:
    course = complete(owner, **values)
    moment = NOW - timedelta(days=1)
    Offer.objects.filter(pk=course.pk).update(
        state="published", submitted_at=moment, published_at=moment, confirmed_at=NOW
    )
    course.offer.refresh_from_db()
    return course


def edition_of(course: Course) -> CourseEdition:
    return course.editions.select_related("pool").first()


def enrol(edition: CourseEdition, case_code: str, operator: User | None = None) -> Enrolment:
    """What an accepted proposal and the consumer behind it do."""
    operator = operator or person(Role.OPERATOR)
    agreement = seats.hold(
        pool_id=edition.pool_id,
        body=body_of(operator),
        case_code=case_code,
        start=edition.start,
        end=edition.end + timedelta(days=1),
        terms={},
        actor=operator,
    )
    return enrolments.follow(agreement_id=agreement.pk)


def attending(edition: CourseEdition, case_code: str) -> Enrolment:
    enrolment = enrol(edition, case_code)
    return enrolments.start(enrolment_id=enrolment.pk, actor=edition.course.offer.owner)


def state(enrolment: Enrolment) -> str:
    return EnrolmentState(Enrolment.objects.get(pk=enrolment.pk).state)
