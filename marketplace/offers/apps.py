from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    name = "marketplace.offers"
    verbose_name = _("offerte")

    def ready(self) -> None:
        from marketplace.core import nav  # noqa: PLC0415 -- apps are ready only now

        from . import consumers  # noqa: F401, PLC0415 -- registers them
        from .actions import register_actions  # noqa: PLC0415

        register_actions()
        nav.register(
            nav.Entry(_("Le tue offerte"), "my_offers", place="user", order=10, allowed=_offers_something),
            nav.Entry(_("Le tue offerte"), "my_offers", order=20, allowed=_offers_something),
            nav.Entry(_("Revisione"), "review_queue", order=50, allowed=_reviews),
            nav.Entry(_("Revisione"), "review_queue", place="staff", order=50, allowed=_reviews),
        )


def _offers_something(request: HttpRequest) -> bool:
    from marketplace.organisations.rules import is_offerer  # noqa: PLC0415 -- needs the models

    return is_offerer(request.user)


def _reviews(request: HttpRequest) -> bool:
    from marketplace.organisations.rules import is_reviewer  # noqa: PLC0415

    return is_reviewer(request.user)
