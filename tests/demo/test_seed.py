"""Invented data keeps the rules that people's data keeps."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from marketplace.accounts.models import User
from marketplace.demo.bodies import BODIES
from marketplace.demo.people import ACCOUNTS
from marketplace.demo.seed import Made
from marketplace.offers import kinds
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Agreement, Offer
from marketplace.organisations.models import Body
from marketplace.organisations.validators import clean_codice_fiscale
from matching import criteria
from matching.enums import ProposalState
from matching.models import Proposal
from matching.services.facts import facts_of
from search.models import SearchDocument


def test_it_makes_what_was_asked(made: Made) -> None:
    assert (made.flats, made.needs) == (60, 120)
    assert 20 <= Proposal.objects.filter(offer__kind="flat").count() <= 30
    assert Body.objects.filter(is_demo=True).count() == len(BODIES) == 25
    assert User.objects.filter(email__in=[account.email for account in ACCOUNTS]).count() == len(ACCOUNTS)


def test_what_is_published_could_have_been_sent(made: Made) -> None:
    for offer in Offer.objects.filter(state=OfferState.PUBLISHED):
        missing = [row for row in kinds.get(offer.kind).missing(offer) if row.step != "foto"]
        assert missing == [], offer.title


def test_proposals_meet_the_hard_criteria_and_the_market(made: Made) -> None:
    for proposal in Proposal.objects.filter(offer__kind="flat").select_related("need", "offer__flat"):
        assert criteria.failures(proposal.need, facts_of(proposal.offer)) == []
    accepted = Proposal.objects.filter(state=ProposalState.ACCEPTED).values("offer")
    assert not Offer.objects.filter(kind="flat", pk__in=accepted).exclude(state=OfferState.RESERVED).exists()
    assert not Offer.objects.filter(kind="flat", agreements__isnull=False).exclude(state=OfferState.TAKEN).exists()
    signed = Proposal.objects.filter(state=ProposalState.AGREED, offer__kind="flat")
    assert Agreement.objects.filter(exclusive=True).count() == signed.count()


def test_what_can_be_found_is_what_is_published(made: Made) -> None:
    published = Offer.objects.filter(state=OfferState.PUBLISHED).values_list("pk", flat=True)
    assert set(SearchDocument.objects.values_list("pk", flat=True)) == set(published)


def test_codes_of_bodies_pass_the_check_and_are_of_nobody(made: Made) -> None:
    for body in Body.objects.filter(is_demo=True):
        assert clean_codice_fiscale(body.codice_fiscale) == body.codice_fiscale


@pytest.mark.django_db
def test_a_server_refuses_invented_people(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="private machine"):
        call_command("seed_demo", stdout=StringIO())
