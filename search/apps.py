from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from marketplace.core import health, nav


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from . import filters  # noqa: PLC0415 -- needs the models
        from .selectors import copy_problem, engine_problem, layout_problem  # noqa: PLC0415

        filters.check()
        import_module("search.consumers")
        import_module("search.saved.signals")
        health.register("search", layout_problem)
        if settings.ELASTICSEARCH_URL:
            health.register("search engine", engine_problem, needed=False)
            health.register("search copy", copy_problem, needed=False)
        nav.register(
            nav.Entry(_("Offerte"), "offer_list", order=10),
            nav.Entry(_("Le mie ricerche"), "saved_list", place="user", order=70, allowed=nav.signed_in),
        )
