"""Invented documents for the benches: what numpy lays out is what ``documents.row`` would have made."""

import numpy as np
import pytest
from django.db import connection

from marketplace.places.models import Nil
from search.benchmarks import synthetic
from search.benchmarks.questions import make_questions
from search.engine import engine
from search.mercator import quadkey
from search.models import SearchDocument
from search.record import BITS, EPOCH, LAYOUT, LAYOUT_HASH, NO_PRICE, on_grid, unit_vector

DOCUMENTS = 1500


@pytest.fixture
def invented(transactional_db, areas, monkeypatch):
    monkeypatch.setattr(synthetic, "BASE", 200)
    monkeypatch.setattr(synthetic, "CHUNK", 700)
    with connection.cursor() as cursor:
        cursor.execute("update places_nil set area = st_multi(st_buffer(point, 0.01))")
    synthetic.fill(DOCUMENTS)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_records_and_columns_agree(invented):
    assert Nil.objects.exists()
    rows = SearchDocument.objects.all()
    assert len(rows) == DOCUMENTS
    for one in rows:
        record = np.frombuffer(bytes(one.record), LAYOUT)[0]
        for name in ("nil", "municipio", "rooms", "persons", "contract", "type", "occupation", "hours", "cefr",
                     "sector", "comune", "kind", "pay", *BITS):  # fmt: skip
            assert (getattr(one, name) or 0) == record[name], name
        assert record["price"] == (NO_PRICE if one.price is None else one.price)
        assert record["published"] == one.published.timestamp()
        for name in ("start", "checked"):
            day = getattr(one, name)
            assert record[name] == ((day - EPOCH).days if day else 0)
        lon, lat = one.point.coords
        assert on_grid(lon, lat) == (lon, lat)
        assert one.qk == quadkey(lon, lat)
        assert (one.x, one.y, one.z) == pytest.approx(unit_vector(lon, lat), abs=1e-15)
    assert synthetic.ready(DOCUMENTS)
    assert not synthetic.ready(DOCUMENTS + 1)
    with connection.cursor() as cursor:
        names = {name for name, _definition in synthetic._indexes(cursor)}
    assert {index.name for index in SearchDocument._meta.indexes} <= names
    assert LAYOUT_HASH
    found = [engine().search(question).total for question in make_questions(60)]
    assert sum(total > 0 for total in found) > 30
