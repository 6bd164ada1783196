"""English is complete: each sentence of the code and the templates has one in its app's catalogue."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.database import ROOT

APPS = sorted(path.parent for path in (*ROOT.glob("*/apps.py"), *ROOT.glob("marketplace/*/apps.py")))


def statistics(catalogue: Path) -> dict[str, int]:
    """How many messages are translated, fuzzy and untranslated."""
    command = ["msgfmt", "--check-format", "--statistics", "--output-file=/dev/null", str(catalogue)]
    done = subprocess.run(command, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"})
    assert done.returncode == 0, done.stderr
    return {kind: int(count) for count, kind in re.findall(r"(\d+) (translated|fuzzy|untranslated)", done.stderr)}


def missing(catalogue: Path) -> list[str]:
    """Sentences without English, or with a guessed one."""
    command = ["msgattrib", "--no-obsolete", "--no-wrap"]
    listed = ""
    for kind in ("--untranslated", "--only-fuzzy"):
        listed += subprocess.run([*command, kind, str(catalogue)], capture_output=True, text=True, check=True).stdout
    return re.findall(r'^msgid "(.+)"$', listed, re.MULTILINE)


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_english_is_complete(app, tmp_path):
    """Collect the sentences anew, into a copy: what the catalogue does not know yet comes out untranslated."""
    copy = tmp_path / app.name
    shutil.copytree(app, copy, ignore=shutil.ignore_patterns("node_modules", "build", "__pycache__", "*.mo"))
    (copy / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-P", "-m", "django", "makemessages", "--locale=en", "--no-location", "--no-obsolete"]
    env = {"PATH": "/usr/bin:/bin:/usr/local/bin", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    catalogue = copy / "locale" / "en" / "LC_MESSAGES" / "django.po"
    if catalogue.exists():
        assert missing(catalogue) == []
        assert set(statistics(catalogue)) == {"translated"}
