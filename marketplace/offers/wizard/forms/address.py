"""Where it is: an address from our own streets, or a pin that its owner has corrected."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from marketplace.core.forms import Autocomplete
from marketplace.offers import maps
from marketplace.places.errors import OutsideArea
from marketplace.places.models import SRID
from marketplace.places.selectors import Place, Suggestion, locate, suggest

from .base import Answers, StepForm

SHOWN = 5  # addresses offered where the text fits several


class AddressForm(StepForm):
    """Give a subclass its own ``address.help_text`` where the public page shows more than the quarter."""

    address = forms.CharField(
        label=_("Indirizzo"),
        max_length=160,
        required=False,
        help_text=_("Via e numero, poi scegli dall’elenco. Sul sito non compare: si vede solo la zona."),
        widget=Autocomplete(source=reverse_lazy("place_suggest"), fill={"lon": "lon", "lat": "lat", "cap": "cap"}),
    )
    cap = forms.RegexField(
        r"^\d{5}$",
        label=_("CAP"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
        error_messages={"invalid": _("Il CAP ha 5 numeri.")},
    )
    lon = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=-180, max_value=180)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=-90, max_value=90)

    choices: list[Suggestion] = []
    place: Place | None = None

    @property
    def map(self) -> dict[str, str]:
        """What the map of the step draws."""
        return maps.layers()

    @cached_property
    def changed_data(self) -> list[str]:
        """An empty pin is no answer: it belongs to an address that was typed and not picked."""
        has_pin = any(self.sent("lon"))
        return [name for name in super().changed_data if has_pin or name not in ("lon", "lat")]

    def saved(self, name: str) -> Any:
        if name in ("lon", "lat"):
            point = self.content.offer.point
            return None if point is None else round(point.x if name == "lon" else point.y, 6)
        return super().saved(name)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "address" in self.errors or "lon" in self.errors or "lat" in self.errors:
            return data
        moved = {"lon", "lat"} & set(self.changed_data)
        pinned = data.get("lon") is not None and data.get("lat") is not None
        if not data.get("address") and not pinned:
            data["point"] = None
        elif "address" in self.changed_data and not (moved and pinned):
            self._find(data)
        elif pinned:
            self._place(data)
        return data

    def read(self, names: Iterable[str]) -> Answers:
        """Longitude and latitude travel as one ``point``, and only if they have changed."""
        names = set(names)
        answers = super().read(names - {"lon", "lat"})
        point = self.cleaned_data.get("point")
        if "point" in self.cleaned_data and names & {"lon", "lat", "address"} and point != self.content.offer.point:
            answers.offer["point"] = point
            answers.names |= {"lon", "lat"}
        if not self.cleaned_data.get("cap") and self.cleaned_data.get("found_cap"):
            answers.offer["cap"] = self.cleaned_data["found_cap"]
            answers.names.add("cap")
        return answers

    def _find(self, data: dict[str, Any]) -> None:
        """The address was written, not picked: only one that surely means this is taken."""
        found = suggest(data["address"], limit=SHOWN)
        item = next((item for item in found if _same(item, data["address"])), None)
        if item is None and len(found) == 1 and found[0].exact:
            item = found[0]
        if item:
            data.update(address=item.label, lon=item.lon, lat=item.lat, found_cap=item.cap)
            self._place(data)
            return
        self.choices = found
        if found:
            self.add_error("address", _("Scegli l’indirizzo dall’elenco, con il numero."))
        else:
            self.add_error("address", _("Non troviamo questo indirizzo: controlla via e numero, poi il comune."))

    def _place(self, data: dict[str, Any]) -> None:
        point = Point(data["lon"], data["lat"], srid=SRID)
        try:
            self.place = locate(point)
        except OutsideArea as error:
            self.add_error("address", error.message)
        else:
            data["point"] = point


def _same(item: Suggestion, text: str) -> bool:
    def plain(value: str) -> str:
        return "".join(character for character in value.casefold() if character.isalnum())

    return plain(text) in (plain(item.label), plain(item.value))
