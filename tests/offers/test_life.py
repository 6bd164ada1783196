"""The table of steps, walked by everybody who may and refused to everybody else."""

import pytest

from marketplace.audit.models import Entry
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.offers import guards
from marketplace.offers.enums import OfferState, RejectReason
from marketplace.offers.life import STEPS, Who, parts_of, walk
from marketplace.offers.models import Offer, StateChange
from marketplace.organisations.enums import BodyStatus, Role
from marketplace.outbox.models import Event
from tests.factories import BodyFactory, MembershipFactory, person

from .conftest import TRIAL
from .trial import trial_in

pytestmark = pytest.mark.django_db
S = OfferState


def actor_for(who: Who, offer: Offer):
    return {
        Who.OWNER: lambda: offer.owner,
        Who.REVIEWER: lambda: person(Role.REVIEWER),
        Who.OPERATOR: lambda: person(Role.OPERATOR),
        Who.SYSTEM: lambda: None,
    }[who]()


def values_for(step):
    return {
        "reason": step.reasons(TRIAL).values[0] if step.reasons else "",
        "note": "Serve una foto del bagno." if step.note else "",
    }


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.old}-{step.new}")
@pytest.mark.parametrize("who", list(Who))
def test_every_step_is_open_to_those_of_the_table_and_to_nobody_else(step, who):
    offer = trial_in(step.old)
    if step.new == S.PUBLISHED and offer.published_at is None:
        Offer.objects.filter(pk=offer.pk).update(published_at=offer.submitted_at)
    actor = actor_for(who, offer)
    if who in step.who:
        assert walk(offer_id=offer.pk, to=step.new, actor=actor, **values_for(step)).state == step.new
    else:
        with pytest.raises(NotAllowed):
            walk(offer_id=offer.pk, to=step.new, actor=actor, **values_for(step))
        assert Offer.objects.get(pk=offer.pk).state == step.old


PAIRS = {(step.old, step.new) for step in STEPS}
OTHERS = [(old, new) for old in S for new in S if (old, new) not in PAIRS]


@pytest.mark.parametrize(("old", "new"), OTHERS, ids=lambda state: str(state))
def test_a_step_that_is_not_in_the_table_does_not_exist(old, new):
    offer = trial_in(old)
    with pytest.raises(WrongState):
        walk(offer_id=offer.pk, to=new, actor=offer.owner)


def test_a_step_leaves_a_change_an_audit_entry_and_two_events():
    offer = trial_in(S.DRAFT)
    walk(offer_id=offer.pk, to=S.SUBMITTED, actor=offer.owner)
    change = StateChange.objects.get(offer=offer)
    entry = Entry.objects.get(action="offer.submitted", object_id=str(offer.pk))
    events = set(Event.objects.values_list("topic", "object_id"))
    assert (change.old, change.new, change.actor) == (S.DRAFT, S.SUBMITTED, offer.owner)
    assert (entry.actor, events) == (offer.owner, {("offer.changed", offer.pk), ("offer.state", change.pk)})


def test_a_required_reason_must_come_from_its_list():
    offer, reviewer = trial_in(S.SUBMITTED), person(Role.REVIEWER)
    with pytest.raises(DomainError, match="motivo"):
        walk(offer_id=offer.pk, to=S.REJECTED, actor=reviewer, reason="mi sta antipatico")
    assert walk(offer_id=offer.pk, to=S.REJECTED, actor=reviewer, reason=RejectReason.DUPLICATE).state == S.REJECTED


def test_a_required_note_must_say_something():
    offer = trial_in(S.SUBMITTED)
    with pytest.raises(DomainError, match="Scrivi che cosa"):
        walk(offer_id=offer.pk, to=S.CHANGES, actor=person(Role.REVIEWER), note="  ")


def test_nothing_may_be_missing_on_the_way_to_the_comune():
    offer = trial_in(S.DRAFT, description="")
    with pytest.raises(DomainError, match="Scrivi una descrizione"):
        walk(offer_id=offer.pk, to=S.SUBMITTED, actor=offer.owner)


def test_a_guard_vetoes_with_its_sentence(monkeypatch):
    monkeypatch.setattr(guards, "_guards", [lambda offer, new: "Manca la garanzia." if new == S.PAUSED else None])
    offer = trial_in(S.PUBLISHED)
    with pytest.raises(DomainError, match="Manca la garanzia"):
        walk(offer_id=offer.pk, to=S.PAUSED, actor=offer.owner, reason="owner")


def test_a_body_that_is_not_verified_publishes_nothing():
    body = BodyFactory(status=BodyStatus.PENDING)
    offer = trial_in(S.SUBMITTED, owner=person(Role.LANDLORD, body=body), body=body, published_at=None)
    with pytest.raises(DomainError, match="verificato"):
        walk(
            offer_id=offer.pk, to=S.PUBLISHED, actor=person(Role.REVIEWER), values={"published_at": offer.submitted_at}
        )


def test_four_eyes_a_reviewer_never_reviews_her_own_or_her_bodys():
    reviewer = person(Role.REVIEWER)
    MembershipFactory(user=reviewer, role=Role.LANDLORD, body=None)
    owned = trial_in(S.SUBMITTED, owner=reviewer)
    body = BodyFactory()
    MembershipFactory(user=reviewer, role=Role.OPERATOR, body=body)
    colleagues = trial_in(S.SUBMITTED, owner=person(Role.LANDLORD, body=body), body=body)
    foreign = trial_in(S.SUBMITTED)
    found = [Who.REVIEWER in parts_of(reviewer, offer) for offer in (owned, colleagues, foreign)]
    assert found == [False, False, True]


def test_a_colleague_acts_for_the_bodys_offer_and_who_has_left_does_not():
    body = BodyFactory()
    owner, colleague = person(Role.LANDLORD, body=body), person(Role.LANDLORD, body=body)
    offer = trial_in(S.PUBLISHED, owner=owner, body=body)
    owner.memberships.update(confirmed_at=None)
    parts = [Who.OWNER in parts_of(user, offer) for user in (owner, colleague, person(Role.LANDLORD))]
    assert parts == [False, True, False]
