"""The pages of proposals for placements and courses, the list of all kinds, and the limit of messages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from jobs.courses.services import editions
from marketplace.core.clock import today
from marketplace.offers.models import FollowUp
from matching.enums import ProposalState
from matching.models import Proposal
from tests.jobs.courses.factories import plan

from .factories import make_course, make_placement, make_plan, make_proposal

pytestmark = pytest.mark.django_db


def test_a_course_is_proposed_by_choosing_its_edition(operator, enter):
    offer = make_course()
    late = plan(start=today() + timedelta(days=90), end=today() + timedelta(days=120), enrol_by=None)
    second = editions.add(offer_id=offer.pk, plan=late, actor=offer.owner)
    need = make_plan(operator)
    client, url = enter(operator.user), reverse("proposal_new", args=[need.public_id, offer.public_id])

    page = client.get(f"{url}?edizione={second.pool_id}").content.decode()
    refused = client.post(url, {"pool": second.pool_id, "note": "Buongiorno."})
    sent = client.post(url, {"pool": second.pool_id, "consent": "on"})

    assert f'value="{second.pool_id}"' in page
    assert page.count('name="pool"') == 2
    assert refused.status_code == 422
    assert "Conferma questo punto" in refused.content.decode()
    assert "Buongiorno." in refused.content.decode()
    assert sent.status_code == 302
    assert Proposal.objects.get().pool == second.pool


def test_a_job_cannot_be_proposed_without_an_accreditation_and_the_page_says_how(operator, enter):
    need, offer = make_plan(operator), make_placement()
    url = reverse("proposal_new", args=[need.public_id, offer.public_id])

    answer = enter(operator.user).post(url, {"consent": "on"})

    assert answer.status_code == 422
    assert "carica l’accreditamento nella pagina dell’ente" in answer.content.decode()


def test_a_hire_is_recorded_on_the_page_of_its_terms(operator, enter):
    row = make_proposal(ProposalState.ACCEPTED, by=operator, offer=make_placement())
    client, url = enter(operator.user), reverse("proposal_sign", args=[row.public_id])
    page = client.get(url).content.decode()
    start = today() + timedelta(days=10)
    terms = {
        "signed_on": today(), "start": start, "last_day": start + timedelta(days=300), "contract": "determinato",
        "pay": "1.450,50", "pay_period": "month", "ccnl": "H05Y", "level": "6S", "hours": "38,5",
        "unilav_on": start, "permit_attested": "on",
    }  # fmt: skip

    late = client.post(url, terms)
    done = client.post(url, {**terms, "unilav_on": start - timedelta(days=1)})

    assert 'value="H05Y"' in page
    assert late.status_code == 422
    assert "al più tardi il giorno prima" in late.content.decode()
    assert done.status_code == 302
    row.refresh_from_db()
    assert row.state == ProposalState.AGREED
    assert (row.agreement.terms["pay"], row.agreement.terms["hours"]) == ("1450.50", "38.5")
    assert row.agreement.deadlines.get(kind="unilav").done_at is None  # it is still to be sent


def test_the_list_shows_one_kind_and_the_outcomes_to_record(operator, enter):
    flat = make_proposal(by=operator)
    job = make_proposal(ProposalState.AGREED, by=operator, offer=make_placement())
    FollowUp.objects.create(agreement=job.agreement, month=1, due_on=today())
    client, url = enter(operator.user), reverse("proposal_list")

    both, jobs = (client.get(url + query).content.decode() for query in ("", "?tipo=placement"))

    assert [row.get_absolute_url() in both for row in (flat, job)] == [True, True]
    assert [row.get_absolute_url() in jobs for row in (flat, job)] == [False, True]
    assert reverse("agreement_followup", args=[job.agreement.public_id, 1]) in both
    assert "tipo=course" not in both


def test_the_agreement_leads_back_to_its_proposal(operator, enter):
    row = make_proposal(ProposalState.AGREED, by=operator, offer=make_placement())
    url = reverse("agreement", args=[row.agreement.public_id])

    for user in (operator.user, row.offer.owner):
        assert enter(user).get(url).content.decode().count(f'href="{row.get_absolute_url()}"') == 1


def test_messages_are_limited_for_each_person_and_the_text_stays(operator, enter, settings):
    settings.RATELIMIT_ENABLE = True
    row = make_proposal(by=operator)
    url = reverse("proposal_message", args=[row.public_id])
    client = enter(operator.user)

    answers = [client.post(url, {"message-text": f"Messaggio {n}"}) for n in range(31)]

    assert {answer.status_code for answer in answers[:30]} == {302}
    assert answers[30].status_code == 429
    assert "Messaggio 30" in answers[30].content.decode()
    assert row.entries.filter(kind="message").count() == 30
    assert enter(row.offer.owner).post(url, {"message-text": "E io?"}).status_code == 302
