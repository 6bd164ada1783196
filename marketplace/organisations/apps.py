from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.audit import actions
from marketplace.core import nav

ACTIONS = {
    "profile.changed": _("Dati personali cambiati"),
    "body.registered": _("Ente registrato"),
    "body.changed": _("Dati dell’ente cambiati"),
    "body.verified": _("Ente verificato"),
    "body.suspended": _("Ente sospeso"),
    "body.revoked": _("Ente respinto o revocato"),
    "body.integration_asked": _("Integrazione chiesta all’ente"),
    "membership.created": _("Incarico iniziato"),
    "membership.ended": _("Incarico finito"),
    "invitation.sent": _("Invito inviato"),
    "invitation.withdrawn": _("Invito ritirato"),
    "event.retried": _("Evento fatto ripartire"),
}


class OrganisationsConfig(AppConfig):
    name = "marketplace.organisations"

    def ready(self) -> None:
        from . import consumers, rules  # noqa: F401, PLC0415 -- need the models; they register themselves
        from .selectors import body_names  # noqa: PLC0415 -- needs the models

        actions.register(ACTIONS)
        actions.register_body_names(body_names)
        nav.register(
            nav.Entry(_("Il tuo profilo"), "profile", place="user", order=70, allowed=nav.signed_in),
            nav.Entry(_("Enti"), "body_review_list", place="staff", order=60, allowed=_reviews),
        )


def _reviews(request: HttpRequest) -> bool:
    from .rules import is_reviewer  # noqa: PLC0415 -- needs the models

    return is_reviewer(request.user)
