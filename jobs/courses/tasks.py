"""What beat starts for courses. It may run twice or late: the service looks at what is due."""

from celery import shared_task
from celery.schedules import crontab

from .services import editions


@shared_task(name="jobs.close_editions")
def close_editions() -> None:
    editions.close_due()


BEAT = {"jobs.close_editions": crontab(hour=0, minute=20)}
