"""What can go wrong in a service, each with a sentence that a person can act on."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule forbids this; ``message`` says which and what to do. Views answer 422 (or ``status``)."""

    status = 422

    def __init__(self, message: str | Promise, *, field: str | None = None):
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(DomainError):
    """The actor may not do this."""

    status = 403

    def __init__(self, message: str | Promise = _("Non hai il permesso di fare questa operazione."), **kw: str | None):
        super().__init__(message, **kw)


class Conflict(DomainError):
    """Somebody else changed it meanwhile; the page must be read again."""

    status = 409

    def __init__(
        self,
        message: str | Promise = _(
            "Nel frattempo qualcun altro ha cambiato questi dati. Ricarica la pagina e riprova."
        ),
        **kw: str | None,
    ):
        super().__init__(message, **kw)


class WrongState(DomainError):
    """The transition does not exist from the present state."""

    status = 409
