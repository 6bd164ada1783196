"""Thin tasks; the services lock rows and look at their state."""

from celery import shared_task
from celery.schedules import crontab

from .services import facts, proposals


@shared_task(name="matching.expire_proposals")
def expire_proposals() -> None:
    proposals.expire_due()


@shared_task(name="matching.remind_proposals")
def remind_proposals() -> None:
    proposals.remind_due()


@shared_task(name="matching.sweep_facts")
def sweep_facts() -> None:
    facts.sweep()


BEAT = {
    "matching.expire_proposals": 5 * 60,
    "matching.remind_proposals": crontab(hour=9, minute=0),
    "matching.sweep_facts": 10 * 60,
}
