"""The portal's addresses and a few pages that use the kit's scripts against views that keep their contracts."""

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

from marketplace.core import views
from marketplace.core.forms import Autocomplete, MoneyInput
from marketplace.urls import handler400, handler403, handler404, handler500  # noqa: F401
from marketplace.urls import urlpatterns as real


class DraftForm(forms.Form):
    """A step of a wizard."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="Titolo", required=False)
    rent = forms.DecimalField(label="Canone al mese", required=False, widget=MoneyInput())
    rooms = forms.ChoiceField(
        label="Locali", choices=[("", "Scegli"), ("1", "Monolocale"), ("2", "Bilocale")], required=False
    )
    street = forms.CharField(
        label="Via", required=False, widget=Autocomplete("/prova/vie", fill={"value": "street_id"})
    )
    street_id = forms.CharField(widget=forms.HiddenInput, required=False)


class Draft:
    """The row that the wizard saves: what the server knows, and what it is told to answer."""

    def __init__(self) -> None:
        self.version = 1
        self.values = {"title": "", "rent": "", "rooms": "", "street": "", "street_id": ""}
        self.signed_out = False


draft = Draft()


def wizard(request: HttpRequest) -> HttpResponse:
    form = DraftForm(initial={"version": draft.version, **draft.values})
    steps = [{"label": "La casa", "url": "#", "state": "current"}, {"label": "Foto", "url": "#", "state": "todo"}]
    context = {"form": form, "steps": steps, "step_number": 1, "steps_total": 2, "step_label": "La casa"}
    return render(request, "frontend_tests/wizard.html", context)


def autosave(request: HttpRequest) -> HttpResponse:
    """The contract in js/autosave.js, as an app's view keeps it."""
    if draft.signed_out:
        return HttpResponse(status=401)
    sent = {name: request.POST.get(name, "") for name in draft.values}
    if int(request.POST["version"]) != draft.version:
        differing = {n: {"mine": sent[n], "theirs": v} for n, v in draft.values.items() if sent[n] != v}
        return JsonResponse({"version": draft.version, "fields": differing}, status=409)
    form = DraftForm(request.POST)
    draft.values |= {name: value for name, value in sent.items() if not form.errors.get(name)}
    draft.version += 1
    answer = {"version": draft.version, "saved_at": "10:42", "missing_html": "<ul><li>Foto</li></ul>"}
    if form.errors:
        return JsonResponse({**answer, "errors": form.errors}, status=422)
    return JsonResponse(answer)


def streets(request: HttpRequest) -> JsonResponse:
    found = [s for s in ("Via Padova", "Via Palmanova", "Viale Monza") if request.GET["q"].lower() in s.lower()]
    return JsonResponse([{"value": str(len(name)), "label": name, "detail": "Milano"} for name in found], safe=False)


def refused(request: HttpRequest, status: int) -> HttpResponse:
    return HttpResponse("<p>una pagina intera</p>", status=status)


urlpatterns = [
    *i18n_patterns(
        path("componenti/", views.components, name="components"),
        path("componenti/offerte.geojson", views.component_offers, name="component_offers"),
        prefix_default_language=False,
    ),
    path("prova/", wizard),
    path("prova/salva", autosave, name="test_autosave"),
    path("prova/vie", streets),
    path("prova/rifiuto/<int:status>", refused),
    *real,
]
