"""What beat starts. Each may run twice or late: the services lock rows and look at their state."""

from celery import shared_task
from celery.schedules import crontab

from .photos import tasks as photo_tasks
from .services import followups, freshness, market, reminders


@shared_task(name="offers.ask_freshness")
def ask_freshness() -> None:
    freshness.ask_due()


@shared_task(name="offers.remind_freshness")
def remind_freshness() -> None:
    freshness.remind_due()


@shared_task(name="offers.pause_silent")
def pause_silent() -> None:
    freshness.pause_silent()


@shared_task(name="offers.expire")
def expire() -> None:
    market.expire_due()


@shared_task(name="offers.remind_deadlines")
def remind_deadlines() -> None:
    reminders.remind_due()


@shared_task(name="offers.remind_followups")
def remind_followups() -> None:
    followups.remind_due()


BEAT = {
    **photo_tasks.BEAT,
    "offers.ask_freshness": crontab(hour=9, minute=5),
    "offers.remind_freshness": crontab(hour=9, minute=20),
    "offers.pause_silent": crontab(hour=9, minute=35),
    "offers.expire": crontab(hour=3, minute=10),
    "offers.remind_followups": crontab(hour=8, minute=40),
    "offers.remind_deadlines": crontab(minute=15),  # each hour: one of the terms is 48 hours
}
