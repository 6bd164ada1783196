"""A new offer finds the searches that want it: the same pairs as running each search."""

import random
from typing import Any

import pytest

from search import services
from search.documents import row
from search.engine import engine
from search.filters import FILTERS
from search.models import SavedAnchor, SavedHit, SavedSearch
from search.question import Question
from search.saved import matching
from search.saved.anchors import anchors_of, key_counts, write_anchors
from search.saved.reading import COLUMNS, understood
from tests.search import sample

from .. import factories


def keep(user: Any, question: Question) -> SavedSearch:
    """A live search that asks exactly this, without the address in between."""
    found = understood(question)
    search = SavedSearch.objects.create(
        user=user, title="x", query="", confirmed_at="2026-01-01T00:00Z", **found.columns
    )
    write_anchors({search.pk: anchors_of(found.columns, found.words, key_counts())})
    return search


def asked(rng: random.Random, sources: list[Any]) -> Question:
    question = sample.question(rng, sources)
    text = question.text
    if text and rng.random() < 0.3:
        text += f" -{rng.choice(sample.VOCABULARY)}"
    if text and rng.random() < 0.2:
        text += f' "{rng.choice(sample.TITLES)}"'
    return Question(text, question.values)


@pytest.mark.parametrize("seed", range(4))
def test_forward_and_reversed_search_give_the_same_pairs(seed, flats):
    rng, user = random.Random(seed), factories.UserFactory()
    sources = [document.source for document in flats]
    searches = [(keep(user, question).pk, question) for question in (asked(rng, sources) for _ in range(100))]
    matching.match([source.offer_id for source in sources])
    found = set(SavedHit.objects.values_list("search_id", "offer_id"))
    expected = {(pk, offer) for pk, question in searches for offer in run(question)}
    assert found == expected
    assert len(expected) > 500


def run(question: Question) -> list[int]:
    """By all the words, as ``totals`` counts: the page makes do with fewer where no offer has all, an alert never."""
    return engine().every(question) if engine().totals([question])[0] else []


def test_every_filter_has_columns_that_it_fills(flats):
    rng = random.Random(1)
    for _ in range(200):
        values = sample.question(rng, [document.source for document in flats]).values
        for item in FILTERS:
            if item.name in values:
                assert item.saved(values[item.name]).keys() <= set(COLUMNS)


def test_an_offer_is_found_once_and_only_when_it_is_news(flats):
    source = next(document.source for document in flats if document.source.price)
    search = keep(factories.UserFactory(), Question("", {"canone": source.price, "tipo": "casa"}))
    prepared = row(source)
    with matching.news([source.offer_id]):
        services.write([prepared])  # as it was
    assert not SavedHit.objects.exists()
    prepared.values["price"] = source.price - 1
    with matching.news([source.offer_id]):
        services.write([prepared])
    with matching.news([source.offer_id]):
        prepared.values["price"] = source.price - 2
        services.write([prepared])
    assert list(SavedHit.objects.values_list("search_id", "offer_id")) == [(search.pk, source.offer_id)]


def test_the_anchor_is_the_clause_that_fewest_offers_meet(flats):
    user = factories.UserFactory()
    rare = keep(user, Question("", {"nil": ["23"], "locali": [2], "tipo": "casa", "canone": 2000}))
    broad = keep(user, Question("", {"canone": 2000, "tipo": "casa"}))
    assert set(SavedAnchor.objects.filter(search=rare).values_list("key", flat=True)) == {"1/nil:23"}
    assert set(SavedAnchor.objects.filter(search=broad).values_list("key", flat=True)) == {"1/any"}
