"""Reading the rulebook."""

from collections import defaultdict
from datetime import date

from asgiref.local import Local
from django.core.signals import request_started
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fields import TextField

from marketplace.core.clock import today

from .models import Figure

# All figures, shared by the threads of this process, with the state of the table that they were read in.
_book: tuple[str, dict[str, list[Figure]]] = ("", {})
_read = Local()  # whether this request has asked for changes

# Changes with every committed change, and falls back when one is rolled back.
_STATE = RawSQL("(SELECT concat(count(*), ' ', sum(xmin::text::bigint)) FROM rulebook_figure)", [], TextField())


def figure(key: str, on: date | None = None) -> Figure:
    """The figure ``key`` that holds on ``on`` (default today). Raises ``Figure.DoesNotExist``.

    The first call of a request asks once, with one query, for what has changed; the others ask nothing.
    """
    day = on or today()
    for candidate in _figures().get(key, []):
        if day in candidate.valid:
            return candidate
    raise Figure.DoesNotExist(f"The rulebook has no figure {key!r} for {day}.")


def history(text: str = "", *, on: date | None = None, past: bool = False) -> QuerySet[Figure]:
    """Figures whose words contain ``text``: those that hold on ``on``, or with ``past`` of all times."""
    found = Figure.objects.all() if past else Figure.objects.filter(valid__contains=on or today())
    for word in text.split():
        found = found.filter(
            Q(label__unaccent__icontains=word)
            | Q(label_en__icontains=word)
            | Q(key__icontains=word)
            | Q(legal_ref__icontains=word)
            | Q(note__unaccent__icontains=word)
        )
    return found.order_by("key", "valid")


def forget(**_signal: object) -> None:
    """Ask again before the next figure: at each request and task."""
    _read.done = False


def forget_all() -> None:
    """Read everything again: after a change within the present transaction."""
    global _book  # noqa: PLW0603 -- replaced as a whole, so that no thread sees half of it
    _book = ("", {})
    forget()


request_started.connect(forget, dispatch_uid="rulebook.forget")


def _figures() -> dict[str, list[Figure]]:
    global _book  # noqa: PLW0603
    if not getattr(_read, "done", False):
        found: dict[str, list[Figure]] = defaultdict(list)
        state = ""
        for row in Figure.objects.annotate(state=_STATE).exclude(state=_book[0]):
            found[row.key].append(row)
            state = row.state
        if state:
            _book = (state, dict(found))
        _read.done = True
    return _book[1]
