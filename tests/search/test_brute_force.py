"""The engine against the search in plain Python: ids, order, total and every count."""

import random

import pytest

from search.engine import search
from search.forms import SearchFilterSet
from search.question import Question
from search.words import parse
from tests.search import brute_force, sample


@pytest.mark.parametrize("seed", range(20))
def test_engine_agrees_with_plain_python(seed, flats):
    rng = random.Random(seed)
    sources = [document.source for document in flats]
    for _ in range(20):
        question = sample.question(rng, sources)
        answer = search(question)
        expected = brute_force.search(flats, question, answer.words)
        found = {name: {k: n for k, n in counts.items() if n} for name, counts in answer.facets.items()}
        assert (answer.total, answer.ids) == (expected.total, expected.ids), question
        assert found == expected.facets, question


def test_fewer_words_only_when_all_find_nothing(flats):
    all_words = search(Question("ascensore balcone"))
    assert all_words.total
    assert all_words.words.needed == 2
    fewer = search(Question("ascensore balcone zzkwq"))
    assert fewer.words.needed == 2
    assert fewer.total == brute_force.search(flats, Question("ascensore balcone zzkwq"), fewer.words).total > 0


def test_form_and_engine_select_the_same(flats):
    data = {
        "canone": "900",
        "locali": ["2", "3"],
        "senza_scale": "1",
        "libera_dal": "2026-12-01",
        "municipio": ["1", "2"],
    }
    filterset = SearchFilterSet(data)
    assert filterset.problems == []
    assert filterset.qs.count() == search(filterset.question).total > 0


def test_totals_count_what_the_search_finds(flats):
    rng = random.Random(3)
    questions = [sample.question(rng, [document.source for document in flats]) for _ in range(10)]
    from search.engine import engine

    plain = [brute_force.search(flats, q, parse(q.text)).total for q in questions]
    assert engine().totals(questions) == plain
