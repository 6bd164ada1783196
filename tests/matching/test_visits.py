"""Agreeing on a time, and the calendar file."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from marketplace.core import clock
from marketplace.core.clock import now
from marketplace.core.errors import Conflict, DomainError, WrongState
from marketplace.notifications.models import Message
from marketplace.outbox.services import relay_batch
from matching import ics
from matching.enums import ProposalState, Side
from matching.models import VisitSlot
from matching.services import visits
from matching.turns import is_stalled, turn

from .factories import make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(operator):
    return make_proposal(ProposalState.MEETING, by=operator)


def slots(by, proposal, *hours):
    return visits.propose(
        actor=by, proposal_id=proposal.pk, starts=[now().replace(microsecond=0) + timedelta(hours=h) for h in hours]
    )


def test_one_side_proposes_and_the_other_picks(operator, meeting):
    assert turn(meeting).side == Side.OPERATOR
    first, second = slots(operator.user, meeting, 24, 48)
    assert turn(meeting).side == Side.OFFERER

    visits.choose(actor=meeting.offer.owner, proposal_id=meeting.pk, slot_id=second.pk)

    first.refresh_from_db()
    assert first.cancelled_at is not None
    assert turn(meeting).side is None
    with clock.frozen(second.start + timedelta(hours=1)):
        assert turn(meeting).side == Side.OFFERER


def test_nobody_picks_her_own_time_and_nobody_the_past(operator, meeting):
    (slot,) = slots(operator.user, meeting, 24)

    with pytest.raises(DomainError, match="altra parte"):
        visits.choose(actor=operator.user, proposal_id=meeting.pk, slot_id=slot.pk)
    with clock.frozen(slot.start), pytest.raises(WrongState):
        visits.choose(actor=meeting.offer.owner, proposal_id=meeting.pk, slot_id=slot.pk)
    with pytest.raises(DomainError, match="futuro"):
        slots(operator.user, meeting, -1)
    with pytest.raises(DomainError, match="cinque"):
        slots(operator.user, meeting, 1, 2, 3, 4, 5, 6)


def test_new_times_replace_the_old_and_may_repeat_one(operator, meeting):
    (old,) = slots(operator.user, meeting, 24)
    new = visits.propose(actor=meeting.offer.owner, proposal_id=meeting.pk, starts=[old.start])[0]

    with pytest.raises(WrongState):
        visits.choose(actor=meeting.offer.owner, proposal_id=meeting.pk, slot_id=old.pk)
    visits.choose(actor=operator.user, proposal_id=meeting.pk, slot_id=new.pk)
    with pytest.raises(Conflict):
        slots(operator.user, meeting, 72)


def test_a_visit_needs_an_accepted_meeting(operator):
    with pytest.raises(WrongState):
        slots(operator.user, make_proposal(by=operator), 24)


def test_the_calendar_goes_to_both_and_its_cancellation_too(operator, meeting):
    (slot,) = slots(operator.user, meeting, 24)
    visits.choose(actor=meeting.offer.owner, proposal_id=meeting.pk, slot_id=slot.pk)
    relay_batch()
    visits.cancel(actor=operator.user, proposal_id=meeting.pk, slot_id=slot.pk)
    relay_batch()

    arranged, gone = (
        [Calendar.from_ical(m.attachments[0]["text"]) for m in Message.objects.filter(kind=kind)]
        for kind in ("proposal.visit", "proposal.visit_off")
    )
    assert (len(arranged), len(gone)) == (2, 2)
    assert {str(c["method"]) for c in arranged} == {"PUBLISH"}
    assert {str(c["method"]) for c in gone} == {"CANCEL"}
    uids = {str(event["uid"]) for c in arranged + gone for event in c.walk("VEVENT")}
    assert len(uids) == 1


def test_the_calendar_is_valid_and_holds_place_and_code_only(operator, meeting):
    (slot,) = slots(operator.user, meeting, 24)

    (event,) = Calendar.from_ical(ics.visit(meeting, slot)).walk("VEVENT")

    assert event["dtstart"].dt == slot.start
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=30)
    assert str(event["location"]) == "Via Conte Rosso, 10, Milano"
    assert str(event["summary"]) == f"Visita della casa, caso {meeting.case_code}"
    assert str(event["url"]).endswith(meeting.get_absolute_url())


def test_only_one_visit_is_arranged_at_a_time_by_the_database_too(operator, meeting):
    from django.db import IntegrityError

    one, two = slots(operator.user, meeting, 24, 48)
    VisitSlot.objects.filter(pk=one.pk).update(chosen_at=now())

    with pytest.raises(IntegrityError, match="slot_one_chosen"):
        VisitSlot.objects.filter(pk=two.pk).update(chosen_at=now())


def test_a_proposal_is_stalled_after_five_days_without_a_step_unless_a_visit_is_to_come(operator, meeting):
    later = now() + timedelta(days=6)
    with clock.frozen(later):
        assert is_stalled(meeting)
    (slot,) = slots(operator.user, meeting, 24 * 10)
    visits.choose(actor=meeting.offer.owner, proposal_id=meeting.pk, slot_id=slot.pk)
    with clock.frozen(later):
        assert not is_stalled(meeting)
