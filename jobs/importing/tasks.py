"""The worker's half of an import. Twice or late makes no difference: the services look at the run's state."""

from celery import shared_task


@shared_task(name="jobs.import_read")
def read_run(run_id: int) -> None:
    from . import services  # noqa: PLC0415 -- the services start this task

    services.read(run_id=run_id)


@shared_task(name="jobs.import_apply")
def apply_run(run_id: int) -> None:
    from . import services  # noqa: PLC0415

    services.apply(run_id=run_id)
