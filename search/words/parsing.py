"""A question's text understood: read, corrected, widened by synonyms and English stems, weighed."""

from collections.abc import Iterable

from .. import analysis
from .counts import Known, look_up
from .shape import Group, Tokens, Variant, Words, idf
from .spelling import FAR_MORE, SHORTEST, neighbour
from .synonyms import Table, grouped, read_synonyms, synonyms
from .syntax import read

MAX_VARIANTS = 8
RARE = 5  # documents: only a word that stands in so few is taken for a possible error


def parse(text: str) -> Words:
    """Understand the words of a question. Never an error: whatever is typed is read as words."""
    typed = read(text)
    if not (typed.words or typed.phrases or typed.excluded):
        return Words((), 0)
    table = synonyms()
    known = look_up(_wanted(typed.words, typed.phrases, typed.excluded, table))
    if table.stamp != known.synonyms:  # an editor has changed the list since this process read it
        table = read_synonyms()
        known = look_up(_wanted(typed.words, typed.phrases, typed.excluded, table))
    corrected, suggested = _respell(typed.words, known.df, table)
    words = [corrected.get(word, word) for word in typed.words]
    if corrected:
        known.df.update(look_up(_wanted(words, [], [], table) - known.df.keys()).df)
    weigh = _Scales(known)
    groups = [weigh.group(text, meanings) for text, meanings in grouped(words, table)]
    groups += [weigh.phrase(phrase) for phrase in typed.phrases]
    excluded = [
        weigh.phrase(phrase) if len(phrase) > 1 else weigh.group(*grouped(list(phrase), table)[0])
        for phrase in typed.excluded
    ]
    return Words(tuple(groups), len(groups), corrected, suggested, tuple(excluded))


class _Scales:
    """Makes groups whose variants weigh what their rarest token is worth in this index."""

    def __init__(self, known: Known) -> None:
        self.known, self.documents = known.df, known.documents

    def variant(self, tokens: Tokens) -> Variant:
        return Variant(tokens, max(idf(self.documents, self.known.get(token, 0)) for token in tokens))

    def group(self, text: str, meanings: Iterable[Tokens]) -> Group:
        """A word as its synonyms have it, and by its English stem where texts in English have that."""
        found = list(meanings)
        english = (analysis.english_stem(text),)
        if " " not in text and english not in found and self.known.get(english[0]):
            found.insert(1, english)
        return Group(text, tuple(self.variant(tokens) for tokens in found[:MAX_VARIANTS]))

    def phrase(self, words: tuple[str, ...]) -> Group:
        return Group(f'"{" ".join(words)}"', (self.variant(tuple(analysis.stem(word) for word in words)),))


def _wanted(
    words: list[str], phrases: list[tuple[str, ...]], excluded: list[tuple[str, ...]], table: Table
) -> set[str]:
    """The tokens whose frequency is needed. An excluded word is found as a word of the question is."""
    alone = [*words, *(phrase[0] for phrase in excluded if len(phrase) == 1)]
    wanted = {stem for word in alone for stem in (analysis.stem(word), analysis.english_stem(word))}
    wanted.update(analysis.stem(word) for phrase in (*phrases, *excluded) for word in phrase)
    for some in (words, *([phrase[0]] for phrase in excluded if len(phrase) == 1)):
        wanted.update(
            token for _text, meanings in grouped(list(some), table) for tokens in meanings for token in tokens
        )
    return wanted


def _respell(words: list[str], known: dict[str, int], table: Table) -> tuple[dict[str, str], dict[str, str]]:
    """Words that no offer has, with what they were meant to be; and rare ones beside a far more usual neighbour."""
    corrected, suggested = {}, {}
    spoken = {token for key in table for token in key}
    for word in words:
        df = max(known.get(analysis.stem(word), 0), known.get(analysis.english_stem(word), 0))
        if len(word) < SHORTEST or word.isdigit() or df > RARE or (not df and analysis.stem(word) in spoken):
            continue
        if near := neighbour(word, at_least=FAR_MORE * df or 1):
            (suggested if df else corrected)[word] = near
    return corrected, suggested
