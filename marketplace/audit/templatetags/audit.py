from django import template
from django.utils.functional import Promise

from marketplace.audit import actions

register = template.Library()


@register.filter
def action_label(action: str) -> str | Promise:
    """The sentence for a dotted action."""
    return actions.label(action)
