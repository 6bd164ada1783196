"""One of everything, and one person of each role."""

from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile

from cms.services import seed_site
from marketplace.accounts.models import User
from marketplace.notifications.models import Message
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Photo
from marketplace.organisations.enums import BodyStatus, Role
from marketplace.outbox.models import Event
from marketplace.trust import kinds
from marketplace.trust.enums import CheckState
from marketplace.trust.models import Check
from matching.enums import ProposalState
from matching.models import VisitSlot
from search.services import index_many
from tests.factories import BodyFactory, MembershipFactory, person
from tests.matching.factories import Worker, make_flat, make_need, make_proposal
from tests.offers.factories import offer_in

ROLES = (
    "visitor", "newcomer", "owner", "landlord", "operator", "colleague", "other_operator", "manager", "reviewer",
    "editor", "auditor", "admin",
)  # fmt: skip


@dataclass
class World:
    people: dict[str, User | None]
    args: dict[str, Any]


def cast() -> dict[str, User | None]:
    """The owner owns the offers, the operator has the need and the proposals; the others are strangers to them."""
    ets, other, city = BodyFactory(), BodyFactory(), BodyFactory(legal_name="Comune di prova")
    newcomer = MembershipFactory(body=ets).user
    newcomer.memberships.all().delete()
    return {
        "visitor": None,
        "newcomer": newcomer,
        "owner": person(Role.LANDLORD),
        "landlord": person(Role.LANDLORD),
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
            "EVENT": Event.objects.create(topic="prova", object_id=1, dead_at=meeting.sent_at).pk,
            "ACTING": worker.acting.pk,
        },
    )  # fmt: skip
