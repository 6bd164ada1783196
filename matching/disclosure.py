"""The minimisation matrix (``domain.md`` §5) as code: what leaves a body about a household, and nothing else.

An owner sees the case code, a band of persons, a band of money, the areas and the window for moving in. The profile is
built here, frozen in the proposal, and is all that owners' pages, e-mails and calendars print: they never read the
need. Free text that goes out is screened here too: it may neither say who somebody is nor how to reach her, and it
may not name nationality, religion, health, permit or story.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from marketplace.core.errors import DomainError
from marketplace.core.templatetags.ui import money
from marketplace.places.models import Comune, Municipio, Nil

from .models import Need
from .rules import Rules
from .validators import CODICE_FISCALE, EMAIL, PHONE

HIDDEN = "[•••]"


@dataclass(frozen=True)
class Profile:
    """What the owner is shown. Bands are inclusive; a ``None`` at their end is open. Money in euros a month."""

    case_code: str
    persons: tuple[int, int | None]
    budget: tuple[int, int]
    areas: tuple[str, ...]
    move_in: tuple[date, date | None]

    def as_json(self) -> dict[str, Any]:
        """Plain values, to be frozen in a proposal."""
        start, end = self.move_in
        return {
            "case_code": self.case_code,
            "persons": list(self.persons),
            "budget": list(self.budget),
            "areas": list(self.areas),
            "move_in": [start.isoformat(), end.isoformat() if end else None],
        }

    @classmethod
    def from_json(cls, frozen: dict[str, Any]) -> "Profile":
        start, end = frozen["move_in"]
        return cls(
            case_code=frozen["case_code"],
            persons=tuple(frozen["persons"]),
            budget=tuple(frozen["budget"]),
            areas=tuple(frozen["areas"]),
            move_in=(date.fromisoformat(start), date.fromisoformat(end) if end else None),
        )

    def lines(self) -> list[tuple[str, str]]:
        """Label and sentence for each line of the matrix, in the reader's language."""
        return [
            (_("Codice del caso"), self.case_code),
            (_("Persone"), self._persons()),
            (_("Spesa possibile"), _("tra {low} e {high} al mese, spese comprese").format(
                low=money(self.budget[0]), high=money(self.budget[1]))),
            (_("Zona"), ", ".join(self.areas) or _("tutta la Città Metropolitana")),
            (_("Ingresso"), self._move_in()),
        ]  # fmt: skip

    def _persons(self) -> str:
        low, high = self.persons
        if high is None:
            return _("{low} persone o più").format(low=low)
        if low == high:
            return ngettext("{n} persona", "{n} persone", low).format(n=low)
        return _("da {low} a {high} persone").format(low=low, high=high)

    def _move_in(self) -> str:
        start, end = (formats.date_format(day, "j F Y") if day else "" for day in self.move_in)
        if end:
            return _("tra il {start} e il {end}").format(start=start, end=end)
        return _("dal {start}").format(start=start)


def profile_of(need: Need, rules: Rules, areas: Iterable[str] | None = None) -> Profile:
    """The anonymous profile of a need; the only function that turns a need into something for others to see.

    ``areas``: what ``area_names`` would read, for a caller with thousands of needs who has read them all at once.
    """
    low = 1
    for high in rules.band_persons:
        if need.size <= high:
            persons: tuple[int, int | None] = (low, high)
            break
        low = high + 1
    else:
        persons = (low, None)
    floor = need.budget_max // rules.band_budget * rules.band_budget
    return Profile(
        case_code=need.case_code,
        persons=persons,
        budget=(floor, floor + rules.band_budget),
        areas=tuple(area_names(need) if areas is None else areas),
        move_in=(need.move_in_from, need.move_in_to),
    )


def area_names(need: Need) -> list[str]:
    """The names of the areas that a need prefers."""
    found: list[str] = []
    for model, keys in ((Comune, need.comuni), (Municipio, need.municipi), (Nil, need.nils)):
        if keys:
            found += model.objects.filter(pk__in=keys).values_list("name", flat=True)
    return found


# Stems of what is never said to an owner. Whole words of three letters stand between \b; the rest are beginnings.
FORBIDDEN = re.compile(
    r"\b(?:nazionalit|cittadinanz|etni|razz[ae]\b|provenienz|stranier|extracomunitar|immigrat|migrant|profug|rifugiat|"
    r"richiedent\w*\s+asilo|protezione\s+(?:internazional|sussidiari|special|temporane)|permess\w*\s+di\s+soggiorno|"
    r"asilo\s+politic|centro\s+d\W?i?\s*accoglienza|\b(?:cas|sai|sprar|msna)\b|sbarc|barcon|tortur|vittim|tratta\b|"
    r"african|asiatic|afgan|afghan|alban|alger|bangladesh|bengal|camerun|cingales|cines|congol|curd|egizian|eritre|"
    r"etiop|gambian|ghan|guine|indian[oaie]|iracen|irachen|iranian|ivorian|libic|malian[oaie]|marocchin|moldav|nigerian|"
    r"pakistan|palestin|peruvian|rumen|rom\b|russ[oaie]\b|senegal|serb|sirian|somal|sudanes|togoles|tunisin|turc|ucrain|"
    r"religion|musulman|islam|cristian[oaie]|cattolic|ortodoss|ebre[oaie]|copt[oaie]|buddist|indu\b|velo\b|moschea|"
    r"malat|malatti|disabil|invalid|handicap|gravidanz|incint|diabet|hiv\b|psichiatr|psicolog|depress|trauma|terapi|"
    r"nationalit|citizenship|ethnic|foreigner|refugee|asylum|residence\s+permit|muslim|christian\b|jewish|religio|"
    r"pregnan|disab|illness|disease|trauma)",
    re.IGNORECASE,
)


TOO_MUCH = gettext_lazy(
    "Togli «{word}»: a chi offre non si scrive da dove viene la famiglia, che cosa crede, come sta o che permesso ha."
)


class SaysTooMuch(DomainError):
    """A text for an owner says something about the household that she may not know."""


def check_outgoing(text: str, *, field: str = "text") -> None:
    """Refuse a text for an owner that names what the matrix keeps back. Raises ``SaysTooMuch`` with the word."""
    if found := FORBIDDEN.search(text):
        start = found.start()
        word = re.match(r"[\w']+", text[start:])
        raise SaysTooMuch(TOO_MUCH.format(word=word.group() if word else found.group()), field=field)


def hide_contacts(text: str) -> tuple[str, int]:
    """``text`` with e-mail addresses, telephone numbers and codici fiscali hidden, and how many they were."""
    hidden = 0
    for pattern in (EMAIL, CODICE_FISCALE, PHONE):
        text, found = pattern.subn(HIDDEN, text)
        hidden += found
    return text, hidden


WHY_HIDDEN = gettext_lazy(
    "Abbiamo nascosto un recapito: prima dell’accordo ci si scrive solo qui, così resta traccia per tutti."
)
