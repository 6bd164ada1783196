"""The worker's application: ``celery -A marketplace worker`` and ``celery -A marketplace beat``.

Each app keeps its tasks in ``tasks.py`` (thin, named ``<app>.<verb>``, ids only) and beside them a dict ``BEAT`` of
those that beat starts: task name -> seconds, or a ``crontab`` in Rome's time. A task may run twice or late: its service
locks rows and looks at their state.
"""

import os
from importlib import import_module
from typing import Any

from celery import Celery
from django.apps import apps
from django.utils.module_loading import module_has_submodule

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
app = Celery("marketplace")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.broker_transport_options = {"socket_connect_timeout": 2}  # s: a request that queues a task must not hang
app.set_default()  # for the threads of a web server too
app.autodiscover_tasks()


@app.on_after_finalize.connect
def gather_schedule(sender: Celery, **kwargs: Any) -> None:
    """Fill beat's schedule from every installed app's ``tasks.BEAT``. Raises ``LookupError`` for an unknown task."""
    for config in apps.get_app_configs():
        if not module_has_submodule(config.module, "tasks"):
            continue
        for name, schedule in getattr(import_module(f"{config.name}.tasks"), "BEAT", {}).items():
            if name not in sender.tasks:
                raise LookupError(f"{config.name}.tasks.BEAT names {name!r}, which is no task of that app.")
            sender.conf.beat_schedule[name] = {"task": name, "schedule": schedule}
