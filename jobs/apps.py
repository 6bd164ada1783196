from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("lavoro e corsi")

    def ready(self) -> None:
        from . import wiring  # noqa: PLC0415 -- models are ready only now

        wiring.connect()
