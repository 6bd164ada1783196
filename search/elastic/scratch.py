"""An empty index of our mapping that a measurement fills and throws away."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from .client import client
from .indices import body


@contextmanager
def scratch(purpose: str) -> Iterator[str]:
    indices = client().options(request_timeout=30).indices
    name = f"{settings.ELASTICSEARCH_PREFIX}-bench-{purpose}"
    indices.delete(index=name, ignore_unavailable=True)
    indices.create(index=name, **body())
    try:
        yield name
    finally:
        indices.delete(index=name)
