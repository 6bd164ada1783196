import rules
from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.core import nav


def may_read_trail(request: HttpRequest) -> bool:
    return rules.has_perm("audit.view_entry", request.user)  # not user.has_perm: the groups cost two queries a page


class AuditConfig(AppConfig):
    name = "marketplace.audit"

    def ready(self) -> None:
        nav.register(nav.Entry(_("Registro"), "audit_log", place="staff", order=800, allowed=may_read_trail))
