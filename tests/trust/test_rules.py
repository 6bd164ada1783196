"""How long a check holds, at its borders."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import clock
from marketplace.core.clock import today
from marketplace.rulebook.models import Certainty
from marketplace.rulebook.selectors import figure
from marketplace.rulebook.services import set_figure
from marketplace.trust import kinds, rules, selectors
from marketplace.trust.enums import Accreditation, CheckState
from tests.factories import BodyFactory

from .factories import ago, check_in

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 3)


def test_durc_holds_120_days_from_its_date() -> None:
    end = rules.valid_until(kinds.get(kinds.DURC), issued_on=NOVEMBER, done_on=date(2026, 11, 20))
    assert end == date(2027, 3, 3)


def test_register_counts_from_the_look_and_not_from_an_entry_of_years_ago() -> None:
    end = rules.valid_until(kinds.get(kinds.LABOUR), issued_on=date(2009, 5, 1), done_on=NOVEMBER)
    assert end == date(2027, 11, 3)


@pytest.mark.parametrize("kind", kinds.all_kinds(), ids=lambda kind: kind.code)
def test_every_kind_has_its_figure(kind: kinds.CheckKind) -> None:
    assert figure(kind.figure).value > 0
    assert figure(kind.figure).legal_ref


@given(days=st.integers(-400, 400))
def test_what_the_paper_states_only_shortens(days: int) -> None:
    about, stated = kinds.get(kinds.VISURA), NOVEMBER + timedelta(days=days)
    plain = rules.valid_until(about, issued_on=NOVEMBER, done_on=NOVEMBER)
    assert rules.valid_until(about, issued_on=NOVEMBER, done_on=NOVEMBER, stated=stated) == min(plain, stated)


def test_new_figure_holds_for_checks_from_its_day_on() -> None:
    set_figure(
        actor=None, key="check.validity_durc", value=90, valid_from=date(2026, 12, 1), unit="days", label="x",
        legal_ref="x", certainty=Certainty.DESIGN,
    )  # fmt: skip
    about = kinds.get(kinds.DURC)
    assert rules.valid_until(about, issued_on=NOVEMBER, done_on=date(2026, 11, 30)) == date(2027, 3, 3)
    assert rules.valid_until(about, issued_on=NOVEMBER, done_on=date(2026, 12, 1)) == date(2027, 2, 1)


@pytest.mark.parametrize(("age", "holds"), [(119, True), (120, True), (121, False)])
def test_last_day_counts_and_the_next_does_not(firm: Any, age: int, holds: bool) -> None:
    check_in(CheckState.OK, firm, issued_on=ago(age))
    assert selectors.valid_checks(firm).exists() is holds
    assert bool(selectors.badges(firm)) is holds


def test_day_ends_at_midnight_in_rome(firm: Any) -> None:
    check_in(CheckState.OK, firm, issued_on=date(2026, 7, 1), valid_until=date(2026, 7, 10))
    with clock.frozen(datetime(2026, 7, 10, 21, 59, tzinfo=UTC)):
        assert selectors.valid_checks(firm).exists()
    with clock.frozen(datetime(2026, 7, 10, 22, 0, tzinfo=UTC)):  # in Rome it is the eleventh
        assert not selectors.valid_checks(firm).exists()


def test_badge_says_exactly_what_was_checked_and_when(firm: Any) -> None:
    with clock.frozen(datetime(2026, 11, 3, 12, tzinfo=UTC)):
        check_in(CheckState.OK, firm)
        check_in(CheckState.OK, firm, kinds.CAPORALATO)  # no word about convictions in public
        check_in(CheckState.DEFECT, firm, kinds.VISURA)
        check_in(CheckState.PROPOSED, firm, kinds.DVR)
        (badge,) = selectors.badges(firm)
    assert badge.text == "DURC regolare controllato il 3 novembre 2026, vale fino al 3 marzo 2027"


def test_labour_accreditation_on_a_day() -> None:
    body = BodyFactory()
    assert selectors.labour_accreditation(body) is None
    check = check_in(CheckState.OK, body, kinds.LABOUR, accreditation=Accreditation.LOMBARDY, number="123")
    assert selectors.labour_accreditation(body) == check
    assert selectors.labour_accreditation(body, check.valid_until) == check
    assert selectors.labour_accreditation(body, check.valid_until + timedelta(days=1)) is None


def test_who_may_intermediate(settings: Any) -> None:
    body, city = BodyFactory(), BodyFactory(codice_fiscale=settings.SITE_CONTACT["tax_code"])
    assert selectors.may_intermediate(city)
    assert not selectors.may_intermediate(body)
    check_in(CheckState.DEFECT, body, kinds.LABOUR)
    assert not selectors.may_intermediate(body)
    selectors.current_checks(body).update(state=CheckState.OK, valid_until=today())
    assert selectors.may_intermediate(body)


@pytest.mark.parametrize(
    ("ateco", "asked", "due"),
    [
        ([], set(), {"visura", "durc"}),
        (["43.21.00"], {"patente_crediti"}, {"visura", "durc", "patente_crediti"}),
        (["56.11.11", "01.13"], {"rete_agricola"}, {"visura", "durc"}),
        (["14.31"], set(), {"visura", "durc"}),
    ],
)
def test_sector_decides_what_an_employer_is_asked_for(
    firm: Any, ateco: list[str], asked: set[str], due: set[str]
) -> None:
    firm.ateco = ateco
    codes = {kind.code for kind in kinds.asked_of(firm, {"employer"})}
    assert codes == {"visura", "durc", "dvr_declaration", "quota_68", "caporalato"} | asked
    assert kinds.due_from_employer(firm) == due


def test_association_without_a_number_in_the_business_register_owes_no_visura() -> None:
    assert kinds.due_from_employer(BodyFactory(form="aps")) == {"durc"}
