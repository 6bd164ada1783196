"""Sending a file, confirming it, and correcting one of its rows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .sheets import Sheet


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("Che cosa c’è nel file?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File CSV o XLSX"),
        help_text=_("Fino a 5 MB e 6000 righe. La prima riga sono i nomi delle colonne."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
        error_messages={"required": _("Scegli il file."), "empty": _("Il file è vuoto.")},
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
        self.fields["kind"].initial = kinds[0][0]


class ConfirmForm(forms.Form):
    declared = forms.BooleanField(
        label=_("Invia subito in revisione le offerte complete"),
        required=False,
        help_text=_(
            "I dati che invii valgono come dichiarazione (D.P.R. 445/2000, articoli 46 e 47). Senza questa spunta "
            "diventano bozze, che rileggi e invii una per una."
        ),
    )


class RowForm(forms.Form):
    """The cells of one row as texts, those with something to correct first."""

    def __init__(self, *args: Any, sheet: Sheet, cells: dict[str, str], errors: list[list[str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        wrong = dict(errors)
        first = [name for name in sheet.names if name in wrong]
        used = [name for name in sheet.names if name in cells and name not in wrong]
        rest = [name for name in sheet.names if name not in wrong and name not in cells]
        for name in (*first, *used, *rest):
            long = len(cells.get(name, "")) > 80
            self.fields[name] = forms.CharField(
                label=name, required=False, initial=cells.get(name, ""), max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput,
            )  # fmt: skip
            if name in wrong and not self.is_bound:
                self.fields[name].help_text = wrong[name]
        self.count_open = len(first) + len(used)

    def cells(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}
