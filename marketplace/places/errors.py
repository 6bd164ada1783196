"""What a service or page may have to tell about a place."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError

OUTSIDE = _(
    "Questo punto è fuori dalla Città metropolitana di Milano. "
    "Scegli un indirizzo in uno dei suoi 133 comuni, oppure sposta il segnaposto."
)


class OutsideArea(DomainError):
    """The point lies outside the 133 comuni that the portal works for."""

    def __init__(self, message: str | Promise = OUTSIDE, **kw: str | None):
        super().__init__(message, **kw)
