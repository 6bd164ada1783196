"""Filters that templates of forms and lists need."""

from django import template
from django.core.paginator import Page
from django.forms import BaseForm

register = template.Library()


@register.filter
def error_count(form: BaseForm) -> int:
    """How many sentences the error summary has."""
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def page_range(page: Page) -> list[int | str]:
    """The page numbers to print, with "…" for the gaps."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
