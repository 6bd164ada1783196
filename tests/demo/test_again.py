"""The same seed makes the same; in a module of its own, for it begins with an empty portal."""

from django.db import transaction

from jobs.models import CourseEdition, Placement
from marketplace.core import clock
from marketplace.demo.seed import make
from marketplace.offers.models import Offer
from matching.models import Proposal

from .conftest import MORNING, SMALL


def test_the_same_seed_on_the_same_day_gives_the_same(private_machine: None) -> None:
    def content() -> list[tuple[object, ...]]:
        with clock.frozen(MORNING), transaction.atomic():
            make(SMALL, say=lambda text: None)
            rows = list(Offer.objects.order_by("pk").values_list("title", "state", "address", "flat__rent"))
            rows += list(Placement.objects.order_by("pk").values_list("contract", "occupation", "pay_min", "indemnity"))
            rows += list(CourseEdition.objects.order_by("pk").values_list("start", "state", "pool__held"))
            rows += list(Proposal.objects.order_by("pk").values_list("state", "need__case_code", "note"))
            transaction.set_rollback(True)
        return rows

    assert content() == content()
