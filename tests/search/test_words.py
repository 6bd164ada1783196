"""Words: what must meet, what must not, what is corrected."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import analysis, services
from search.documents import row
from search.engine import search
from search.models import IndexState, Synonym, Term, Token
from search.question import Question
from search.words import distance, idf, parse
from search.words.syntax import Typed, read
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
    rows = [replace(s, title=f["title"], key=[], body=[]) for s, f in zip(blank, flats, strict=True)]
    services.write([row(source) for source in rows])
    services.refresh_terms()
    assert sorted(search(Question("bilocale")).ids) == [1, 2]
    assert sorted(search(Question("due locali")).ids) == [1, 2]
    assert search(Question("nido")).total == 0
    Synonym.objects.create(group="nido; trilocale; tre locali")
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
    Token.objects.create(token=analysis.stem(typed), df=1)
    assert parse(typed).suggested == {typed: usual.folded}


@pytest.mark.parametrize(
    ("one", "other", "letters"), [("padva", "padova", 1), ("pdaova", "padova", 1), ("casa", "cose", 2), ("", "ab", 2)]
)
def test_distance_between_words(one, other, letters):
    assert distance(one, other) == letters == distance(other, one)


def test_documents_are_counted_at_refresh(flats):
    assert IndexState.objects.get().documents == 400


def test_what_is_typed_is_read_as_people_mean_it():
    assert read("bilocale -arredato") == Typed(["bilocale"], [], [("arredato",)])
    assert read('casa "due locali" -"senza ascensore"') == Typed(
        ["casa"], [("due", "locali")], [("senza", "ascensore")]
    )
    assert read("«con la vista»").phrases == [("con", "la", "vista")]
    assert read("lavoro part-time, part time, parttime").words == ["lavoro", "parttime"]
    assert read('- casa "libera').words == ["casa", "libera"]
    assert read("casa -- or 1=1; drop table").words == ["casa", "or", "1", "drop", "table"]
    assert read("-bello- +casa (x:[*]~").words == ["bello", "casa", "x"]
    assert read("-di").excluded == []


def titled(titles: list[str]) -> None:
    """Documents of these titles and nothing else, numbered from 1."""
    blank = sample.sources(random.Random(1), len(titles))
    services.write([row(replace(s, title=t, key=[], body=[])) for s, t in zip(blank, titles, strict=True)])
    services.refresh_terms()


def found(text: str) -> list[int]:
    return sorted(search(Question(text)).ids)


def test_phrases_and_exclusion(areas):
    titled(["Due locali arredati", "Locali per due", "Bilocale con ascensore", "Trilocale non arredato"])
    assert found('"due locali"') == [1]
    assert found("-arredato") == [2, 3]
    assert found('-"due locali"') == [2, 3, 4]
    assert found("bilocale -ascensore") == [1]
    assert found("ascensore -ascensore") == []


def test_a_text_in_english_is_found_by_other_forms_of_its_words(areas):
    titled(["The cleaning of offices with experience", "Case per le vacanze", "Pulizie"])
    assert 1 in found("cleaned office")
    assert found("vacanze") == [2]


@given(st.one_of(st.text(max_size=400), st.text(alphabet='"-()[]{}*?:~^!&|<>\\/\0\n abc', max_size=400)))
@settings(max_examples=3000, deadline=100)
def test_whatever_is_typed_is_read_as_words(text):
    typed = read(text)
    assert len(typed.words) + len(typed.phrases) <= analysis.MAX_QUESTION_WORDS
    assert all(word.isalnum() for word in typed.words)
