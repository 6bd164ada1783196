"""The words for what is recorded, which the apps above register in ``AppConfig.ready`` and the register prints.

``actions.register({"offer.published": _("Offerta pubblicata")})``
"""

from collections.abc import Callable, Iterable, Mapping

from django.utils.functional import Promise

BodyNames = Callable[[Iterable[int]], dict[int, str]]
_labels: dict[str, str | Promise] = {}
_body_names: list[BodyNames] = []


def register(labels: Mapping[str, str | Promise]) -> None:
    """Add sentences for dotted actions."""
    _labels.update(labels)


def label(action: str) -> str | Promise:
    """The sentence for an action, or its dotted name where nobody registered one."""
    return _labels.get(action, action)


def register_body_names(names: BodyNames) -> None:
    """Say who knows the names of bodies: they live above this app."""
    _body_names[:] = [names]


def body_names(ids: Iterable[int]) -> dict[int, str]:
    """The names of the bodies with these keys that still exist."""
    return {key: name for names in _body_names for key, name in names(ids).items()}


def choices() -> list[tuple[str, str | Promise]]:
    """For a select, in the order of their names."""
    return sorted(_labels.items())
