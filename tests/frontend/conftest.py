from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def kit(settings: Any) -> Iterator[Any]:
    """The pages of ``urls.py`` beside the portal's own; gives the draft that they save."""
    from tests.frontend import urls

    settings.ROOT_URLCONF = "tests.frontend.urls"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [HERE / "templates"]}]
    urls.draft.__init__()
    return urls.draft
