"""A sender that dies at a given step: ``python -m tests.search.sender_process STEP``, killed as ``kill -9`` kills."""

import os
import signal
import sys

import django
from django.conf import settings


def die(*_args: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(step: str, url: str, prefix: str) -> None:
    django.setup()
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = url, prefix
    from search.elastic import copying

    send = copying.send
    if step == "read":
        copying.send = die  # type: ignore[assignment]
    if step == "sent":
        copying.send = lambda *args: die(send(*args))  # type: ignore[assignment]
    copying.send_pending()


if __name__ == "__main__":
    main(*sys.argv[1:])
