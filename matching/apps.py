from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    name = "matching"
    verbose_name = _("abbinamento")

    def ready(self) -> None:
        from . import wiring  # noqa: PLC0415 -- models are ready only now

        wiring.connect()
