"""Free text that goes out: it says neither who somebody is nor how to reach her, nor nationality, religion, health,
permit or story (``domain.md`` §5).
"""

import re

from django.utils.translation import gettext_lazy

from marketplace.core.errors import DomainError

from ..validators import CODICE_FISCALE, EMAIL, PHONE

HIDDEN = "[•••]"

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
