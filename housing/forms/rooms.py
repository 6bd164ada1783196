"""The rooms as rows. Each cell is a field named after its room, so that it saves and merges like any other."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from housing.enums import RoomType
from housing.models import Flat, Room
from marketplace.offers.wizard.forms import Amount, Answers, StepForm

CELLS = ("type", "surface", "height", "window")


class RoomsForm(StepForm):
    room_types = RoomType.choices

    def __init__(self, data: QueryDict | None = None, *, content: Flat, **kwargs: Any):
        self.rooms = {room.pk: room for room in content.rooms.all()}
        super().__init__(data, content=content, **kwargs)
        for pk in self.rooms:
            # a room that this page does not show was added in another window: leave it alone
            if data is None or f"room_{pk}_type" in data:
                self._add_row(pk)

    def _add_row(self, pk: int) -> None:
        cells = {
            "type": forms.ChoiceField(label=_("Stanza"), choices=RoomType.choices, required=False),
            "surface": Amount("m²", label=_("Superficie"), min_value=0, max_value=500, max_digits=5, decimal_places=2),
            "height": Amount("m", label=_("Altezza"), min_value=1, max_value=9, max_digits=3, decimal_places=2),
            "window": forms.BooleanField(label=_("Ha una finestra che si apre"), required=False),
        }
        for cell, field in cells.items():
            self.fields[f"room_{pk}_{cell}"] = field
            self.initial[f"room_{pk}_{cell}"] = getattr(self.rooms[pk], cell)

    @classmethod
    def owns(cls, name: str) -> bool:
        return name.startswith("room_")

    def saved(self, name: str) -> Any:
        return None

    def rows(self) -> Iterator[tuple[Room, dict[str, BoundField]]]:
        """Each room with its cells, for the template."""
        for pk, room in self.rooms.items():
            if f"room_{pk}_type" in self.fields:
                yield room, {cell: self[f"room_{pk}_{cell}"] for cell in CELLS}

    def read(self, names: Iterable[str]) -> Answers:
        answers = Answers(names=set(names))
        for name in answers.names:
            pk, cell = name.removeprefix("room_").split("_")
            answers.change(self.rooms[int(pk)], **{cell: self.cleaned_data[name]})
        return answers
