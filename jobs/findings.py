"""What a rule says of an answer: a sentence, the field that cures it, and whether it forbids or is to be checked."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from marketplace.rulebook.models import Certainty, Figure


@dataclass(frozen=True)
class Finding:
    """A sentence and the field that it is about."""

    text: str | Promise
    field: str


@dataclass
class Verdict:
    """``problems`` keep an ad from being sent; ``warnings`` are to be checked by people."""

    problems: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def breach(self, rule: Figure, text: str, name: str) -> None:
        """A breach of ``rule``, whose law ends the sentence: it forbids unless the rulebook is unsure of it."""
        found = Finding(_("%(text)s (%(law)s)") % {"text": text, "law": rule.legal_ref}, name)
        (self.warnings if rule.certainty == Certainty.UNCERTAIN else self.problems).append(found)

    def warn(self, text: str, name: str) -> None:
        self.warnings.append(Finding(text, name))

    def forbid(self, text: str, name: str) -> None:
        self.problems.append(Finding(text, name))
