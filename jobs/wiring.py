"""Fills the ports of lower floors; called once the models are ready."""

from django.utils.translation import gettext_lazy as _

from marketplace.audit import actions
from marketplace.core import nav
from marketplace.organisations.enums import Role
from marketplace.organisations.rules import holds

from .courses import kind as courses
from .placements import kind as placements

_loads_files = holds(Role.EMPLOYER, Role.TRAINER)


def connect() -> None:
    courses.register()
    placements.register()
    entry = _("Carica offerte da un file")
    nav.register(nav.Entry(entry, "import_list", place="user", order=45, allowed=lambda r: _loads_files(r.user)))
    actions.register(
        {
            "import.sent": _("File di offerte inviato"),
            "import.confirmed": _("File di offerte caricato"),
            "import.corrected": _("Riga di un file corretta"),
        }
    )
