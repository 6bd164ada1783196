"""From a plain text to the two parts of a mail."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation

EMPTY_LINES = re.compile(r"\n{3,}")


def text_of(template: str, context: Mapping[str, Any], *, language: str) -> str:
    """Render a plain text template in ``language``. Values are printed as they are: nothing here is HTML."""
    with translation.override(language):
        values = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, **context}
        compiled = get_template(template).template  # type: ignore[attr-defined]  # beneath the backend, which escapes
        text = compiled.render(Context(values, autoescape=False))
    return EMPTY_LINES.sub("\n\n", text).strip() + "\n"


def html_of(text: str, *, subject: str, language: str) -> str:
    """The same text as simple HTML: paragraphs, and addresses that can be clicked."""
    with translation.override(language):
        return render_to_string("notifications/mail.html", {"subject": subject, "text": text, "language": language})
