from importlib import import_module

import rules
from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.core import health, nav


def may_see_events(request: HttpRequest) -> bool:
    return rules.has_perm("outbox.view_event", request.user)  # not user.has_perm: the groups cost two queries a page


class OutboxConfig(AppConfig):
    name = "marketplace.outbox"

    def ready(self) -> None:
        from .selectors import lag_problem  # noqa: PLC0415 -- needs the models

        import_module("marketplace.celery")  # whatever process queues a task must know our broker
        health.register("outbox", lag_problem)
        nav.register(nav.Entry(_("Eventi"), "event_list", place="staff", order=900, allowed=may_see_events))
