"""How findings are shown: a gentle hint to the owner, marked passages to the reviewer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .. import kinds
from ..enums import Family
from ..words import Words
from .find import Finding, find

if TYPE_CHECKING:
    from ..models import Offer


@dataclass(frozen=True)
class Passage:
    """A free text of an offer in which something was found."""

    label: str
    text: str
    findings: list[Finding]

    @property
    def hits(self) -> int:
        """How many of them must be answered."""
        return sum(not finding.note for finding in self.findings)

    @property
    def html(self) -> SafeString:
        return mark(self.text, self.findings)


def hints(text: str, kind: str = "flat") -> list[str]:
    """One sentence for each category in ``text``, quoting the words; for the owner, while she writes."""
    words = kinds.get(kind).words
    first = {finding.category: finding for finding in reversed(_find(text, kind))}
    return [_hint(hit, words) for hit in sorted(first.values(), key=lambda hit: hit.start)]


def _hint(hit: Finding, words: Words) -> str:
    said = {"words": hit.text, "why": hit.why, "instead": words.describe}
    if hit.note or hit.family == Family.EXPLOITATION:
        return _("«%(words)s»: %(why)s") % said
    return _("«%(words)s»: %(why)s %(instead)s") % said


def _find(text: str, kind: str) -> list[Finding]:
    known = kinds.get(kind)
    return find(text, known.flow.screened, known.words.chooser)


def passages(offer: "Offer") -> list[Passage]:
    """The free texts of ``offer`` that the screening marks."""
    texts = kinds.get(offer.kind).texts(offer)
    found = [Passage(str(label), str(text), _find(str(text), offer.kind)) for label, text in texts if text]
    return [passage for passage in found if passage.findings]


def mark(text: str, findings: list[Finding]) -> SafeString:
    """``text`` escaped, its passages in ``<mark>``."""
    pieces, last = [], 0
    for hit in findings:
        pieces += [(text[last : hit.start],), (format_html("<mark>{}</mark>", hit.text),)]
        last = hit.end
    return format_html_join("", "{}", [*pieces, (text[last:],)])
