from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from marketplace.core import nav


class NotificationsConfig(AppConfig):
    name = "marketplace.notifications"

    def ready(self) -> None:
        nav.register(nav.Entry(_("Posta"), "message_list", place="user", order=80, allowed=nav.signed_in))
