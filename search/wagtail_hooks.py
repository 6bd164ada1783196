"""Editors change the synonyms in their own workplace."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Synonym


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "list-ul"
    menu_label = _("Sinonimi della ricerca")
    add_to_settings_menu = True
    list_display = ["group", "active"]
    list_filter = ["active"]
    search_fields = ["group"]
    inspect_view_enabled = False


register_snippet(SynonymViewSet)
