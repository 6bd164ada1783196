"""A file of offers: seen row by row, taken in once, corrected where it is wrong."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from jobs.importing import services
from jobs.importing.files import rows_of, write_csv, write_xlsx
from jobs.importing.kinds import sheets
from jobs.importing.sheets import CellError, week
from jobs.models import Course, Fate, ImportRow, ImportRun, Placement
from marketplace.core.errors import DomainError, NotAllowed
from marketplace.organisations.enums import Role
from tests.factories import BodyFactory, person

pytestmark = pytest.mark.django_db
WORK, COURSE = "placement", "course"


@pytest.fixture
def firm() -> Any:
    return BodyFactory(legal_name="Trattoria di prova")


@pytest.fixture
def employer(firm: Any) -> Any:
    return person(Role.EMPLOYER, body=firm)


def row(kind: str = WORK, **changes: str) -> dict[str, str]:
    return {**sheets()[kind].examples[0], **changes}


def file_of(rows: list[dict[str, str]], kind: str = WORK) -> bytes:
    names = sheets()[kind].names
    return write_csv(names, [[one.get(name, "") for name in names] for one in rows])


def sent(rows: list[dict[str, str]], actor: Any, body: Any, kind: str = WORK) -> ImportRun:
    run = services.start(kind=kind, body=body, actor=actor, file_name="offerte.csv", data=file_of(rows, kind))
    services.read(run_id=run.pk)
    return run


def taken_in(run: ImportRun, *, declared: bool = False) -> int:
    services.confirm(run_id=run.pk, declared=declared, actor=run.actor)
    return services.apply(run_id=run.pk)


def fates(run: ImportRun) -> list[str]:
    return list(run.rows.values_list("fate", flat=True))


@pytest.mark.parametrize("kind", [WORK, COURSE])
def test_the_templates_own_example_is_complete(kind, milan):
    actor = person({WORK: Role.EMPLOYER, COURSE: Role.TRAINER}[kind])
    run = sent([row(kind)], actor, actor.memberships.get().body, kind)
    found = run.rows.get()
    assert (found.fate, found.errors, found.warnings) == (Fate.NEW, [], [])
    assert taken_in(run, declared=True) == 1
    found.refresh_from_db()
    assert found.offer.state == "submitted"
    assert found.offer.comune.name == "Milano"


def test_a_placement_comes_in_whole(employer, firm, milan):
    taken_in(sent([row()], employer, firm))
    placement = Placement.objects.get()
    assert (placement.occupation, placement.contract, placement.pool.total) == ("9412", "determinato", 2)
    assert [(shift.days, f"{shift.start:%H:%M}") for shift in placement.shifts.all()] == [
        (["2", "3", "4", "5", "6"], "18:00")
    ]
    assert str(placement.offer.available_to) == "2027-02-15"
    assert placement.offer.public_point


def test_a_course_comes_in_with_its_edition(milan):
    trainer = person(Role.TRAINER)
    taken_in(sent([row(COURSE)], trainer, trainer.memberships.get().body, COURSE))
    edition = Course.objects.get().editions.get()
    assert (edition.pool.total, edition.times.count()) == (15, 2)
    assert edition.lessons.exists()


def test_the_same_file_again_makes_no_doubles(employer, firm, milan):
    rows = [row(), row(codice="LAV-2")]
    assert taken_in(sent(rows, employer, firm)) == 2
    again = sent(rows, employer, firm)
    assert fates(again) == [Fate.SAME, Fate.SAME]
    assert taken_in(again) == 0
    changed = sent([row(titolo="Un altro titolo"), rows[1]], employer, firm)
    assert fates(changed) == [Fate.CHANGED, Fate.SAME]
    assert taken_in(changed) == 1
    assert sorted(Placement.objects.values_list("offer__title", flat=True)) == [
        "Aiuto cucina in trattoria",
        "Un altro titolo",
    ]


def test_two_runs_of_one_file_confirmed_at_once_write_it_once(employer, firm, milan):
    first, second = sent([row()], employer, firm), sent([row()], employer, firm)
    assert fates(second) == [Fate.NEW]  # nothing was on the portal when it was read
    assert (taken_in(first), taken_in(second)) == (1, 0)
    assert Placement.objects.count() == 1


def test_what_is_wrong_is_said_by_column_and_can_be_corrected(employer, firm, milan):
    bad = row(codice="LAV-9", professione="", contratto="a voce", **{"paga da": "tanto", "turni": "lunedì mattina"})
    run = sent([row(), bad, row()], employer, firm)
    assert fates(run) == [Fate.NEW, Fate.BAD, Fate.DOUBLE]
    wrong = run.rows.get(number=3)
    assert {column for column, _ in wrong.errors} == {"contratto", "paga da", "turni"}
    assert "tempo determinato" in dict(wrong.errors)["contratto"]
    fixed = services.correct(row_id=wrong.pk, cells=row(codice="LAV-9"), actor=employer)
    assert fixed.fate == Fate.NEW
    assert taken_in(run) == 2
    assert taken_in(run) == 0


def test_a_rule_names_its_law(employer, firm, milan):
    cells = row(
        contratto="Tirocinio extracurriculare", indennità="300", **{"paga da": "", "paga a": "", "durata mesi": "6"}
    )
    found = sent([cells], employer, firm).rows.get()
    assert found.fate == Fate.BAD
    assert any("7763" in text or "6286" in text for _, text in found.errors)


def test_who_has_no_such_mandate_is_refused(firm):
    with pytest.raises(NotAllowed):
        services.start(kind=WORK, body=firm, actor=person(Role.EMPLOYER), file_name="x.csv", data=file_of([row()]))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "non ha righe"),
        (b"codice;titolo\n", "non ha righe"),
        (b"PK\x03\x04niente", "XLSX"),
        (b"\x00\x01\x02", "tabella"),
    ],
)
def test_what_is_no_table_is_refused(data, says):
    with pytest.raises(DomainError, match=says):
        rows_of(data)


def test_unknown_columns_are_named(employer, firm):
    data = write_csv(["codice", "titolo", "stipendio attuale"], [["1", "a", "2"]])
    run = services.start(kind=WORK, body=firm, actor=employer, file_name="x.csv", data=data)
    services.read(run_id=run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "stipendio attuale" in run.problem


def test_files_as_offices_save_them():
    rows = [["codice", "città"], ["1", "Milano"]]
    assert rows_of("codice,città\n1,Milano\n".encode()) == rows
    assert rows_of("codice;città\r\n1;Milano\r\n".encode("cp1252")) == rows
    assert rows_of(write_xlsx(rows[0], rows[1:], [("a", "b")], "Istruzioni")) == rows
    assert rows_of(write_csv(["a", "b"], [["=1+1", "x"]]))[1][0] == "'=1+1"


@pytest.mark.parametrize("text", ["lun", "lun 25:00-26:00", "domani 8:00-9:00", "lun-mar-mer 8:00-9:00"])
def test_hours_that_make_no_sense(text):
    with pytest.raises(CellError):
        week(text)


def test_the_page_of_a_file(client: Client, employer, firm, milan):
    client.force_login(employer, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("import_list"))
    assert "modello-placement.xlsx" not in page.text
    upload = SimpleUploadedFile("offerte.csv", file_of([row(), row(codice="", titolo="Senza codice")]))
    answer = client.post(reverse("import_list"), {"kind": WORK, "file": upload})
    run = ImportRun.objects.get()
    assert answer.url == reverse("import_run", args=[run.public_id])
    services.read(run_id=run.pk)
    shown = client.get(answer.url).text
    assert "Da correggere" in shown
    assert "Carica 1 offerta" in shown
    assert "Senza codice" in client.get(reverse("import_bad_rows", args=[run.public_id])).content.decode("utf-8-sig")
    wrong = client.post(reverse("import_row", args=[run.public_id, 3]), row(codice="", titolo="Senza codice"))
    assert wrong.status_code == 422
    right = client.post(reverse("import_row", args=[run.public_id, 3]), row(codice="LAV-3"))
    assert right.status_code == 302
    client.post(reverse("import_confirm", args=[run.public_id]), {"declared": "on"})
    services.apply(run_id=run.pk)
    assert ImportRow.objects.filter(applied_at__isnull=False).count() == 2
    stranger = Client()
    stranger.force_login(person(Role.EMPLOYER), backend="django.contrib.auth.backends.ModelBackend")
    assert stranger.get(answer.url).status_code == 404


@pytest.mark.parametrize(("count", "queries"), [(1, 8), (3, 8)])
def test_queries_of_the_rows(client: Client, employer, firm, milan, django_assert_num_queries, count, queries):
    run = sent([row(codice=f"L{number}") for number in range(count)], employer, firm)
    client.force_login(employer, backend="django.contrib.auth.backends.ModelBackend")
    client.get(reverse("import_run", args=[run.public_id]))
    with django_assert_num_queries(queries):
        client.get(reverse("import_run", args=[run.public_id]))


@pytest.mark.parametrize("kind", [WORK, COURSE])
def test_the_template_opens_and_explains_every_column(client: Client, employer, kind):
    client.force_login(employer, backend="django.contrib.auth.backends.ModelBackend")
    book = load_workbook(io.BytesIO(client.get(reverse("import_template", args=[kind, "xlsx"])).content))
    head = [cell.value for cell in book.worksheets[0][1]]
    explained = [line[0].value for line in book.worksheets[1].iter_rows(min_row=2)]
    assert head == explained == sheets()[kind].names


def test_a_thousand_rows_with_forty_bad_ones(employer, firm):
    """Short rows, as a firm's own list is: each becomes a draft; the bad ones wait. Of 5,000 see docs/benchmarks.md."""
    rows = [
        {
            "codice": f"R{n}",
            "titolo": f"Posto {n}",
            "professione": "lavapiatti",
            "posti": "troppi" if n % 25 == 0 else "2",
        }
        for n in range(1000)
    ]
    run = sent(rows, employer, firm)
    assert run.rows.filter(fate=Fate.BAD).count() == 40
    assert taken_in(run) == 960
    assert Placement.objects.count() == 960
    again = sent(rows, employer, firm)
    assert set(fates(again)) == {Fate.SAME, Fate.BAD}
