"""What Elasticsearch is told, and when: every change once, a late one never over a newer, nothing left behind."""

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from elasticsearch import TransportError

from marketplace.core import clock
from search import pending, services
from search.elastic import checking, copying, indices
from search.models import Copy, Pending, SearchDocument
from tests.search.flats import published

pytestmark = pytest.mark.usefixtures("areas", "elasticsearch")


def copied(name: str | None = None) -> dict[int, int]:
    """Id → version of all that the copy has."""
    name = name or indices.live()
    indices.client().indices.refresh(index=name)
    return dict(checking._copied(name))


def true() -> dict[int, int]:
    return dict(SearchDocument.objects.values_list("offer_id", "version"))


def waiting() -> dict[int, int]:
    return dict(Pending.objects.values_list("offer_id", "version"))


def test_without_elasticsearch_nothing_is_noted(settings):
    settings.ELASTICSEARCH_URL = ""
    services.index(published().pk)
    assert not waiting()


def test_a_change_waits_until_it_is_sent():
    indices.rebuild()
    offer = published()
    services.index(offer.pk)
    assert waiting() == true()
    assert copying.send_pending() == 1
    assert (copied(), waiting()) == (true(), {})
    assert copying.send_pending() == 0

    type(offer).objects.filter(pk=offer.pk).update(state="paused")
    services.index(offer.pk)
    services.index(offer.pk)  # an event that comes twice: nothing more to remove
    (version,) = waiting().values()
    assert copying.send_pending() == 1
    assert (copied(), waiting()) == ({}, {})
    assert version > offer.pk


def test_of_two_changes_the_newer_waits_in_the_place_of_the_older():
    offer = published()
    services.index(offer.pk)
    first = pending.oldest()
    services.index(offer.pk)
    assert waiting() == true()
    assert pending.oldest() == first


def test_a_rolled_back_change_is_not_noted():
    with transaction.atomic():
        services.index(published().pk)
        assert waiting()
        transaction.set_rollback(True)
    assert not waiting()


def test_a_row_written_anew_while_it_is_sent_waits_on(monkeypatch):
    indices.rebuild()
    offer = published()
    services.index(offer.pk)
    send = copying.send

    def change_meanwhile(copies, body):
        monkeypatch.setattr(copying, "send", send)
        Pending.objects.update(version=2**40)
        return send(copies, body)

    monkeypatch.setattr(copying, "send", change_meanwhile)
    monkeypatch.setattr(copying, "pipelined", lambda work, act: ((item, act(item)) for item in work))
    copying._round()
    assert waiting() == {offer.pk: 2**40}


def test_what_a_copy_refuses_rests_and_holds_up_nothing(elasticsearch):
    indices.rebuild()
    bad, good = published(), published()
    services.index_many([bad.pk, good.pk])
    SearchDocument.objects.filter(pk=bad.pk).update(qk=0, lines=["x" * 40_000])  # longer than a term may be
    assert copying.send_pending() == 1
    assert list(waiting()) == [bad.pk]
    assert list(copied()) == [good.pk]
    assert copying.send_pending() == 0
    services.index(bad.pk)  # a change makes it due at once
    assert copying.send_pending() == 1
    assert not waiting()


def test_while_elasticsearch_is_away_rows_wait(settings, elasticsearch):
    indices.rebuild()
    url, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, "http://127.0.0.1:9"
    services.index(published().pk)
    with pytest.raises(TransportError):
        copying.send_pending()
    assert waiting() == true()
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        assert pending.is_behind()
    settings.ELASTICSEARCH_URL = url
    copying.try_to_send()
    assert (copied(), waiting()) == (true(), {})


def test_check_finds_and_mends(capsys, elasticsearch):
    kept, missing, old = (published().pk for _ in range(3))
    ghost = missing + 1000
    services.index_many([kept, missing, old])
    indices.rebuild()
    copying.send_pending()
    name = indices.live()
    elasticsearch.delete(index=name, id=str(missing))
    source = elasticsearch.get(index=name, id=str(kept))["_source"]
    elasticsearch.index(index=name, id=str(ghost), document=source | {"id": ghost})
    SearchDocument.objects.filter(pk=old).update(version=2**40)
    found = checking.drift(name)
    assert (found.missing, found.ghosts, found.old) == ([missing], [ghost], [old])
    with pytest.raises(SystemExit):
        call_command("search_check")
    call_command("search_check", "--mend")
    assert "Elasticsearch mended: missing 0, ghosts 0, old 0" in capsys.readouterr().out
    assert copied() == true()


def test_before_the_first_index_nothing_is_kept_for_it(elasticsearch):
    services.index(published().pk)
    assert copying.send_pending() == 1
    assert not waiting()
    indices.rebuild()
    assert copied() == true()


def test_what_waits_is_no_drift(elasticsearch):
    indices.rebuild()
    services.index(published().pk)
    assert not checking.drift(indices.live())


def test_rebuild_swaps_the_alias_and_leaves_one_index(elasticsearch):
    services.index(published().pk)
    indices.rebuild()
    first = indices.live()
    services.index(published().pk)
    assert indices.rebuild() == 2
    second = indices.live()
    assert first != second
    assert copied(indices.alias()) == true()
    assert list(elasticsearch.indices.get(index=f"{indices.alias()}-*")) == [second]
    assert Copy.objects.count() == 1


@pytest.mark.parametrize("step", ["_create", "wait_for_senders", "fill", "_agree", "_swap", "sweep"])
def test_a_rebuild_killed_at_any_step_is_made_good_by_the_next(step, monkeypatch, elasticsearch):
    services.index(published().pk)
    indices.rebuild()
    before = indices.live()

    def killed(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        step_itself = getattr(indices, step)
        patch.setattr(indices, step, killed if step != "sweep" else lambda: killed() if Copy.objects.count() > 1 else 0)
        with pytest.raises(KeyboardInterrupt):
            indices.rebuild()
        assert step_itself
    assert copied(indices.alias()) == true()
    services.index(published().pk)
    copying.send_pending()
    assert copied(indices.alias()) == true()
    indices.rebuild()
    assert indices.live() != before
    assert list(elasticsearch.indices.get(index=f"{indices.alias()}-*")) == [indices.live()]
    assert copied(indices.alias()) == true()


def test_killed_between_the_alias_and_the_commit_the_next_keeps_what_answers(elasticsearch, monkeypatch):
    services.index(published().pk)
    indices.rebuild()
    old = indices.live()
    monkeypatch.setattr(indices, "sweep", lambda: None)
    indices.rebuild()
    new = indices.live()
    Copy.objects.filter(pk=new).update(state="filling")
    Copy.objects.filter(pk=old).update(state="live")
    indices._settle()
    assert dict(Copy.objects.values_list("name", "state")) == {old: "dropped", new: "live"}


@pytest.mark.django_db(transaction=True)
def test_one_rebuild_at_a_time(elasticsearch, monkeypatch):
    both = threading.Barrier(2, timeout=20)
    outcome = []

    def other():
        try:
            indices.rebuild()
        except indices.Busy:
            outcome.append("busy")
        finally:
            connection.close()
            both.wait()

    def meanwhile(name):
        thread = threading.Thread(target=other)
        thread.start()
        both.wait()
        thread.join()
        return 0

    monkeypatch.setattr(indices, "fill", meanwhile)
    indices.rebuild()
    assert outcome == ["busy"]
