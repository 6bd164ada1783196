"""For which body the present request acts, known to the audit trail without passing requests around."""

from contextvars import ContextVar

_body: ContextVar[int | None] = ContextVar("acting_body", default=None)
set_body = _body.set
reset_body = _body.reset
current_body = _body.get
