from django import template

from marketplace.notifications.selectors import everybody_may_read

register = template.Library()


@register.simple_tag
def readable_here() -> bool:
    """Can anybody read the portal's messages in the browser, because this is a private machine without mail?"""
    return everybody_may_read()
