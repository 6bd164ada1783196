from django import template

from ..models import Offer

register = template.Library()


@register.filter
def about(sentence: object, offer: Offer) -> str:
    """A sentence of a kind's words with the offer's title in it."""
    return str(sentence) % {"title": offer}
