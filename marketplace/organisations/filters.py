import django_filters
from django.utils.translation import gettext_lazy as _

from .enums import BodyForm, BodyStatus
from .models import Body


class BodyFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="legal_name", lookup_expr="unaccent__icontains", label=_("Denominazione"))
    status = django_filters.ChoiceFilter(choices=BodyStatus.choices, label=_("Stato"), empty_label=_("Tutti gli stati"))
    form = django_filters.ChoiceFilter(choices=BodyForm.choices, label=_("Forma"), empty_label=_("Tutte le forme"))

    class Meta:
        model = Body
        fields: list[str] = []
