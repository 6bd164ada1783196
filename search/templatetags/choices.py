"""The options of long lists, joined in Python: two hundred times a template cost more than the search itself.

And why an offer stands where it does.
"""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..explain import Explanation
from ..page import SearchPage
from ..panels import Choice, Panel

register = template.Library()

_CHECKED, _SELECTED, _DISABLED = (SafeString(f" {word}") for word in ("checked", "selected", "disabled"))
_NOTHING = SafeString("")
_CHECK = (
    '<div class="form-check depth-{6}"><input type="checkbox" name="{0}" value="{1}" id="id_{0}_{1}"{2}{3}>'
    '<label for="id_{0}_{1}">{4}{5}</label></div>\n'
)
_OPTION = '<option value="{0}"{1}{2}>{3}{4}</option>\n'


@register.simple_tag
def checks(panel: Panel) -> SafeString:
    """A box to tick for each choice, with its count."""
    return format_html_join(
        "",
        _CHECK,
        ((panel.name, c.value, *_state(c, _CHECKED), c.label, _counted(c), c.depth) for c in panel.choices),
    )


@register.simple_tag
def options(panel: Panel) -> SafeString:
    """An option for each choice, with its count."""
    return format_html_join(
        "",
        _OPTION,
        (
            (c.value, *_state(c, _SELECTED), c.label, _NOTHING if c.count is None else f" ({c.count})")
            for c in panel.choices
        ),
    )


@register.inclusion_tag("search/_explanation.html")
def explanation(page: SearchPage, offer_id: int) -> dict[str, Explanation | None]:
    """What the place of an offer is made of; nothing where words do not decide."""
    return {"explanation": page.explanations.get(offer_id)}


def _counted(c: Choice) -> SafeString:
    return _NOTHING if c.count is None else format_html(' <span class="facet-count">({})</span>', c.count)


def _state(choice: Choice, chosen: SafeString) -> tuple[SafeString, SafeString]:
    return chosen if choice.chosen else _NOTHING, _DISABLED if choice.disabled else _NOTHING
