"""Which flats fit a need, in which order, and which fail by one criterion only."""

from datetime import timedelta

import pytest

from marketplace.core.clock import today
from marketplace.offers.models import Offer
from marketplace.offers.services import market
from marketplace.outbox.services import relay_batch
from matching.fit import count, fit
from matching.models import FlatFacts
from matching.services import facts

from .factories import HOME, make_flat, make_need

pytestmark = pytest.mark.django_db


def test_fitting_flats_come_best_first(operator):
    dear, cheap = make_flat(rent=790), make_flat(rent=500)
    need = make_need(operator)

    found = fit(need)

    assert [match.offer for match in found.matches] == [cheap, dear]
    assert found.total == count(need) == 2
    assert found.matches[0].score > found.matches[1].score
    assert found.near == []


def test_a_flat_that_fails_by_one_criterion_is_named_with_it(operator):
    make_flat(step_free=True)
    stairs, dear = make_flat(step_free=False), make_flat(step_free=True, rent=850)
    make_flat(step_free=False, rent=1500)  # fails twice: not near

    found = fit(make_need(operator, step_free=True))

    near = {group.criterion.name: group for group in found.near}
    assert near.keys() == {"step_free", "budget"}
    assert [match.offer for match in near["step_free"].matches] == [stairs]
    assert [match.offer for match in near["budget"].matches] == [dear]
    assert "50" in near["budget"].matches[0].failed[0].sentence


def test_the_nearest_of_those_that_fail_come_first(operator):
    far, close = make_flat(rent=1200), make_flat(rent=820)

    (group,) = fit(make_need(operator)).near

    assert group.count == 2
    assert [match.offer for match in group.matches] == [close, far]


def test_a_criterion_can_be_left_aside(operator):
    stairs = make_flat(step_free=False)
    need = make_need(operator, step_free=True)

    assert fit(need).total == 0
    assert [match.offer for match in fit(need, without=["step_free"]).matches] == [stairs]


def test_an_offer_that_has_left_the_market_is_not_proposed_even_before_its_row_goes(operator):
    offer = make_flat()
    market.pause(offer_id=offer.pk, actor=offer.owner)
    assert FlatFacts.objects.filter(pk=offer.pk).exists()

    assert fit(make_need(operator)).matches == []

    relay_batch()
    assert not FlatFacts.objects.filter(pk=offer.pk).exists()


def test_the_sweep_writes_what_no_event_has_brought(operator):
    offer = make_flat()
    Offer.objects.filter(pk=offer.pk).update(version=offer.version + 1)
    FlatFacts.objects.filter(pk=offer.pk).update(total=1)
    lost = make_flat()
    FlatFacts.objects.filter(pk=lost.pk).delete()

    assert facts.sweep() == 2
    assert facts.sweep() == 0
    assert set(FlatFacts.objects.values_list("total", flat=True)) == {800}


def test_the_longest_lease_ends_with_the_offer(operator):
    offer = make_flat(offer={"available_to": today() + timedelta(days=200)}, max_months=36)

    assert FlatFacts.objects.get(pk=offer.pk).max_months == 6


@pytest.mark.parametrize("flats", [1, 3])
def test_the_number_of_queries_does_not_grow(operator, flats, django_assert_num_queries):
    for _ in range(flats):
        make_flat()
        make_flat(rent=2000)
    need = make_need(operator, daily_point=HOME)
    fit(need)  # the rulebook is read once a process

    with django_assert_num_queries(6):  # heads, rows, and twice the stations near each group
        fit(need)
