"""What beat starts. Each may run twice or late: the services lock rows and look at their state."""

from celery import shared_task
from celery.schedules import crontab

from .services import expiry


@shared_task(name="trust.warn")
def warn() -> None:
    expiry.warn_due()


@shared_task(name="trust.pause_unchecked")
def pause_unchecked() -> None:
    expiry.pause_unchecked()


BEAT = {
    "trust.pause_unchecked": crontab(hour=0, minute=20),  # the day after the last one has just begun
    "trust.warn": crontab(hour=8, minute=40),
}
