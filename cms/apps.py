from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from . import consumers  # noqa: F401, PLC0415 -- needs the models; they register themselves
