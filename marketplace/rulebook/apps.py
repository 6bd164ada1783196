from typing import Any

from celery.signals import task_prerun
from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from marketplace.audit import actions


class RulebookConfig(AppConfig):
    name = "marketplace.rulebook"
    verbose_name = _("regole e cifre")

    def ready(self) -> None:
        from .selectors import forget  # noqa: PLC0415 -- models are ready only now

        actions.register({"figure.new": _("Cifra nuova"), "figure.changed": _("Cifra cambiata")})
        post_migrate.connect(load_figures, sender=self, dispatch_uid="rulebook.load")
        task_prerun.connect(forget, dispatch_uid="rulebook.forget")


def load_figures(using: str = DEFAULT_DB_ALIAS, plan: Any = (), **_signal: Any) -> None:
    """After each migration the table holds what the files say: a new figure needs no migration of its own."""
    from .services import load  # noqa: PLC0415

    if using == DEFAULT_DB_ALIAS and not any(backwards for _migration, backwards in plan):
        load()
