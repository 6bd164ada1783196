from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.core import nav


def may_read_trail(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.has_perm("audit.view_entry")


class AuditConfig(AppConfig):
    name = "marketplace.audit"

    def ready(self) -> None:
        nav.register(nav.Entry(_("Registro"), "audit_log", place="staff", order=800, allowed=may_read_trail))
