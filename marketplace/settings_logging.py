"""Structured logs: one line of JSON an event, never a name, an address or a case."""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

_SIGNED = re.compile(r"(?<=/)(?=[^/?\s]*[\d:])[^/?\s]{24,}")


def hide_links(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Leave out of addresses what opens a door by itself: a signed link to stop, to confirm, to set a password."""
    for key in ("request", "event"):
        if isinstance(event.get(key), str):
            event[key] = _SIGNED.sub("***", event[key])
    return event


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(),
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
                hide_links,
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        **{name: {"level": "WARNING"} for name in ("wagtail", "django_tasks", "modelsearch", "fontTools")},
        "elastic_transport": {"level": "WARNING"},
        "elastic_transport.transport": {
            "level": "ERROR"
        },  # each retry with its traceback; the node pool says which node
    },
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        hide_links,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
