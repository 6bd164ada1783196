"""What checks do to offers: the veto, the pause, the warnings before."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.formats import date_format

from marketplace.core import clock
from marketplace.core.clock import now, today
from marketplace.core.errors import DomainError
from marketplace.notifications.models import Message
from marketplace.offers import guards
from marketplace.offers.dashboard import dashboard
from marketplace.offers.enums import OfferState, PauseReason
from marketplace.offers.models import Offer, StateChange
from marketplace.offers.services import market, review
from marketplace.outbox.services import relay_batch
from marketplace.trust import kinds, requirements, selectors
from marketplace.trust.enums import CheckState
from marketplace.trust.services import checks, expiry
from tests.offers.factories import in_charge, offer_in

from .factories import ago, all_checked, boss_of, check_in
from .factories import firm as make_firm

pytestmark = pytest.mark.django_db


def offer_of(body: Any, state: str = OfferState.PUBLISHED, **values: Any) -> Offer:
    return offer_in(state, kind="trial", owner=boss_of(body), body=body, **values)


def approve(offer: Offer, reviewer: Any) -> Offer:
    look = in_charge(offer, reviewer)
    look.checklist = {"papers": True}
    look.save(update_fields=["checklist"])
    return review.approve(offer_id=offer.pk, actor=reviewer)


class TestVeto:
    def test_nothing_is_published_without_its_checks(self, firm: Any, reviewer: Any) -> None:
        offer = offer_of(firm, OfferState.SUBMITTED)
        with pytest.raises(DomainError) as error:
            approve(offer, reviewer)
        assert "Visura camerale: manca." in str(error.value.message)
        assert "DURC: manca." in str(error.value.message)

    def test_the_sentence_says_since_when(self, firm: Any, reviewer: Any) -> None:
        check_in(CheckState.OK, firm, issued_on=ago(121))
        check_in(CheckState.DEFECT, firm, kinds.VISURA, note="Cessata.")
        gaps = {gap.kind.code: gap.text for gap in selectors.gaps(offer_of(firm))}
        assert gaps["durc"] == f"DURC: valeva fino al {date_format(ago(1), 'j F Y')}."
        assert gaps["visura"] == f"Visura camerale: dal {date_format(today(), 'j F Y')} risulta non in regola."

    def test_with_them_it_goes_online(self, firm: Any, reviewer: Any) -> None:
        offer = offer_of(firm, OfferState.SUBMITTED)
        all_checked(firm)
        approve(offer, reviewer)
        assert Offer.objects.get(pk=offer.pk).state == OfferState.PUBLISHED

    @pytest.mark.parametrize(("age", "allowed"), [(120, True), (121, False)])
    def test_paused_offer_comes_back_up_to_the_last_day(self, firm: Any, age: int, allowed: bool) -> None:
        offer = offer_of(firm, OfferState.PAUSED)
        all_checked(firm, kinds.VISURA)
        check_in(CheckState.OK, firm, issued_on=ago(age))
        if allowed:
            market.resume(offer_id=offer.pk, actor=boss_of(firm))
        else:
            with pytest.raises(DomainError, match="valeva fino al"):
                market.resume(offer_id=offer.pk, actor=boss_of(firm))

    def test_kind_that_asks_for_nothing_is_left_alone(self, firm: Any, monkeypatch: Any) -> None:
        monkeypatch.delitem(requirements._rules, "trial")
        offer = offer_of(firm, OfferState.PAUSED)
        assert market.resume(offer_id=offer.pk, actor=boss_of(firm)).state == OfferState.PUBLISHED


class TestPause:
    def test_offer_goes_the_day_after_the_last(self, firm: Any) -> None:
        offer = offer_of(firm)
        all_checked(firm, kinds.VISURA)
        durc = check_in(CheckState.OK, firm)
        with clock.frozen(now() + timedelta(days=120)):
            assert durc.valid_until == today()
            assert expiry.pause_unchecked() == 0
        with clock.frozen(now() + timedelta(days=121)):
            assert expiry.pause_unchecked() == 1
            assert expiry.pause_unchecked() == 0
        assert Offer.objects.get(pk=offer.pk).state == OfferState.PAUSED
        assert StateChange.objects.filter(offer=offer).last().reason == PauseReason.CHECK_EXPIRED

    def test_others_stay(self, firm: Any) -> None:
        other = make_firm()
        all_checked(other)
        kept, draft, flat = offer_of(other), offer_of(firm, OfferState.DRAFT), offer_in(OfferState.PUBLISHED)
        assert expiry.pause_unchecked() == 0
        states = Offer.objects.filter(pk__in=[kept.pk, draft.pk, flat.pk]).values_list("state", flat=True)
        assert sorted(states) == ["draft", "published", "published"]

    def test_defect_and_withdrawal_pause_at_once_and_the_owner_is_told_why(self, firm: Any, reviewer: Any) -> None:
        offer = offer_of(firm)
        durc, _visura = all_checked(firm)
        checks.withdraw(actor=reviewer, check_id=durc.pk, reason="Falso.")
        relay_batch()
        assert Offer.objects.get(pk=offer.pk).state == OfferState.PAUSED
        letter = Message.objects.get(user=boss_of(firm), kind="offer.paused")
        assert "manca o non vale più" in letter.text

    def test_offer_comes_back_from_a_reservation_and_then_rests(self, firm: Any) -> None:
        offer = offer_of(firm, OfferState.RESERVED)
        market.release(offer_id=offer.pk, actor=boss_of(firm))  # no veto: a cancelled agreement must not fail for it
        relay_batch()
        assert Offer.objects.get(pk=offer.pk).state == OfferState.PAUSED

    def test_as_many_queries_for_three_bodies_as_for_their_offers(self, django_assert_max_num_queries: Any) -> None:
        for _ in range(3):
            body = make_firm()
            all_checked(body)
            offer_of(body)
        with django_assert_max_num_queries(4):  # offers, and each body's checks
            expiry.pause_unchecked()


class TestWarning:
    def test_once_at_thirty_and_once_at_seven_days(self, firm: Any, reviewer: Any) -> None:
        check = check_in(CheckState.OK, firm, reviewer=reviewer)
        for days, expected in [(31, 0), (30, 1), (30, 0), (29, 0), (8, 0), (7, 1), (7, 0), (0, 0), (-1, 0)]:
            with clock.frozen(now() + timedelta(days=120 - days)):
                assert (days, expiry.warn_due()) == (days, expected)
                relay_batch()
        for person_told in (boss_of(firm), reviewer):
            letters = Message.objects.filter(user=person_told, kind="check.expiring")
            assert len(letters) == 2
        assert f"/enti/{firm.pk}/" in Message.objects.filter(user=boss_of(firm), kind="check.expiring")[0].text
        assert check.kind in Message.objects.filter(user=reviewer, kind="check.expiring")[0].text

    def test_missed_nights_give_the_nearest_only(self, firm: Any) -> None:
        check_in(CheckState.OK, firm, issued_on=ago(115))
        assert expiry.warn_due() == 1
        assert expiry.warn_due() == 0

    def test_renewed_check_is_warned_of_anew(self, firm: Any, reviewer: Any) -> None:
        old = check_in(CheckState.OK, firm, issued_on=ago(100), warned_days=30)
        checks.record_check(
            actor=reviewer, body=firm, kind=kinds.DURC, outcome=CheckState.OK, data={"issued_on": ago(95)},
            seen=[old.pk],
        )  # fmt: skip
        assert expiry.warn_due() == 1

    def test_replaced_meanwhile_says_nothing(self, firm: Any) -> None:
        check = check_in(CheckState.OK, firm, issued_on=ago(115))
        expiry.warn_due()
        type(check).objects.update(replaced_at=now())
        relay_batch()
        assert not Message.objects.filter(kind="check.expiring").exists()


class TestOwnersPage:
    def test_card_says_what_to_hand_in(self, firm: Any) -> None:
        offer_of(firm, OfferState.SUBMITTED)
        check_in(CheckState.PROPOSED, firm, kinds.VISURA)
        boss = boss_of(firm)
        texts = [str(task.text) for task in dashboard(boss, boss.memberships.get()).tasks]
        assert any(text.startswith("DURC: manca.") for text in texts)
        assert not any("Visura" in text for text in texts)  # it waits for the Comune, not for her

    def test_as_many_queries_for_three_offers_as_for_one(self, firm: Any, django_assert_num_queries: Any) -> None:
        from marketplace.trust.panels import tasks

        offers = [offer_of(firm) for _ in range(3)]
        for rows in (offers[:1], offers):
            with django_assert_num_queries(1):
                assert len(tasks(rows, boss_of)) == 2


def test_control_without_the_guard_the_same_step_goes_through(firm: Any, monkeypatch: Any) -> None:
    offer = offer_of(firm, OfferState.PAUSED)
    with pytest.raises(DomainError, match="DURC: manca"):
        market.resume(offer_id=offer.pk, actor=boss_of(firm))
    monkeypatch.setattr(guards, "_guards", [])
    assert market.resume(offer_id=offer.pk, actor=boss_of(firm)).state == OfferState.PUBLISHED
