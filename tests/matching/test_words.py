"""The tables of words: whole for every kind of offer, short enough, and without a reason that the law forbids."""

from dataclasses import fields

import pytest

from marketplace.offers import kinds as offer_kinds
from matching import kinds, notices
from matching.enums import DeclineReason, Meeting, Step, WithdrawReason
from matching.terms import deal_of
from matching.words import MEETINGS, words_of
from matching.words.base import Notice

KINDS = [kind.code for kind in kinds.all_kinds()]
OF_MEETINGS = {Step.SLOTS, Step.VISIT, Step.VISIT_CANCELLED}
FORBIDDEN = (
    "età",
    "sesso",
    "donna",
    "uomo",
    "nazional",
    "origine",
    "religion",
    "gravid",
    "figli",
    "salute",
    "permesso",
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_everything(kind):
    words = words_of(kind)

    for field in fields(words):
        if field.name != "found":
            assert getattr(words, field.name), field.name
    assert all(str(getattr(words.refusals, field.name)) for field in fields(words.refusals))
    told = set(words.notices) | set(notices.PLAIN) | OF_MEETINGS
    assert told == set(Step) == set(notices.TO)
    assert offer_kinds.get(kind).exclusive is (deal_of(kind).openings is None)


@pytest.mark.parametrize("kind", KINDS)
def test_buttons_and_subjects_are_short(kind):
    words = words_of(kind)

    assert max(len(str(text)) for text in (words.meet, words.cancel, words.sign, words.propose)) <= 40
    subjects = [notice.subject for notice in (*words.notices.values(), *notices.PLAIN.values())]
    assert max(len(str(subject)) for subject in subjects) <= 60


def test_every_meeting_has_its_words():
    assert set(MEETINGS) == set(Meeting)
    for words in MEETINGS.values():
        assert set(words.steps) == set(words.notices) == OF_MEETINGS
        assert all(isinstance(notice, Notice) and len(str(notice.subject)) <= 60 for notice in words.notices.values())
        assert "{code}" in str(words.summary)


def test_every_reason_belongs_to_a_kind_and_none_names_a_protected_trait():
    declines = {code for kind in KINDS for code in words_of(kind).declines}
    withdrawals = {code for kind in KINDS for code in words_of(kind).withdrawals}

    assert declines == set(DeclineReason)
    assert withdrawals == set(WithdrawReason)
    for reason in declines | withdrawals:
        assert not [word for word in FORBIDDEN if word in str(reason.label).lower()], reason.label


def test_an_agreement_that_is_given_up_has_its_reason_in_every_kind():
    from matching.services.proposals import NOT_SIGNED

    for kind in KINDS:
        assert NOT_SIGNED in offer_kinds.get(kind).flow.cancel_reasons.values
