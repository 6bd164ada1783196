from django.apps import AppConfig


class FourthKindConfig(AppConfig):
    """The tests register the kind themselves (``kind.register``); an app of the portal does it in ``ready``."""

    name = "tests.fourth_kind"
    verbose_name = "biciclette"
