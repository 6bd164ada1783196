"""The index follows the truth: late, doubled or lost events leave no trace."""

import random
from dataclasses import replace
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection

from marketplace.outbox.consumers import consumers_of
from search import services
from search.documents import row
from search.engine import search
from search.models import SearchDocument, Term
from search.question import Question
from tests.search import sample
from tests.search.flats import published

pytestmark = pytest.mark.usefixtures("areas")


def found(text: str = "") -> list[int]:
    return search(Question(text)).ids


def deliver(offer_id: int) -> None:
    for consumer in consumers_of("offer.changed"):
        consumer([offer_id])


def test_an_event_makes_an_offer_findable_and_another_hides_it():
    offer = published()
    assert found() == []
    deliver(offer.pk)
    deliver(offer.pk)
    assert found("bilocale") == [offer.pk]
    offer.state = "paused"
    offer.save()
    deliver(offer.pk)
    assert found() == []
    deliver(987654)  # an offer that no longer exists


def test_what_is_kept_of_a_flat():
    offer = published(step_free=True, furnished="full", lease_types=["libero", "concordato"])
    services.index(offer.pk)
    document = SearchDocument.objects.get()
    assert (document.price, document.rooms, document.nil, document.comune) == (780, 2, 23, 146)
    assert (document.leases, document.flags) == (3, 3)
    assert document.tokens["bilocal"] == "A"
    assert len(document.record) == 48
    assert document.point.distance(offer.public_point) < 1e-6


def test_words_of_the_street_are_not_kept():
    offer = published(address="Via Conte Rosso 17")
    services.index(offer.pk)
    assert found("rosso") == []


def test_an_older_version_never_overwrites_a_newer():
    offer = published()
    services.index(offer.pk)
    SearchDocument.objects.update(version=2**40, price=1)
    services.index(offer.pk)
    assert SearchDocument.objects.get().price == 1


def test_check_counts_and_mends_what_differs(capsys):
    kept, ghost, missing, old = (published(title=f"Casa {n}") for n in range(4))
    services.index_many([kept.pk, ghost.pk, old.pk])
    type(ghost).objects.filter(pk=ghost.pk).update(state="withdrawn")
    type(old).objects.filter(pk=old.pk).update(title="Un altro titolo")
    drift = services.drift()
    assert (drift.missing, drift.ghosts, drift.old) == ([missing.pk], [ghost.pk], [old.pk])
    with pytest.raises(SystemExit):
        call_command("search_check")
    call_command("search_check", "--mend")
    assert not services.drift()
    assert "mended" in capsys.readouterr().out


def test_rebuild_writes_everything_and_counts_the_words():
    offers = [published(title="Trilocale a Baggio"), published()]
    SearchDocument.objects.all().delete()
    call_command("search_rebuild", verbosity=0)
    assert sorted(found()) == sorted(offer.pk for offer in offers)
    baggio = Term.objects.get(folded="baggio")
    assert (baggio.label, baggio.df) == ("baggio", 1)


def test_a_batch_reads_with_a_constant_number_of_queries(django_assert_num_queries):
    ids = [published().pk]
    services.index_many(ids)  # learns the words, reads the rulebook
    with django_assert_num_queries(12):
        services.index_many(ids)
    ids += [published().pk, published().pk]
    with django_assert_num_queries(12):
        services.index_many(ids)


def test_only_one_state_row(db):
    from search.models import IndexState

    with pytest.raises(IntegrityError):
        IndexState.objects.create(id=2)


def test_sections_are_what_stands_side_by_side_in_the_vector(db):
    """Also of a text with more than a vector holds: the engines find the same phrases, or none of them does."""
    sources = sample.sources(random.Random(3), 50)
    often = ["di casa " * 300, *(" ".join(f"parola{n}x{m}" for m in range(3000)) for n in range(7)), "la fine"]
    services.write([row(source) for source in [*sources, replace(sources[0], offer_id=99, body=often)]])
    kept = dict(SearchDocument.objects.values_list("pk", "sections"))
    assert kept[99].count("\n") > 5
    assert "fine" not in kept[99]
    with connection.cursor() as cursor:
        cursor.execute(import_module("search.migrations.0010_sections_of_words").SECTIONS)
    assert dict(SearchDocument.objects.values_list("pk", "sections")) == kept
