"""What the hidden page of components shows: made-up values, so that every part can be seen and tested at once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest

from . import clock
from .forms import AmountInput, DateInput, MoneyInput, TimeInput
from .templatetags.ui import KINDS, STATES

GLYPHS = [
    "house",
    "briefcase",
    "book",
    "bed",
    "bath",
    "lift",
    "no-steps",
    "radiator",
    "metro",
    "bus",
    "walk",
    "euro",
    "contract",
    "shield",
    "people",
    "handshake",
    "clock",
    "calendar",
    "eye-off",
    "half",
    "square",
    "mark",
    "pin",
]


class SampleForm(forms.Form):
    """One field of each kind."""

    address = forms.CharField(label="Indirizzo", help_text="Via e numero, per esempio: via Padova 1.")
    rent = forms.DecimalField(label="Canone al mese", widget=MoneyInput(), help_text="Senza le spese.")
    area = forms.DecimalField(label="Superficie", widget=AmountInput(unit="m²"), required=False)
    rooms = forms.ChoiceField(label="Locali", choices=[("", "Scegli"), ("1", "Monolocale"), ("2", "Bilocale")])
    lease = forms.ChoiceField(
        label="Contratto",
        choices=[("4+4", "Libero, 4+4 anni"), ("3+2", "Concordato, 3+2 anni")],
        widget=forms.RadioSelect,
    )
    extras = forms.MultipleChoiceField(
        label="Che cosa c’è",
        choices=[("lift", "Ascensore"), ("balcony", "Balcone"), ("cellar", "Cantina")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    free_from = forms.DateField(label="Libera dal", widget=DateInput())
    visit_at = forms.TimeField(label="Ora della visita", widget=TimeInput(), required=False)
    text = forms.CharField(label="Descrizione", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    photo = forms.FileField(label="Foto", required=False, help_text="JPEG, PNG, WebP o HEIC, fino a 15 MB.")
    agree = forms.BooleanField(label="Ho letto l’informativa sulla privacy")


def sample_context(request: HttpRequest) -> dict[str, Any]:
    """``?errori`` binds the form without values; ``?messaggi`` shows the four messages."""
    if "messaggi" in request.GET:
        for level in (messages.SUCCESS, messages.INFO, messages.WARNING, messages.ERROR):
            messages.add_message(request, level, "Un messaggio di prova.")
    wrong = {"address": "", "rent": "850 circa", "lease": "9+9", "free_from": "domani"}
    return {
        "form": SampleForm(wrong if "errori" in request.GET else None),
        "states": list(STATES),
        "kinds": list(KINDS),
        "amounts": [850, 8700, 11800, "1250.5"],
        "page": Paginator(range(400), 20).page(7),
        "trail": [("Componenti", "")],
        "steps": [
            {"label": "Indirizzo", "url": "#", "state": "done"},
            {"label": "La casa", "url": "#", "state": "current"},
            {"label": "Canone e contratto", "url": "#", "state": "todo"},
            {"label": "Foto", "url": "#", "state": "todo"},
        ],
        "step_number": 2,
        "steps_total": 4,
        "moment": clock.now(),
        "glyphs": GLYPHS,
    }


def sample_offers() -> dict[str, Any]:
    """Forty made-up points around the centre, as the search's GeoJSON has them."""
    kinds = list(KINDS)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [9.14 + i % 8 * 0.014, 45.44 + i // 8 * 0.012]},
                "properties": {
                    "id": i,
                    "kind": kinds[i % 3],
                    "title": f"Offerta {i}",
                    "price": "850 €",
                    "url": f"#{i}",
                },
            }
            for i in range(1, 41)
        ],
    }
