from celery import shared_task
from celery.schedules import crontab

from . import services


@shared_task(name="outbox.relay")
def relay() -> None:
    services.relay_some()


@shared_task(name="outbox.clean")
def clean() -> None:
    services.clean()


BEAT = {"outbox.relay": 5.0, "outbox.clean": crontab(hour=3, minute=10)}
