"""A real Celery worker on the test's database and queue, and the messages that were sent."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.database import ROOT

START_SECONDS = 60


@pytest.fixture
def celery_worker(
    transactional_db: None, redis_database: str, settings: Any, tmp_path: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process, ready for tasks; it ends before the database is replaced."""
    from marketplace.celery import app

    log = tmp_path / "worker.log"
    env = os.environ | {"TEST_MEDIA_ROOT": settings.MEDIA_ROOT, "TEST_PRIVATE_ROOT": settings.PRIVATE_ROOT}
    command = [sys.executable, "-m", "celery", "-A", "marketplace", "worker", "--pool=solo", "--loglevel=INFO"]
    command += ["--without-gossip", "--without-mingle"]
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + START_SECONDS
        while not app.control.ping(timeout=0.3):
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"The worker did not start:\n{log.read_text()[-3000:]}")
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def mailbox(settings: Any) -> list[Any]:
    """The mails sent by this process (Django's test outbox), with mail configured."""
    from django.core import mail

    settings.EMAIL_CONFIGURED = True
    mail.outbox.clear()
    return mail.outbox
