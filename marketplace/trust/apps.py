from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class TrustConfig(AppConfig):
    name = "marketplace.trust"
    verbose_name = _("verifiche")

    def ready(self) -> None:
        from marketplace.audit import actions  # noqa: PLC0415 -- apps are ready only now
        from marketplace.core import nav  # noqa: PLC0415
        from marketplace.offers import guards as offer_guards  # noqa: PLC0415
        from marketplace.offers import panels as offer_panels  # noqa: PLC0415
        from marketplace.organisations import panels as body_panels  # noqa: PLC0415

        from . import consumers, guards, panels  # noqa: F401, PLC0415 -- the consumers register themselves

        offer_guards.register(guards.needs_its_checks)
        offer_panels.register_tasks(panels.tasks)
        body_panels.register(panels.of_body)
        nav.register(nav.Entry(_("Verifiche"), "check_list", place="staff", order=65, allowed=_reviews))
        actions.register(
            {
                "check.proposed": _("Documento consegnato per una verifica"),
                "check.recorded": _("Verifica registrata"),
                "check.withdrawn": _("Verifica ritirata"),
                "check.read": _("Documento di una verifica aperto"),
            }
        )


def _reviews(request: HttpRequest) -> bool:
    from marketplace.organisations.rules import is_reviewer  # noqa: PLC0415 -- needs the models

    return is_reviewer(request.user)
