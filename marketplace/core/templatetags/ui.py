"""Small parts of the interface: ``{% load ui %}``."""

from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

register = template.Library()

# Icon and words of each state (ux §7.2); colours are in scss/_states.scss under the same code.
STATES = {
    "draft": ("it-pencil", _("Bozza")),
    "submitted": ("it-clock", _("In revisione")),
    "changes": ("it-exchange-circle", _("Modifiche richieste")),
    "published": ("it-check-circle", _("Pubblicata")),
    "reserved": ("it-bookmark", _("Prenotata")),
    "taken": ("it-key", _("Assegnata")),
    "paused": ("it-minus-circle", _("In pausa")),
    "withdrawn": ("it-logout", _("Ritirata")),
    "expired": ("it-calendar", _("Scaduta")),
    "rejected": ("it-close-circle", _("Respinta")),
}
# States of other things (agreement, body, proposal, need, message) borrow the look of an offer's state.
LIKE = {
    "meeting": "reserved", "agreed": "taken",
    "pending": "submitted", "sent": "submitted", "waiting": "submitted", "queued": "submitted",
    "open": "reserved", "active": "published",
    "verified": "published", "accepted": "published", "signed": "published", "registered": "published",
    "handed_over": "taken", "housed": "taken", "ended": "withdrawn", "cancelled": "withdrawn", "closed": "withdrawn",
    "suspended": "paused", "declined": "rejected", "revoked": "rejected", "failed": "rejected", "superseded": "paused",
}  # fmt: skip
KINDS = {
    "flat": ("house", _("Casa")),
    "placement": ("briefcase", _("Lavoro")),
    "course": ("book", _("Corso")),
}


@register.simple_tag
def icon(name: str, classes: str = "", title: str = "") -> SafeString:
    """A glyph of the sprite. Without ``title`` it is decoration and the text beside it must say it all."""
    address = f"{static('build/sprite.svg')}#{name}"
    if title:
        return format_html(
            '<svg class="icon {}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, title, address
        )
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}"></use></svg>', classes, address)


@register.simple_tag
def state_badge(state: str, label: str = "") -> SafeString:
    """A state as word, icon and tint. An unknown state is shown as a draft is; give its ``label``."""
    code = str(state)
    look = code if code in STATES else LIKE.get(code, "draft")
    glyph, word = STATES[look]
    text = label or (getattr(state, "label", "") if code not in STATES else word) or code
    return format_html('<span class="badge state state-{}">{} {}</span>', look, icon(glyph, "icon-sm"), text)


@register.simple_tag
def kind_tag(kind: str, label: str = "") -> SafeString:
    """The kind of an offer as word, glyph and tint."""
    code = str(kind)
    glyph, word = KINDS.get(code, ("it-bookmark", code))
    return format_html('<span class="kind kind-{}">{} {}</span>', code, icon(glyph, "icon-sm"), label or word)


@register.filter
def money(amount: Decimal | float | str | None) -> str:
    """Euros for the reader's language: "850 €", "11.800 €"; cents only where there are any; "" for none."""
    if amount in (None, ""):
        return ""
    value = Decimal(str(amount))
    digits = 0 if value == value.to_integral_value() else 2
    grouping = "," if abs(value) >= 10_000 else ""  # Italian groups from five digits on: 8700, 11.800 (ux §3.1)
    marks = {",": formats.get_format("THOUSAND_SEPARATOR"), ".": formats.get_format("DECIMAL_SEPARATOR")}
    number = f"{value:{grouping}.{digits}f}".translate(str.maketrans(marks))
    return f"{number}\N{NO-BREAK SPACE}€"


@register.inclusion_tag("core/_meter_bar.html")
def meter_bar(value: float, maximum: float = 100, label: str = "", low: float | None = None, high: float | None = None):
    """A bar drawn as SVG (the CSP forbids widths in ``style``). ``low`` and ``high`` mark a band to stay in.

    Values in any one unit; ``label`` is the sentence beneath it and must carry the numbers.
    """

    def share(number: float | None) -> str:
        part = 0 if not maximum else max(0.0, min(100.0, float(number or 0) / float(maximum) * 100))
        return f"{part:.1f}"

    context: dict[str, Any] = {"share": share(value), "label": label}
    if low is not None and high is not None:
        context["band"] = {"x": share(low), "width": f"{float(share(high)) - float(share(low)):.1f}"}
    return context


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The present query string with some parameters changed or, when None or "", left out; begins with "?"."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        parameters.pop(name, None)
        if value not in (None, ""):
            parameters[name] = value
    return f"?{parameters.urlencode()}"
