"""``{% load rulebook %}``: values of any shape as people read them."""

from typing import Any

from django import template
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..units import PARTS, UNITS

register = template.Library()
_NONE = gettext_lazy("senza limite")


@register.filter
def unit_name(unit: str) -> str:
    """The unit in the reader's language."""
    return str(UNITS.get(unit, unit))


@register.filter
def value(content: Any) -> SafeString:
    """A number as such, pairs as "100–170", a table as a list of its parts."""
    if isinstance(content, dict):
        rows = ((PARTS.get(name, name), value(part)) for name, part in content.items())
        return format_html("<ul class='list-unstyled mb-0'>{}</ul>", format_html_join("", "<li>{}: {}</li>", rows))
    if isinstance(content, list):
        numbers = all(isinstance(part, int | float) or part is None for part in content)
        dash = "–" if numbers and len(content) == 2 and None not in content else ", "
        return format_html_join(dash, "{}", ((value(part),) for part in content))
    if isinstance(content, bool):
        return format_html("{}", _("sì") if content else _("no"))
    if content is None:
        return format_html("{}", _NONE)
    return format_html(
        "{}", formats.localize(content) if isinstance(content, int | float) else PARTS.get(content, content)
    )
