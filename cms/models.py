from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page
from wagtail.search import index

from . import selectors
from .blocks import BodyField, body_blocks


class PortalImage(AbstractImage):
    """A picture of the editors: with its author, and the release of who can be recognised in it."""

    credit = models.CharField(_("autrice o autore"), max_length=120, blank=True)
    release = models.CharField(
        _("liberatoria"), max_length=120, blank=True, help_text=_("Numero o data, se si riconoscono persone.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "release",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("immagine")
        verbose_name_plural = _("immagini")


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="portal_rendition_once")
        ]


class PortalPage(Page):
    """What all our pages share."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"breadcrumb": self.get_ancestors()[1:]}


class HomePage(PortalPage):
    """The front door: is this for me? Its words are the editors', its figures the database's."""

    claim = models.CharField(_("frase di apertura"), max_length=60)
    introduction = models.CharField(_("introduzione"), max_length=240)
    body = BodyField(body_blocks(), blank=True, verbose_name=_("contenuto"))

    content_panels = [*Page.content_panels, "claim", "introduction", "body"]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.InfoPage"]
    max_count_per_parent = 2  # one a language

    class Meta:
        verbose_name = _("pagina iniziale")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | selectors.home()


class InfoPage(PortalPage):
    """A page of text: legal notes, privacy, accessibility, help, questions and answers."""

    introduction = models.CharField(_("introduzione"), max_length=240, blank=True)
    body = BodyField(body_blocks(), blank=True, verbose_name=_("contenuto"))
    reviewed_on = models.DateField(_("data dell'ultima verifica"), null=True, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), "body", "reviewed_on"]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("pagina informativa")
