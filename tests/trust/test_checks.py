"""Proposed, recorded, withdrawn: who may, what is refused, what is left behind."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile

from marketplace.audit.models import Entry
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, DomainError, NotAllowed, WrongState
from marketplace.notifications.models import Message
from marketplace.organisations.enums import BodyStatus, Role
from marketplace.outbox.models import Event
from marketplace.outbox.services import relay_batch
from marketplace.trust import kinds, selectors
from marketplace.trust.enums import CheckState
from marketplace.trust.models import Check
from marketplace.trust.services import checks
from tests.factories import MembershipFactory, UserFactory, person

from .factories import PDF, ago, boss_of, check_in

pytestmark = pytest.mark.django_db


def record(body: Any, actor: Any, outcome: str = CheckState.OK, **values: Any) -> Check:
    data = {"issued_on": today(), "number": "INPS_1"} | values.pop("data", {})
    return checks.record_check(actor=actor, body=body, outcome=outcome, data=data, **{"kind": kinds.DURC, **values})


def propose(body: Any, actor: Any = None, kind: str = kinds.DURC, **data: Any) -> Check:
    return checks.propose(
        actor=actor or boss_of(body), body=body, kind=kind, data={"issued_on": today()} | data,
        evidence=ContentFile(PDF, "durc firmato di Rossi.pdf"),
    )  # fmt: skip


def test_recorded_check_holds_and_leaves_a_trace(firm: Any, reviewer: Any) -> None:
    check = record(firm, reviewer)
    assert list(selectors.valid_checks(firm)) == [check]
    assert (check.done_by, check.done_on) == (reviewer, today())
    assert check.valid_until == today() + timedelta(days=120)
    assert Entry.objects.filter(action="check.recorded", actor=reviewer, object_id=str(check.pk)).exists()
    assert Event.objects.filter(topic="check.changed", object_id=check.pk).exists()


def test_newer_check_replaces_and_the_older_stays_as_history(firm: Any, reviewer: Any) -> None:
    first = record(firm, reviewer)
    second = record(firm, reviewer, CheckState.DEFECT, note="Debiti con l’INPS.", seen=[first.pk])
    assert list(selectors.current_checks(firm)) == [second]
    assert list(selectors.history(firm, kinds.DURC)) == [first]
    assert not selectors.valid_checks(firm).exists()


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.MANAGER, Role.ADMIN, Role.LANDLORD])
def test_only_a_reviewer_records(firm: Any, role: str) -> None:
    with pytest.raises(NotAllowed):
        record(firm, person(role))


def test_nobody_checks_her_own_body(firm: Any, reviewer: Any) -> None:
    MembershipFactory(user=reviewer, body=firm, role=Role.EMPLOYER, valid_from=ago(30), valid_to=ago(1))
    with pytest.raises(NotAllowed, match="un’altra persona"):
        record(firm, reviewer)  # not even after her mandate has ended


def test_nobody_confirms_her_own_paper(firm: Any, reviewer: Any) -> None:
    proposal = check_in(CheckState.PROPOSED, firm)
    proposal.proposed_by = reviewer
    proposal.save(update_fields=["proposed_by"])
    with pytest.raises(NotAllowed, match="un’altra persona"):
        record(firm, reviewer, seen=[proposal.pk])


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"issued_on": None}, "issued_on"),
        ({"issued_on": ago(-1)}, "issued_on"),
        ({"issued_on": ago(121)}, "issued_on"),
        ({"stated_until": ago(1)}, "stated_until"),
    ],
    ids=["no date", "future", "too old", "ended by its own word"],
)
def test_paper_that_does_not_hold_is_no_good_outcome(firm: Any, reviewer: Any, data: dict, field: str) -> None:
    with pytest.raises(DomainError) as error:
        record(firm, reviewer, data=data)
    assert error.value.field == field


@pytest.mark.parametrize("data", [{"issued_on": ago(120)}, {"stated_until": today()}])
def test_paper_on_its_last_day_is_one(firm: Any, reviewer: Any, data: dict) -> None:
    assert record(firm, reviewer, data=data).valid_until == today()


def test_defect_says_why(firm: Any, reviewer: Any) -> None:
    with pytest.raises(DomainError) as error:
        record(firm, reviewer, CheckState.DEFECT)
    assert error.value.field == "note"
    assert record(firm, reviewer, CheckState.DEFECT, note="Scaduto.", data={"issued_on": ago(300)}).valid_until is None


@pytest.mark.parametrize("outcome", ["", CheckState.PROPOSED, CheckState.WITHDRAWN])
def test_there_are_two_outcomes(firm: Any, reviewer: Any, outcome: str) -> None:
    with pytest.raises(DomainError) as error:
        record(firm, reviewer, outcome)
    assert error.value.field == "outcome"


def test_proposal_counts_for_nothing_until_a_reviewer_confirms_it(firm: Any, reviewer: Any, private: Any) -> None:
    proposal = propose(firm)
    assert not selectors.valid_checks(firm).exists()
    check = record(firm, reviewer, seen=[proposal.pk])
    assert check.pk == proposal.pk
    assert check.evidence.read() == PDF
    assert "Rossi" not in check.evidence.name
    assert check.evidence.name.endswith(".pdf")
    assert selectors.valid_checks(firm).get() == check


def test_what_holds_goes_on_while_a_newer_paper_waits(firm: Any, reviewer: Any) -> None:
    old = check_in(CheckState.OK, firm)
    proposal = propose(firm)
    assert selectors.valid_checks(firm).get() == old
    record(firm, reviewer, seen=[old.pk, proposal.pk])
    assert selectors.valid_checks(firm).get() == proposal


def test_newer_proposal_takes_the_place_of_the_older(firm: Any) -> None:
    propose(firm)
    second = propose(firm)
    assert [row.pk for row in selectors.open_rows(firm, kinds.DURC)] == [second.pk]


@pytest.mark.parametrize("who", ["stranger", "reviewer", "operator of the body"])
def test_only_who_runs_the_body_proposes(firm: Any, who: str) -> None:
    actor = {
        "stranger": lambda: person(Role.EMPLOYER),
        "reviewer": lambda: person(Role.REVIEWER),
        "operator of the body": lambda: person(Role.OPERATOR, body=firm),
    }[who]()
    with pytest.raises(NotAllowed):
        propose(firm, actor)


def test_founder_hands_in_papers_while_her_body_is_being_verified(firm: Any) -> None:
    firm.status, firm.created_by = BodyStatus.PENDING, UserFactory()
    firm.save()
    assert propose(firm, firm.created_by).state == CheckState.PROPOSED


def test_paper_is_due_and_a_declaration_keeps_none(firm: Any) -> None:
    with pytest.raises(DomainError) as error:
        checks.propose(actor=boss_of(firm), body=firm, kind=kinds.DURC, data={"issued_on": today()})
    assert error.value.field == "evidence"
    assert not propose(firm, kind=kinds.CAPORALATO).evidence  # GDPR art. 10: the outcome only


def test_colleague_who_was_quicker_makes_a_conflict(firm: Any, reviewer: Any) -> None:
    record(firm, reviewer)
    with pytest.raises(Conflict):
        record(firm, person(Role.REVIEWER))
    proposal = propose(firm)
    with pytest.raises(Conflict):  # the body was: she has not seen the newer paper
        record(firm, reviewer, seen=[selectors.current_checks(firm).get().pk])
    assert Check.objects.get(pk=proposal.pk).state == CheckState.PROPOSED


def test_withdrawn_check_no_longer_holds(firm: Any, reviewer: Any) -> None:
    check = record(firm, reviewer)
    with pytest.raises(DomainError, match="motivo"):
        checks.withdraw(actor=reviewer, check_id=check.pk, reason=" ")
    with pytest.raises(NotAllowed):
        checks.withdraw(actor=boss_of(firm), check_id=check.pk, reason="x")
    checks.withdraw(actor=reviewer, check_id=check.pk, reason="Era di un’altra impresa.")
    assert not selectors.current_checks(firm).exists()
    with pytest.raises(WrongState):
        checks.withdraw(actor=reviewer, check_id=check.pk, reason="Ancora.")
    record(firm, reviewer)  # there is room for a new one


def test_body_is_told_once_what_became_of_its_paper(firm: Any, reviewer: Any) -> None:
    record(firm, reviewer, seen=[propose(firm).pk])
    current = selectors.current_checks(firm).get()
    record(firm, reviewer, CheckState.DEFECT, note="Debiti con l’INPS.", seen=[current.pk])
    relay_batch()
    Event.objects.update(processed_at=None)
    relay_batch()
    letters = Message.objects.filter(user=boss_of(firm), kind__startswith="check.").order_by("pk")
    assert [letter.kind for letter in letters] == ["check.ok", "check.defect"]
    assert "Debiti con l’INPS." in letters[1].text
