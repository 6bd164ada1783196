from django import template
from django.utils.functional import Promise

from marketplace.audit import actions

register = template.Library()


@register.filter
def action_label(action: str) -> str | Promise:
    """The sentence for a dotted action."""
    return actions.label(action)


@register.filter
def of(names: dict[int, str], body_id: int | None) -> str:
    """The name of the body for which somebody acted, its number where it has gone, a dash for nobody."""
    return "–" if body_id is None else names.get(body_id, str(body_id))
