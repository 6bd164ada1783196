"""docs/settings.md and the code name the same variables."""

import re

from tests.support.database import ROOT

DOCUMENT = ROOT / "docs" / "settings.md"
READ = re.compile(r"\benv(?:\.\w+)?\(\s*\"([A-Z][A-Z_]+)\"")


def read_by_the_code() -> set[str]:
    return {name for path in (ROOT / "marketplace").glob("settings*.py") for name in READ.findall(path.read_text())}


def named_in_the_document() -> set[str]:
    """The variables in the first column of its tables, by heading."""
    served, _, _ours = DOCUMENT.read_text().partition("## Of `./dev` alone")
    rows = (line.split("|")[1] for line in served.splitlines() if line.startswith("| `"))
    return {name for cell in rows for name in re.findall(r"`([A-Z][A-Z_]+)`", cell)}


def test_every_setting_is_named_in_the_document():
    assert read_by_the_code() - named_in_the_document() == set()


def test_the_document_names_no_setting_that_nothing_reads():
    assert named_in_the_document() - read_by_the_code() == set()
