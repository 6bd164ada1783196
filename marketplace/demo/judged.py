"""The demonstration that the judged queries were written for: the same offers on every day, and gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import transaction

from marketplace.core import clock
from search.models import SearchDocument

from .seed import Amounts, make

DAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


@contextmanager
def demonstration() -> Iterator[None]:
    """At scale 1, without photos, as of ``DAY``, in a transaction that is rolled back."""
    with transaction.atomic(), clock.frozen(DAY):
        SearchDocument.objects.all().delete()  # invented by another measurement
        make(Amounts(with_photos=0), say=lambda text: None)
        yield
        transaction.set_rollback(True)
