import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.core.forms import DateInput

from . import actions
from .models import Entry


class EntryFilter(django_filters.FilterSet):
    """By who, what, on which thing and when; an empty field asks for nothing."""

    actor = django_filters.CharFilter(field_name="actor_label", lookup_expr="icontains", label=_("Chi"))
    action = django_filters.ChoiceFilter(choices=actions.choices, label=_("Che cosa"), empty_label=_("Tutte le azioni"))
    object_type = django_filters.CharFilter(lookup_expr="icontains", label=_("Su quale tipo di dato"))
    object_id = django_filters.CharFilter(label=_("Numero del dato"))
    since = django_filters.DateFilter(
        field_name="at", lookup_expr="date__gte", label=_("Dal giorno"), widget=DateInput()
    )
    until = django_filters.DateFilter(
        field_name="at", lookup_expr="date__lte", label=_("Fino al giorno"), widget=DateInput()
    )

    class Meta:
        model = Entry
        fields: list[str] = []
        form = forms.Form
