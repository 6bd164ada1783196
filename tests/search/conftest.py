import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.search import brute_force, sample


@pytest.fixture
def areas(db: None) -> None:
    """All NIL, municipi and comuni that the sample speaks of, by name only."""
    from django.contrib.gis.geos import Point

    from marketplace.places.models import Comune, Municipio, Nil

    middle = Point(9.19, 45.46, srid=4326)
    Municipio.objects.bulk_create(
        [Municipio(number=n, name=f"Municipio {n}", point=middle) for n in range(1, 10)], ignore_conflicts=True
    )
    Nil.objects.bulk_create(
        [Nil(number=n, name=f"Nil {n}", municipio_id=1, point=middle) for n in range(1, 89)], ignore_conflicts=True
    )
    Comune.objects.bulk_create(
        [
            Comune(istat=f"015{n:03d}", name=f"Comune {n}", belfiore=f"Z{n:03d}", point=middle)
            for n in (2, 77, 146, 209, 250)
        ],
        ignore_conflicts=True,
    )


@pytest.fixture
def flats(areas: None) -> Iterator[list[Any]]:
    """Four hundred invented documents in the index, and the same for the check in plain Python."""
    from search import services
    from search.documents import row

    invented = sample.sources(random.Random(7), 400)
    services.write([row(source) for source in invented])
    services.refresh_terms()
    return brute_force.documents(invented)
