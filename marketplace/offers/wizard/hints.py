"""What the wizard computes and explains beside the fields of a step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from marketplace.places.selectors import nearest_metros

from .. import screening
from ..cards import zone_name
from ..models import Content


@dataclass(frozen=True)
class Hint:
    """A box: its headline, the lines that explain it, what to mind. ``template`` draws ``values`` above the lines."""

    title: str | Promise
    lines: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    template: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def address(content: Content) -> list[Hint]:
    """Which comune, quarter and municipio the pin lies in, and the walk to the metro."""
    offer = content.offer
    if offer.point is None:
        return []
    lines = [_("Comune: %(name)s") % {"name": offer.comune.name}]
    if offer.nil:
        lines.append(_("Quartiere: %(name)s") % {"name": zone_name(offer)})
    if offer.municipio_id:
        lines.append(_("Municipio: %(n)s") % {"n": offer.municipio_id})
    if walk := nearest_metros([offer.point])[0]:
        values = {"stop": walk.stop.name, "metres": walk.metres, "minutes": walk.minutes}
        lines.append(_("Metro %(stop)s: %(metres)s metri a piedi, %(minutes)s minuti") % values)
    return [Hint(_("Dove si trova"), lines)]


def texts(content: Content) -> list[Hint]:
    """What the reviewer's screening would mark in title and description."""
    offer = content.offer
    found = [line for text in (offer.title, offer.description) for line in screening.hints(text, offer.kind)]
    return [Hint(_("Rileggi questi passaggi"), [], found)] if found else []
