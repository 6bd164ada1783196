"""Two workers that send at once tell of an offer once; and what happens without the lock."""

import threading
from contextlib import suppress

import pytest
from django.db import connection
from django.db.models import QuerySet

from search.models import SavedHit
from search.saved import sending

from .. import factories
from .test_saved import fresh, save

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("areas")]


@pytest.mark.parametrize("locked", [True, False], ids=["as it is", "control: without the row lock"])
def test_two_senders_tell_once(locked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both see that the search has news before either writes; only the lock keeps them apart."""
    save(factories.UserFactory())
    fresh()
    written: list[int] = []
    both = threading.Barrier(2)
    still_wanted = sending.still_wanted

    def meet(search_id: int, offer_ids: list[int]) -> set[int]:
        with suppress(threading.BrokenBarrierError):  # behind the lock the other never comes
            both.wait(timeout=0.5 if locked else 20)
        return still_wanted(search_id, offer_ids)

    monkeypatch.setattr(sending, "still_wanted", meet)
    monkeypatch.setattr(sending, "_write", lambda search, offers, last_hit: written.extend(offers))
    if not locked:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self)

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert len(written) == (1 if locked else 2)
    assert not SavedHit.objects.filter(sent_at=None).exists()


def send() -> None:
    try:
        sending.send_due()
    finally:
        connection.close()
