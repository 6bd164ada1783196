from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HousingConfig(AppConfig):
    name = "housing"
    verbose_name = _("case")

    def ready(self) -> None:
        from . import kind  # noqa: PLC0415 -- models are ready only now

        kind.register()
