"""What a phone on a slow line gets: Lighthouse's own figures (performance, accessibility, best practices, SEO)."""

import json
import os
import subprocess

import pytest

from tests.support.database import ROOT

LEAST = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}
SCRIPT = ROOT / "marketplace" / "core" / "frontend" / "lighthouse.mjs"


def scores(chromium_path: str, *urls: str) -> dict[str, dict[str, int]]:
    """Lighthouse's scores, 0 to 100, of each address, as on a middling phone."""
    command = ["node", str(SCRIPT), *urls]
    environment = {**os.environ, "CHROMIUM": chromium_path}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.alone
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/", "/offerte/"])
def test_a_phone_is_served_well(live_server, settings, chromium_path, path):
    """The best of three: a machine that is busy with something else makes a page look slow, never fast."""
    settings.SITE_URL = live_server.url
    url = live_server.url + path
    short: dict[str, int] = {}
    for _attempt in range(3):
        found = scores(chromium_path, url)[url]
        short = {name: found[name] for name, least in LEAST.items() if found[name] < least}
        if not short:
            break
    assert not short
