"""Words of the wizard's steps for its templates."""

from django import template

from housing import steps

register = template.Library()


@register.filter
def step_label(code: str) -> str:
    """The name of the step with this code."""
    return str(steps.BY_CODE[code].label)
