"""One of everything, and one person of each role."""

from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile

from cms.services import seed_site
from jobs.courses.services import enrolments
from jobs.importing import services as importing
from jobs.importing.files import write_csv
from jobs.importing.kinds import sheets
from jobs.importing.sheets import KEY
from marketplace.accounts.models import User
from marketplace.core.clock import now, today
from marketplace.notifications.models import Message
from marketplace.offers.enums import AgreementState, OfferState
from marketplace.offers.models import Agreement, FollowUp, Offer, Photo
from marketplace.organisations.enums import BodyForm, BodyStatus, Role
from marketplace.outbox.models import Event
from marketplace.trust import kinds
from marketplace.trust.enums import CheckState
from marketplace.trust.models import Check
from matching.enums import ProposalState
from matching.models import VisitSlot
from search.models import SavedSearch
from search.saved import links
from search.saved import services as searches
from search.services import index_many
from tests.factories import BodyFactory, MembershipFactory, person
from tests.jobs.courses import factories as course_factories
from tests.jobs.placements import made
from tests.matching.factories import (
    Worker,
    make_course,
    make_flat,
    make_need,
    make_placement,
    make_plan,
    make_proposal,
)
from tests.offers.factories import offer_in

ROLES = (
    "visitor", "newcomer", "owner", "landlord", "employer", "trainer", "operator", "colleague", "other_operator",
    "manager", "reviewer", "editor", "auditor", "admin",
)  # fmt: skip


@dataclass
class World:
    people: dict[str, User | None]
    args: dict[str, Any]


def cast() -> dict[str, User | None]:
    """The owner owns the flats, the employer the jobs, the trainer the courses, the operator has the needs and the
    proposals; the others are strangers to them."""
    ets, other, city = BodyFactory(), BodyFactory(), BodyFactory(legal_name="Comune di prova")
    newcomer = MembershipFactory(body=ets).user
    newcomer.memberships.all().delete()
    return {
        "visitor": None,
        "newcomer": newcomer,
        "owner": person(Role.LANDLORD),
        "landlord": person(Role.LANDLORD),
        "employer": person(Role.EMPLOYER, body=BodyFactory(form=BodyForm.COMPANY)),
        "trainer": person(Role.TRAINER, body=BodyFactory(form=BodyForm.SCHOOL)),
        "operator": person(Role.OPERATOR, body=ets),
        "colleague": person(Role.OPERATOR, body=ets),
        "other_operator": person(Role.OPERATOR, body=other),
        "manager": person(Role.MANAGER, body=ets),
        "reviewer": person(Role.REVIEWER, body=city),
        "editor": person(Role.EDITOR, body=city),
        "auditor": person(Role.AUDITOR, body=city),
        "admin": person(Role.ADMIN, body=city),
    }


def build() -> World:
    people = cast()
    owner, operator = people["owner"], people["operator"]
    seed_site()
    worker = Worker(operator, operator.memberships.get())
    mine: dict[str, Any] = {"offer": {"owner": owner}}
    published, meeting_flat, taken = make_flat(**mine), make_flat(**mine), make_flat(**mine)
    need = make_need(worker)
    meeting = make_proposal(ProposalState.MEETING, by=worker, offer=meeting_flat)
    agreed = make_proposal(ProposalState.AGREED, by=worker, offer=taken)
    draft, submitted = offer_in(OfferState.DRAFT, owner=owner), offer_in(OfferState.SUBMITTED, owner=owner)
    photo = Photo.objects.create(offer=draft, title="Foto", file="photos/none.jpg", width=1, height=1)
    slot = VisitSlot.objects.create(proposal=meeting, side="offerer", start=meeting.sent_at.replace(year=2099))
    index_many([published.pk, meeting_flat.pk])
    pending = BodyFactory(status=BodyStatus.PENDING)
    paper = Check.objects.create(
        body=worker.body, kind=kinds.LABOUR, state=CheckState.PROPOSED, proposed_by=people["manager"],
        proposed_at=meeting.sent_at, evidence=ContentFile(b"%PDF-1.7 a paper", "x.pdf"),
    )  # fmt: skip
    return World(
        people,
        {
            "DRAFT": draft.public_id, "SUBMITTED": submitted.public_id, "PUBLISHED": published.public_id,
            "TAKEN": taken.public_id, "NEED": need.public_id, "MEETING": meeting.public_id,
            "AGREED": agreed.public_id, "AGREEMENT": agreed.agreement.public_id, "PHOTO": photo.pk,
            "SLOT": slot.pk, "BODY": worker.body.pk, "PENDING": pending.pk,
            "CHECK": paper.pk,
            "MANDATE": people["colleague"].memberships.get().pk,
            "MESSAGE": Message.objects.create(user=owner, address=owner.email, kind="prova", subject="x", text="x").pk,
            **saved(owner),
            "EVENT": Event.objects.create(topic="prova", object_id=1, dead_at=meeting.sent_at).pk,
            "ACTING": worker.acting.pk,
            **jobs(people["employer"], worker),
            **courses(people["trainer"], worker),
            **imported(people["employer"]),
        },
    )  # fmt: skip


def saved(owner: User) -> dict[str, Any]:
    """A search that the owner keeps, and one of a stranger whose address is not confirmed."""
    mine = searches.save(actor=owner, query="tipo=casa&nil=23", frequency="daily")
    searches.ask(actor=None, address="a@example.org", query="tipo=casa&nil=24", frequency="daily", language="it")
    strangers = SavedSearch.objects.get(address="a@example.org")
    return {
        "SAVED": mine.public_id,
        "SAVED_CONFIRM": links.token(strangers, links.CONFIRM),
        "SAVED_STOP": links.token(mine, links.STOP),
    }


def jobs(employer: User, worker: Worker) -> dict[str, Any]:
    """A draft; a job with seats, to which a case was proposed and another hired, whose first look back is due."""
    offer = make_placement(3, owner=employer)
    draft = made.complete(employer).offer
    submitted = made.complete(employer).offer
    Offer.objects.filter(pk=submitted.pk).update(state=OfferState.SUBMITTED, submitted_at=now())
    meeting = make_proposal(ProposalState.MEETING, by=worker, offer=offer)
    hired = make_proposal(ProposalState.AGREED, by=worker, offer=offer)
    accepted = make_proposal(ProposalState.ACCEPTED, by=worker, offer=offer)
    Agreement.objects.filter(pk=hired.agreement.pk).update(state=AgreementState.HANDED_OVER, handed_over_on=today())
    FollowUp.objects.create(agreement=hired.agreement, month=1, due_on=today())
    return {
        "JOB_DRAFT": draft.public_id, "JOB_SUBMITTED": submitted.public_id, "JOB": offer.public_id,
        "JOB_MEETING": meeting.public_id, "HIRE": hired.agreement.public_id, "TO_HIRE": accepted.public_id,
        "PLAN": make_plan(worker).public_id,
    }  # fmt: skip


def courses(trainer: User, worker: Worker) -> dict[str, Any]:
    """A draft; a course with a lesson, somebody enrolled in its only seat and somebody on its waiting list."""
    offer = make_course(1, owner=trainer)
    draft = course_factories.complete(trainer)
    edition = course_factories.edition_of(offer.course)
    first = make_proposal(ProposalState.ACCEPTED, by=worker, offer=offer)
    second = make_proposal(ProposalState.WAITING, by=worker, offer=offer)
    for row in (first, second):
        enrolments.follow(agreement_id=row.agreement.pk)
    return {
        "COURSE_DRAFT": draft.offer.public_id, "DRAFT_EDITION": course_factories.edition_of(draft).public_id,
        "COURSE": offer.public_id, "EDITION": edition.public_id, "LESSON": edition.lessons.first().public_id,
        "ENROLMENT": first.agreement.public_id, "WAITLIST": second.public_id,
    }  # fmt: skip


def imported(employer: User) -> dict[str, Any]:
    """A file of two rows: one can be taken in, one has to be corrected."""
    sheet = sheets()["placement"]
    good = sheet.examples[0]
    rows = [[row.get(name, "") for name in sheet.names] for row in (good, {**good, KEY: "B", "contratto": "nessuno"})]
    run = importing.start(
        kind="placement", body=employer.memberships.get().body, actor=employer, file_name="lavori.csv",
        data=write_csv(sheet.names, rows),
    )  # fmt: skip
    importing.read(run_id=run.pk)
    return {"IMPORT": run.public_id}
