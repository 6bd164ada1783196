import csv
import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from jobs.models.vocabulary import CollectiveAgreement, Occupation, OccupationWord, Sector, WordKind
from jobs.vocabulary.loading import facts
from jobs.vocabulary.loading.services import BadVocabulary, load
from marketplace.places.loading.sources import SourceError

pytestmark = pytest.mark.django_db
FILES = ("isco08_it.csv", "esco_occupations_en.csv.gz", "ateco_2025.csv.gz", "ccnl_cnel_2024.csv.gz")
TABLES = (Occupation, OccupationWord, Sector, CollectiveAgreement)
Rows = list[dict[str, str]]


@pytest.fixture
def folder(tmp_path: Path, shared_data: Path) -> Path:
    """A copy of the files, to spoil."""
    for name in FILES:
        shutil.copy(shared_data / name, tmp_path)
    return tmp_path


def change(folder: Path, name: str, edit: Callable[[Rows], object]) -> None:
    path = folder / name
    opened = gzip.open if name.endswith(".gz") else open
    path.chmod(0o644)
    with opened(path, "rt", newline="") as source:
        rows = list(csv.DictReader(source))
    edit(rows)
    with opened(path, "wt", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def everything() -> list[list[dict]]:
    return [list(model.objects.order_by("pk").values()) for model in TABLES]


def test_everything_is_loaded() -> None:
    assert [Occupation.objects.filter(level=level).count() for level in (1, 2, 3, 4)] == [10, 43, 130, 436]
    assert Sector.objects.filter(level=1).count() == 22
    assert Sector.objects.get(code="56.11").parent.parent.parent.code == "I"
    assert CollectiveAgreement.objects.filter(signed_by_confederals=True).count() > 200
    cook = Occupation.objects.get(code="5120")
    assert (cook.title("it"), cook.title("uk"), cook.labels["de"]) == ("Cuoco/cuoca", "Кухар/кухарка", "Köche")
    assert cook.uri == "http://data.europa.eu/esco/isco/C5120"
    assert Occupation.objects.get(code="2111").title("uk") == "Fisici e astronomi"


def test_every_everyday_code_exists_and_there_are_many() -> None:
    units = set(Occupation.objects.filter(level=4).values_list("code", flat=True))
    said = facts.everyday()
    assert set(said) <= units
    assert set(facts.groups()) <= set(Occupation.objects.exclude(level=4).values_list("code", flat=True))
    assert len(said) >= 120
    italian = sum(len(by_language["it"]) for by_language in said.values())
    assert italian >= 350
    assert {one["code"] for one in facts.agreements()} <= set(
        CollectiveAgreement.objects.filter(signed_by_confederals=True).values_list("code", flat=True)
    )
    assert set(facts.sector_words()) <= set(Sector.objects.values_list("code", flat=True))


def test_loading_twice_changes_nothing(folder: Path) -> None:
    load(str(folder))
    before = everything()
    load(str(folder))
    assert everything() == before


def test_our_own_list_is_enough_to_start() -> None:
    for model in TABLES:
        model.objects.all().delete()
    report = load("")
    assert all(where in {"", "our own list"} for _, _, where in report.lines)
    assert Occupation.objects.filter(level=4).count() >= 120
    assert Occupation.objects.get(code="9412").parent.parent.parent.names["it"].startswith("Lavori")
    assert (Sector.objects.filter(level=1).count(), Sector.objects.filter(level=2).count()) == (22, 87)
    assert CollectiveAgreement.objects.count() >= 40
    assert " bar " in Sector.objects.get(code="56").folded


def test_our_own_list_takes_nothing_away() -> None:
    before = everything()
    load("")
    assert everything() == before


def test_what_vanishes_from_a_file_goes(folder: Path) -> None:
    change(
        folder, "ccnl_cnel_2024.csv.gz", lambda rows: rows.remove(next(r for r in rows if r["codice_cnel"] == "H501"))
    )
    load(str(folder))
    assert not CollectiveAgreement.objects.filter(code="H501").exists()


def drop_one(rows: Rows) -> None:
    rows.remove(next(row for row in rows if row["codice"] == "2111"))


def twice(rows: Rows) -> None:
    rows.append(rows[-1])


def orphan(rows: Rows) -> None:
    next(row for row in rows if row["codice"] == "211")["codice"] = "219"


def unfit(rows: Rows) -> None:
    rows[0]["livello"] = "3"


def untitled(rows: Rows) -> None:
    rows[0]["it"] = ""


def no_column(rows: Rows) -> None:
    for row in rows:
        row["code"] = row.pop("codice")


def unknown_unit(rows: Rows) -> None:
    rows[0]["isco"] = "9999"


def unknown_parent(rows: Rows) -> None:
    rows[5]["codice_padre"] = "99.99"


def wrong_parent(rows: Rows) -> None:
    next(row for row in rows if row["codice"] == "01.11")["codice_padre"] = "A"


def no_code(rows: Rows) -> None:
    rows[3]["codice"] = "1.1.1"


def bad_day(rows: Rows) -> None:
    rows[0]["scadenza"] = "31/12/2027"


def bad_flag(rows: Rows) -> None:
    rows[0]["cgil_cisl_uil"] = "sì"


@pytest.mark.parametrize(
    ("name", "edit", "says"),
    [
        (FILES[0], drop_one, r"isco08_it\.csv has 435 groups of level 4 instead of 436"),
        (FILES[0], twice, r"isco08_it\.csv has 2 records with the id 9629"),
        (FILES[0], orphan, r"isco08_it\.csv, 2111: names parent 211, which does not exist"),
        (FILES[0], unfit, r"isco08_it\.csv, line 2: cannot be used: “0” is no code of level 3"),
        (FILES[0], untitled, r"line 2: cannot be used: 0 has no Italian title"),
        (FILES[0], no_column, r"line 2: has no column 'codice'"),
        (FILES[1], unknown_unit, r"esco_occupations_en\.csv\.gz, air force officer: names unit group 9999"),
        (FILES[2], unknown_parent, r"ateco_2025\.csv\.gz, 01\.11\.00: names parent 99\.99, which does not exist"),
        (FILES[2], wrong_parent, r"01\.11: has A for its parent, which is not one level higher"),
        (FILES[2], no_code, r"line 5: cannot be used: “1\.1\.1” is no code of ATECO"),
        (FILES[3], bad_day, r"ccnl_cnel_2024\.csv\.gz, line 2: cannot be used: Invalid isoformat"),
        (FILES[3], bad_flag, r"line 2: cannot be used: “sì” says neither 0 nor 1"),
    ],
)
def test_a_bad_file_is_named_and_changes_nothing(folder: Path, name: str, edit: Callable, says: str) -> None:
    Occupation.objects.update(uri="")
    change(folder, name, edit)
    with pytest.raises(BadVocabulary, match=says):
        load(str(folder))
    assert not Occupation.objects.exclude(uri="").exists()


@pytest.mark.parametrize("text", ["", "<html>moved</html>", "codice,livello,it\n"])
def test_text_that_is_no_list(folder: Path, text: str) -> None:
    (folder / FILES[0]).chmod(0o644)
    (folder / FILES[0]).write_text(text)
    with pytest.raises(BadVocabulary, match=r"isco08_it\.csv"):
        load(str(folder))


def test_a_damaged_archive(folder: Path) -> None:
    path = folder / FILES[2]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(SourceError, match=r"ateco_2025\.csv\.gz cannot be read"):
        load(str(folder))


def test_a_folder_without_any_of_the_files(tmp_path: Path, settings) -> None:
    with pytest.raises(CommandError, match=r"none of the files that docs/vocabulary\.md names"):
        call_command("load_vocabularies", source=str(tmp_path))
    settings.PLACES_SOURCE = str(tmp_path)  # a folder with places only
    call_command("load_vocabularies", check=True)


def test_check_writes_nothing(folder: Path) -> None:
    Occupation.objects.update(uri="")
    assert not load(str(folder), check=True).written
    assert not Occupation.objects.exclude(uri="").exists()


def test_words_of_esco_stay_while_their_file_is_away(folder: Path) -> None:
    (folder / FILES[1]).unlink()
    load(str(folder))
    assert OccupationWord.objects.filter(kind=WordKind.ESCO).exists()
