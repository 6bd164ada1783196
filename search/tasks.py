from celery import shared_task
from celery.schedules import crontab
from django.conf import settings

from . import services
from .saved import tasks as saved_tasks


@shared_task(name="search.refresh_terms")
def refresh_terms() -> None:
    """Nightly: count the words anew."""
    services.refresh_terms()


@shared_task(name="search.mend")
def mend() -> None:
    """Nightly: find what an event missed, and index it; then what the copy misses, and send it."""
    services.mend(services.drift())
    if settings.ELASTICSEARCH_URL:
        from .elastic import checking, indices  # noqa: PLC0415 -- their client takes a second to load

        if name := indices.live():
            checking.mend(checking.drift(name))


@shared_task(name="search.copy")
def copy() -> None:
    """Send to Elasticsearch what waits."""
    if settings.ELASTICSEARCH_URL:
        from .elastic import copying  # noqa: PLC0415

        copying.try_to_send()


BEAT: dict[str, object] = {
    **saved_tasks.BEAT,
    "search.refresh_terms": crontab(hour=3, minute=20),
    "search.mend": crontab(hour=3, minute=40),
}
if settings.ELASTICSEARCH_URL:
    BEAT["search.copy"] = 5.0
