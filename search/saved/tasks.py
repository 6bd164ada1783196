from celery import shared_task
from celery.schedules import crontab

from . import sending, services


@shared_task(name="search.send_saved")
def send_saved() -> None:
    """Each half minute: what was found at once, and daily and weekly messages whose hour has come."""
    sending.send_due()


@shared_task(name="search.read_saved")
def read_saved() -> None:
    """Nightly: read all searches again, by what figures and words mean today."""
    services.read_again()


@shared_task(name="search.read_saved_with")
def read_saved_with(tokens: list[str]) -> None:
    services.read_again_with(tokens)


@shared_task(name="search.forget_saved")
def forget_saved() -> None:
    services.forget()


BEAT: dict[str, object] = {
    "search.send_saved": 30.0,
    "search.read_saved": crontab(hour=4, minute=10),
    "search.forget_saved": crontab(hour=4, minute=50),
}
