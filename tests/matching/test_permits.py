"""From which day a permit lets its holder work, at the border days; and that nobody outside learns of the permit."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.enums import ContractForm
from marketplace.core import clock
from matching.permits import EXPIRING, PermitKind, can_work, can_work_from

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
days = st.integers(-900, 900).map(lambda n: TODAY + timedelta(days=n))
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(asked=days)
def test_an_asylum_seeker_may_work_from_the_sixtieth_day(asked):
    first = asked + timedelta(days=60)

    assert not can_work(PermitKind.ASYLUM_SEEKER, asked, first - timedelta(days=1)).allowed
    assert can_work(PermitKind.ASYLUM_SEEKER, asked, first).allowed
    assert can_work_from(PermitKind.ASYLUM_SEEKER, asked, TODAY) == max(first, TODAY)


@quick
@given(sixteen=days)
def test_a_minor_may_work_from_sixteen_and_be_an_apprentice_a_year_earlier(sixteen):
    assert can_work(PermitKind.MINOR, sixteen, sixteen).allowed
    assert not can_work(PermitKind.MINOR, sixteen, sixteen - timedelta(days=1)).allowed
    younger = can_work_from(PermitKind.MINOR, sixteen, date.min, ContractForm.APPRENTICE_1)
    assert younger is not None
    assert (younger.year, younger.month, younger.day) == (sixteen.year - 1, sixteen.month, sixteen.day) or (
        sixteen.month, sixteen.day, younger.month, younger.day
    ) == (2, 29, 3, 1)  # fmt: skip


@quick
@given(kind=st.sampled_from(sorted(EXPIRING - {PermitKind.OTHER, PermitKind.UKRAINE})), ends=days)
def test_a_permit_that_runs_out_warns_and_excludes_nobody(kind, ends):
    on_the_last_day, after = can_work(kind, ends, ends), can_work(kind, ends, ends + timedelta(days=1))

    assert on_the_last_day.allowed
    assert not on_the_last_day.warning
    assert after.allowed
    assert "ricevuta" in after.warning
    assert can_work_from(kind, ends, TODAY) == TODAY


def test_temporary_protection_ends_on_the_day_that_the_rulebook_says():
    last = date(2027, 3, 4)

    assert can_work(PermitKind.UKRAINE, last, last).allowed
    assert not can_work(PermitKind.UKRAINE, last, last + timedelta(days=1)).allowed
    assert can_work_from(PermitKind.UKRAINE, last, last) == last
    assert can_work_from(PermitKind.UKRAINE, last, last + timedelta(days=1)) is None


@pytest.mark.parametrize("kind", [PermitKind.ASYLUM_SEEKER, PermitKind.MINOR])
def test_without_its_date_nothing_is_said(kind):
    assert not can_work(kind, None, TODAY).allowed
    assert can_work_from(kind, None, TODAY) is None


@pytest.mark.parametrize("kind", PermitKind.values)
def test_no_profile_says_anything_of_the_permit(operator, kind):
    """What leaves the body is a day; neither the permit's word nor its code nor its date goes with it."""
    import json

    from matching import disclosure
    from matching.models import WorkPlan
    from matching.rules import rules
    from tests.matching.factories import make_need

    with clock.frozen(clock.now()):
        need = make_need(operator)
        secret = date(2026, 10, 11)
        WorkPlan.objects.create(need=need, permit_kind=kind, permit_date=secret, born_year=1987)
        profile = disclosure.profile_of(need, rules(), "placement")
    told = json.dumps(profile.as_json()) + json.dumps([[str(part) for part in line] for line in profile.lines()])

    assert kind not in told
    assert str(PermitKind(kind).label) not in told
    assert secret.isoformat() not in told
    assert "1987" not in told
