from celery import shared_task
from celery.schedules import crontab

from . import services


@shared_task(name="notifications.deliver")
def deliver(message_id: int) -> None:
    services.deliver(message_id)


@shared_task(name="notifications.deliver_due")
def deliver_due() -> None:
    services.deliver_due()


@shared_task(name="notifications.forget")
def forget() -> None:
    services.forget()


BEAT = {"notifications.deliver_due": 30.0, "notifications.forget": crontab(hour=3, minute=20)}
