from celery import shared_task
from celery.schedules import crontab

from .editors import sync_editors


@shared_task(name="cms.sync_editors")
def follow_mandates() -> None:
    """Nightly: a mandate begins and ends on a day, without anybody doing anything."""
    sync_editors()


BEAT = {"cms.sync_editors": crontab(hour=0, minute=5)}
