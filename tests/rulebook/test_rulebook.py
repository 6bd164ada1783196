from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.audit.models import Entry
from marketplace.rulebook import selectors, services
from marketplace.rulebook.enums import TOPICS
from marketplace.rulebook.models import Figure
from marketplace.rulebook.selectors import figure
from marketplace.rulebook.units import UNITS

pytestmark = pytest.mark.django_db
TEXTS = {"label": "Prova", "legal_ref": "Nessuno", "certainty": "design"}


@pytest.fixture(autouse=True)
def _forget() -> None:
    selectors.forget_all()


def enter(value: Any, start: date, end: date | None = None, **texts: str) -> str:
    return services.set_figure(
        actor=None, key="test.key", value=value, valid_from=start, valid_to=end, **{**TEXTS, **texts}
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("deposit.max_months", 3),
        ("agreement.registration_days", 30),
        ("agreement.notice_hours", 48),
        ("freshness.confirm_days", 14),
        ("matching.proposal_days", 7),
        ("offer.review_days", 30),
        ("ape.validity_years", 10),
        ("capacity.ERP_LOMB", [28.80, 33.60, 43.35, 60.35, 71.40, 84.10, 95.20]),
        ("concordato.room_month", {"2": 600, "3": 500, "4": 450, "5": 400}),
    ],
)
def test_the_figures_of_the_law(key: str, value: Any) -> None:
    assert figure(key).value == value


def test_the_test_vector_of_the_accord() -> None:
    low, high = figure("concordato.bands").value["3"][2]
    factor = 1 + figure("concordato.furnished_percent").value["FULL"] / 100
    assert 60 * low * factor / 12 == pytest.approx(839.50)
    assert 60 * high * factor / 12 == pytest.approx(977.50)


def test_loading_again_changes_nothing() -> None:
    before = list(Figure.objects.order_by("pk").values())
    loaded = services.load()
    assert (loaded.new, loaded.changed) == (0, 0)
    assert loaded.same == len(before)
    assert list(Figure.objects.order_by("pk").values()) == before
    call_command("load_rulebook", verbosity=0)


def test_a_new_value_closes_the_old_one() -> None:
    assert enter(3, date(2020, 1, 1)) == "new"
    assert enter(4, date(2025, 1, 1)) == "new"
    assert figure("test.key", on=date(2024, 12, 31)).value == 3
    assert figure("test.key", on=date(2025, 1, 1)).value == 4
    assert figure("test.key").value == 4
    assert Figure.objects.get(key="test.key", value=3).ended == date(2024, 12, 31)
    with pytest.raises(Figure.DoesNotExist, match="test.key"):
        figure("test.key", on=date(2019, 12, 31))


def test_a_correction_is_remembered_by_the_audit() -> None:
    enter(3, date(2020, 1, 1))
    assert enter(3, date(2020, 1, 1)) == "same"
    assert enter(5, date(2020, 1, 1)) == "changed"
    entry = Entry.objects.filter(action="figure.changed").latest("pk")
    assert (entry.data["before"], entry.data["after"]) == (3, 5)


def test_an_earlier_value_ends_where_the_known_one_begins() -> None:
    enter(4, date(2025, 1, 1))
    enter(3, date(2020, 1, 1))
    assert figure("test.key", on=date(2024, 12, 31)).value == 3
    with pytest.raises(services.BadFigure, match="vale già"):
        enter(2, date(2019, 1, 1), date(2021, 1, 1))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dates(date(1990, 1, 1), date(2040, 1, 1)), min_size=1, max_size=6, unique=True))
def test_whatever_the_order_each_day_has_the_latest_value(starts: list[date]) -> None:
    with transaction.atomic():
        for start in starts:
            enter(start.isoformat(), start)
        for day in [*starts, *(start + timedelta(days=1) for start in starts)]:
            expected = max(start for start in starts if start <= day)
            assert figure("test.key", on=day).value == expected.isoformat()
        transaction.set_rollback(True)
    selectors.forget_all()


@pytest.mark.parametrize(
    ("texts", "says"), [({"certainty": "guess"}, "sicuro"), ({"colour": "red"}, "colour")], ids=["certainty", "field"]
)
def test_bad_figures_are_refused(texts: dict[str, str], says: str) -> None:
    with pytest.raises(services.BadFigure, match=says):
        enter(1, date(2020, 1, 1), **texts)
    with pytest.raises(services.BadFigure, match="fine"):
        enter(1, date(2020, 1, 2), date(2020, 1, 1))


def test_a_bad_file_is_named_and_changes_nothing(tmp_path: Path) -> None:
    good = (
        '[[figure]]\nkey = "test.key"\nvalue = 1\nlabel = "x"\nvalid_from = 2020-01-01\nlegal_ref = "y"\ncertainty = '
    )
    (tmp_path / "some.toml").write_text(f'{good}"design"\n\n{good.replace("test.key", "test.bad")}"guess"\n')
    with pytest.raises(services.BadFigure, match=r"some\.toml, test\.bad"):
        services.load(folder=tmp_path)
    assert not Figure.objects.filter(key="test.key").exists()


def test_the_database_refuses_two_values_of_one_day() -> None:
    row = Figure.objects.get(key="deposit.max_months")
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(key=row.key, value=9, label="x", legal_ref="x", certainty="law",
                              valid=DateRange(date(2030, 1, 1), None))  # fmt: skip


def test_a_request_asks_once() -> None:
    selectors.forget()
    with CaptureQueriesContext(connection) as queries:
        for key in ("deposit.max_months", "agreement.notice_hours", "deposit.max_months"):
            figure(key)
    assert len(queries) == 1


def test_a_change_elsewhere_is_seen_by_the_next_request() -> None:
    assert figure("deposit.max_months").value == 3
    Figure.objects.filter(key="deposit.max_months").update(value=2)  # as another process would
    selectors.forget()
    assert figure("deposit.max_months").value == 2


def test_every_figure_can_be_read_in_both_languages() -> None:
    assert not Figure.objects.filter(label_en="").exists()
    assert set(Figure.objects.exclude(unit="").values_list("unit", flat=True)) - set(UNITS) <= {
        "%", "€", "m", "m²", "m², m", "%, €", "m², %"
    }  # fmt: skip
    assert {row.topic for row in Figure.objects.all()} <= set(TOPICS)


def test_the_page_shows_value_validity_reference_and_doubt(client: Client) -> None:
    page = client.get(reverse("rulebook"), {"q": "deposito"})
    assert page.status_code == 200
    assert "3 mensilità" in page.text
    assert "dal 30 luglio 1978" in page.text
    assert "L. 392/1978 art. 11" in page.text
    assert "incerto: da verificare" in client.get(reverse("rulebook"), {"q": "foi"}).text
    assert "Nessuna regola" in client.get(reverse("rulebook"), {"q": "zzz"}).text


def test_past_values_on_request(client: Client) -> None:
    enter("quello di prima", date(2020, 1, 1))
    enter("quello di adesso", date(2025, 1, 1))
    assert "quello di prima" not in client.get(reverse("rulebook")).text
    assert "quello di prima" in client.get(reverse("rulebook"), {"past": "on"}).text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_for_one_and_three(client: Client, rows: int) -> None:
    for number in range(rows):
        services.set_figure(actor=None, key=f"test.{number}", value=number, valid_from=date(2020, 1, 1),
                            **{**TEXTS, "label": "Unica"})  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("rulebook"), {"q": "Unica"})
    assert len([query for query in queries if "rulebook_figure" in query["sql"]]) == 1


def test_the_administration_adds_and_never_overwrites(client: Client) -> None:
    admin = get_user_model().objects.create_superuser(email="capo@example.org", password="una-frase-lunga-per-provare")
    client.force_login(admin)
    row = Figure.objects.get(key="deposit.max_months")
    values = {"key": row.key, "value": "2", "unit": row.unit, "label": row.label, "label_en": row.label_en,
              "legal_ref": "Legge nuova", "source_url": "", "certainty": "law", "note": ""}  # fmt: skip
    refused = client.post("/django-admin/rulebook/figure/add/", {**values, "valid_from": "1978-07-30"})
    assert "dopo l’inizio" in refused.text
    client.post("/django-admin/rulebook/figure/add/", {**values, "valid_from": "2030-01-01"})
    assert figure(row.key, on=date(2029, 12, 31)).value == 3
    assert figure(row.key, on=date(2030, 1, 1)).value == 2
    entry = Entry.objects.filter(action="figure.new", object_id=str(Figure.objects.get(legal_ref="Legge nuova").pk))
    assert entry.get().actor == admin
