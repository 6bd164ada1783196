"""The rulebook in the administration: read all of it, and enter a value that holds from a later day."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError

from . import selectors, services
from .models import Figure


class NextFigureForm(forms.ModelForm):
    """A new value for a key that exists. What holds today is never overwritten: its validity is closed."""

    valid_from = forms.DateField(label=_("Vale dal"))

    class Meta:
        model = Figure
        fields = ["key", "value", "unit", "label", "label_en", "legal_ref", "source_url", "certainty", "note"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start = data.get("valid_from")
        last = Figure.objects.filter(key=data.get("key")).order_by("valid").last()
        if last is None:
            raise ValidationError({"key": _("Questa chiave non esiste: le regole nuove entrano con il programma.")})
        if start and start <= last.valid.lower:
            raise ValidationError({"valid_from": _("Scegli un giorno dopo l’inizio del valore che vale adesso.")})
        return data


@admin.register(Figure)
class FigureAdmin(admin.ModelAdmin):
    list_display = ["key", "label", "value", "unit", "valid", "certainty"]
    list_filter = ["certainty"]
    search_fields = ["key", "label", "legal_ref"]
    form = NextFigureForm

    def has_change_permission(self, request: HttpRequest, obj: Figure | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Figure | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Figure, form: NextFigureForm, change: bool) -> None:
        values = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "valid"}
        try:
            services.set_figure(actor=request.user, **values)
        except DomainError as error:
            raise ValidationError(str(error.message)) from error
        entered = selectors.history(past=True).get(key=obj.key, valid__startswith=values["valid_from"])
        obj.pk, obj.valid = entered.pk, entered.valid
