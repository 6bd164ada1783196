"""``{% load places %}``"""

from django import template

from ..svg import nil_map

register = template.Library()
register.simple_tag(nil_map)
