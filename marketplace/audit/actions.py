"""The words for recorded actions, which each app registers in ``AppConfig.ready`` and the register prints.

``actions.register({"offer.published": _("Offerta pubblicata")})``
"""

from collections.abc import Mapping

from django.utils.functional import Promise

_labels: dict[str, str | Promise] = {}


def register(labels: Mapping[str, str | Promise]) -> None:
    """Add sentences for dotted actions."""
    _labels.update(labels)


def label(action: str) -> str | Promise:
    """The sentence for an action, or its dotted name where nobody registered one."""
    return _labels.get(action, action)


def choices() -> list[tuple[str, str | Promise]]:
    """For a select, in the order of their names."""
    return sorted(_labels.items())
