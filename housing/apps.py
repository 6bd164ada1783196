from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from marketplace.audit import actions


class HousingConfig(AppConfig):
    name = "housing"
    verbose_name = _("case")

    def ready(self) -> None:
        from . import kind  # noqa: PLC0415 -- models are ready only now

        kind.register()
        actions.register(
            {
                "flat.changed_live": _("Date o canone cambiati senza nuova revisione"),
                "flat.office_values": _("Dati dell’ufficio inseriti"),
            }
        )
