"""Words: what must meet, what must not, what is corrected."""

import random
from pathlib import Path

import pytest

from search import analysis, services
from search.documents import row
from search.engine import search
from search.models import IndexState, Synonym, Term
from search.question import Question
from search.words import distance, forget_synonyms, idf, parse
from tests.search import sample

HERE = Path(__file__).parent


def pairs(name: str) -> list[list[str]]:
    return [line.split() for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def test_there_are_enough_pairs():
    assert len(pairs("words_that_meet.txt")) >= 150
    assert len(pairs("words_that_part.txt")) >= 80


@pytest.mark.parametrize(("one", "other"), pairs("words_that_meet.txt"))
def test_these_meet(one, other):
    assert analysis.tokens(one) == analysis.tokens(other)


@pytest.mark.parametrize(("one", "other"), pairs("words_that_part.txt"))
def test_these_do_not(one, other):
    assert analysis.tokens(one) != analysis.tokens(other)


def test_function_words_leave_questions_but_not_texts():
    assert analysis.question_words("cerco una casa con due camere") == ["casa", "due", "camere"]
    assert analysis.question_words("con la") == ["con", "la"]
    assert len(analysis.tokens("casa con due camere")) == 4


def test_limits():
    assert analysis.words("a" * 200) == ["a" * 64]
    assert len(analysis.words("casa " * 9000)) == 4000
    assert len(analysis.question_words(" ".join(f"parola{n}" for n in range(40)))) == 12


def test_a_rare_word_is_worth_more():
    assert idf(100_000, 1) > idf(100_000, 1000) > idf(100_000, 90_000) == 1


def test_synonyms_meet_both_ways_and_an_editor_adds_some(areas):
    flats = [{"title": "Due locali a Baggio"}, {"title": "Bilocale a Greco"}, {"title": "Due case, tre locali"}]
    rng = random.Random(1)
    blank = sample.sources(rng, 3)
    from dataclasses import replace

    rows = [replace(s, title=f["title"], key=[], body=[]) for s, f in zip(blank, flats, strict=True)]
    services.write([row(source) for source in rows])
    services.refresh_terms()
    assert sorted(search(Question("bilocale")).ids) == [1, 2]
    assert sorted(search(Question("due locali")).ids) == [1, 2]
    assert search(Question("nido")).total == 0
    Synonym.objects.create(group="nido; trilocale; tre locali")
    forget_synonyms()
    assert search(Question("nido")).ids == [3]


def test_misspelt_words_are_corrected(flats):
    words = parse("ascensoe")
    assert words.corrected == {"ascensoe": "ascensore"}
    assert search(Question("ascensoe")).ids == search(Question("ascensore")).ids
    assert parse("ascensori").corrected == {}
    assert parse("qwzxkj").corrected == {}


def test_rare_words_beside_a_usual_one_are_asked_about(flats):
    usual = Term.objects.filter(folded__regex="^.{7,}$").order_by("-df", "folded")[0]
    typed = usual.folded[:3] + "x" + usual.folded[4:]
    Term.objects.create(folded=typed, label=typed, token=analysis.stem(typed), df=1)
    assert parse(typed).suggested == {typed: usual.folded}


@pytest.mark.parametrize(
    ("one", "other", "letters"), [("padva", "padova", 1), ("pdaova", "padova", 1), ("casa", "cose", 2), ("", "ab", 2)]
)
def test_distance_between_words(one, other, letters):
    assert distance(one, other) == letters == distance(other, one)


def test_documents_are_counted_at_refresh(flats):
    assert IndexState.objects.get().documents == 400
