from celery import shared_task
from celery.schedules import crontab

from . import services


@shared_task(name="search.refresh_terms")
def refresh_terms() -> None:
    """Nightly: count the words anew."""
    services.refresh_terms()


@shared_task(name="search.mend")
def mend() -> None:
    """Nightly: find what an event missed, and index it."""
    services.index_many(services.drift().ids())


BEAT = {"search.refresh_terms": crontab(hour=3, minute=20), "search.mend": crontab(hour=3, minute=40)}
