"""Rules of form that no linter holds: sizes, what may stand in a template, what may not be in the repository."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.database import ROOT

APPS = ("marketplace", "housing", "jobs", "search", "matching", "cms")
GENERATED = {"__pycache__", "node_modules", "build", "migrations", "locale"}
LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40
LINES_OF_A_TEMPLATE = 150


def files(*suffixes: str, folders: tuple[str, ...] = APPS) -> list[Path]:
    found = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)
    return sorted(path for path in found if not GENERATED & set(path.relative_to(ROOT).parts))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text())
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_no_file_is_long():
    written = files(".py", ".js", ".mjs", ".scss", folders=(*APPS, "tests"))
    long = {name(path): count for path in written if (count := len(path.read_text().splitlines())) > LINES_OF_A_FILE}
    assert not long


def test_no_function_is_long():
    long = {
        f"{name(path)}:{function.name}": lines
        for path in files(".py")
        for function in functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LINES_OF_A_FUNCTION
    }
    assert not long


def test_no_template_is_long():
    long = {
        name(path): count for path in files(".html") if (count := path.read_text().count("\n")) > LINES_OF_A_TEMPLATE
    }
    assert not long


INLINE = re.compile(
    r"""<style\b
      | <[^>{]*\sstyle\s*=
      | <[^>{]*\son[a-z]+\s*=
      | javascript:
      | <script\b(?![^>]*\bsrc\s*=)(?![^>]*\btype="application/(ld\+)?json")""",
    re.VERBOSE | re.IGNORECASE,
)


def test_no_template_holds_a_script_or_a_style():
    """The Content-Security-Policy allows none; mails, which know no stylesheet, are exempt."""
    templates = [path for path in files(".html") if not {"mail", "email", "emails"} & set(path.parts)]
    assert templates
    found = {name(path): match.group() for path in templates if (match := INLINE.search(path.read_text()))}
    assert not found


@pytest.mark.parametrize(
    ("fragment", "refused"),
    [
        ('<p style="color: red">', True),
        ("<style>p {}</style>", True),
        ('<a onclick="go()">', True),
        ("<script>go()</script>", True),
        ('<script type="module" src="{{ url }}"></script>', False),
        ('<script type="application/ld+json">{}</script>', False),
        ('<p class="style" data-on="1">', False),
    ],
)
def test_what_counts_as_inline(fragment, refused):
    assert bool(INLINE.search(fragment)) is refused


def test_no_path_of_a_machine():
    """Nothing points at the folders of the machine it was written on."""
    places = re.compile(r"(?<![\w.])/(work|tmp/h|home/\w+|Users)/")
    written = files(".py", ".js", ".mjs", ".html", ".md", ".toml", ".json", folders=(*APPS, "tests", "docs"))
    found = [name(path) for path in written if path != Path(__file__) and places.search(path.read_text())]
    assert not found
