from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.audit import actions
from marketplace.core import nav
from marketplace.organisations.enums import Role
from marketplace.organisations.rules import holds


def _loads_files(request: HttpRequest) -> bool:
    return holds(Role.EMPLOYER, Role.TRAINER)(request.user)


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("lavoro e corsi")

    def ready(self) -> None:
        from .courses import kind as courses  # noqa: PLC0415 -- models are ready only now
        from .placements import kind as placements  # noqa: PLC0415

        actions.register(
            {
                "import.sent": _("File di offerte inviato"),
                "import.confirmed": _("File di offerte caricato"),
                "import.corrected": _("Riga di un file corretta"),
            }
        )
        courses.register()
        placements.register()
        nav.register(
            nav.Entry(_("Carica offerte da un file"), "import_list", place="user", order=45, allowed=_loads_files),
        )
