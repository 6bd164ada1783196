import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import today

from . import kinds
from .enums import CheckState
from .models import Check


class CheckFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="body__legal_name", lookup_expr="unaccent__icontains", label=_("Ente"))
    kind = django_filters.ChoiceFilter(choices=kinds.choices, label=_("Verifica"), empty_label=_("Tutte le verifiche"))
    what = django_filters.ChoiceFilter(
        choices=[
            (CheckState.PROPOSED.value, _("Da controllare")),
            ("ending", _("In scadenza")),
            ("ended", _("Non valgono più")),
            (CheckState.DEFECT.value, _("Non in regola")),
        ],
        method="by_what",
        label=_("Stato"),
        empty_label=_("Tutti gli stati"),
    )

    class Meta:
        model = Check
        fields: list[str] = []

    def by_what(self, rows: QuerySet[Check], name: str, value: str) -> QuerySet[Check]:
        match value:
            case "ending":
                return rows.filter(state=CheckState.OK, valid_until__gte=today())
            case "ended":
                return rows.filter(state=CheckState.OK, valid_until__lt=today())
            case _:
                return rows.filter(state=value)
