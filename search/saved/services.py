"""Keeping, confirming, changing and stopping searches. What people look for is theirs: nothing of it is audited."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now
from marketplace.core.errors import DomainError, NotAllowed
from marketplace.core.locks import lock, named_lock
from marketplace.notifications import rendering
from marketplace.notifications import services as notifications

from ..models import SavedHit, SavedSearch
from . import links, reading
from .anchors import anchors_of, key_counts, write_anchors

UNCONFIRMED_FOR = timedelta(days=3)  # that an address is kept without its holder's word
FOUND_FOR = timedelta(days=365)  # that an offer counts as told
MOST = 30  # live searches of one person or address
LETTERS_A_DAY = 5  # asking one address for its word
BATCH = 500


@transaction.atomic
def save(*, actor: Any, query: str, frequency: str, title: str = "") -> SavedSearch:
    """Keep a search for a person of the portal; the same search again only changes title and frequency.

    Raises ``DomainError`` when it finds too much, or she has too many.
    """
    if not actor.is_authenticated:
        raise NotAllowed
    named_lock("saved", actor.pk)
    question = _checked(query)
    own, query = SavedSearch.objects.filter(user=actor), reading.canonical(question)
    search = own.filter(query=query).first() or SavedSearch(user=actor, query=query)
    _limit(own.exclude(pk=search.pk))
    search.title, search.frequency, search.language = title or reading.title_of(question), frequency, actor.language
    search.confirmed_at, search.stopped_at = now(), None
    search.save()
    read_again([search.pk])
    return search


@transaction.atomic
def ask(*, actor: None, address: str, query: str, frequency: str, language: str) -> None:
    """Somebody gives an address: write to it, and keep the search until its holder says yes.

    Says nothing of what is known of the address. Raises ``DomainError`` for a search that finds too much.
    """
    address = address.lower()
    named_lock("saved", address)
    question = _checked(query)
    known = SavedSearch.objects.filter(address=address)
    waiting = known.filter(confirmed_at=None, created_at__gt=now() - timedelta(days=1))
    if waiting.count() >= LETTERS_A_DAY:
        return
    search = SavedSearch.objects.create(
        address=address, query=reading.canonical(question), title=reading.title_of(question), frequency=frequency,
        language=language,
    )  # fmt: skip
    with override(language):
        subject = gettext("Conferma il tuo avviso")
    context = {"search": search, "link": links.link(search, links.CONFIRM), "days": UNCONFIRMED_FOR.days}
    text = rendering.text_of("search/notifications/confirm.txt", context, language=language)
    notifications.write(kind="search.confirm", address=address, subject=subject, text=text, language=language)


def _checked(query: str) -> Any:
    question = reading.question_of(query)
    reading.refuse_floods(question)
    return question


def _limit(live: Any) -> None:
    if live.filter(stopped_at=None).exclude(confirmed_at=None).count() >= MOST:
        raise DomainError(
            _("Hai già %(n)s ricerche salvate: fermane una, poi salva questa.") % {"n": MOST}
        )  # fmt: skip


@transaction.atomic
def confirm(*, actor: None, link: str) -> SavedSearch:
    """The holder of the address says yes. Again does no harm. Raises ``SavedSearch.DoesNotExist``, ``DomainError``."""
    named = SavedSearch.objects.exclude(address="").get(public_id=links.public_id_of(link, links.CONFIRM))
    named_lock("saved", named.address)
    search = lock(SavedSearch.objects.all(), pk=named.pk)
    if search.confirmed_at is None:
        others = SavedSearch.objects.filter(address=search.address).exclude(pk=search.pk)
        others.filter(query=search.query).delete()  # the same with another frequency
        _limit(others)
        search.confirmed_at = now()
        search.save(update_fields=["confirmed_at"])
        read_again([search.pk])
    return search


@transaction.atomic
def stop_by_link(*, actor: None, link: str) -> None:
    """Whoever holds the link of a message stops it, without signing in; again does no harm.

    Of a stranger nothing is kept. Raises ``SavedSearch.DoesNotExist`` for a link that we never gave out.
    """
    search = SavedSearch.objects.filter(public_id=links.public_id_of(link, links.STOP)).first()
    if search and search.user_id:
        _stop(search)
    elif search:
        search.delete()


@transaction.atomic
def change(*, actor: Any, public_id: str, title: str, frequency: str) -> SavedSearch:
    """Raises ``SavedSearch.DoesNotExist`` for the search of another."""
    search = lock(SavedSearch.objects.filter(user=actor), public_id=public_id)
    search.title, search.frequency = title, frequency
    search.save(update_fields=["title", "frequency"])
    return search


@transaction.atomic
def stop(*, actor: Any, public_id: str) -> SavedSearch:
    """No more messages; the search stays in the list. Raises ``SavedSearch.DoesNotExist``."""
    return _stop(lock(SavedSearch.objects.filter(user=actor), public_id=public_id))


def _stop(search: SavedSearch) -> SavedSearch:
    if search.stopped_at is None:
        search.stopped_at = now()
        search.save(update_fields=["stopped_at"])
        write_anchors({search.pk: []})
        search.hits.filter(sent_at=None).delete()
    return search


@transaction.atomic
def resume(*, actor: Any, public_id: str) -> SavedSearch:
    """Raises ``SavedSearch.DoesNotExist``, and ``DomainError`` when it finds too much by now."""
    search = lock(SavedSearch.objects.filter(user=actor), public_id=public_id)
    return save(actor=actor, query=search.query, frequency=search.frequency, title=search.title)


@transaction.atomic
def delete(*, actor: Any, public_id: str) -> None:
    """Raises ``SavedSearch.DoesNotExist``."""
    lock(SavedSearch.objects.filter(user=actor), public_id=public_id).delete()


def read_again(search_ids: Iterable[int] | None = None) -> int:
    """Write anew what searches ask for, by what their address and words mean today; all live ones without ids.

    After a change of synonyms, and nightly: figures of the rulebook, corrections of misspelt words and the counts
    that anchors go by change as well.
    """
    live = SavedSearch.objects.filter(stopped_at=None).exclude(confirmed_at=None).order_by("pk")
    if search_ids is not None:
        live = live.filter(pk__in=list(search_ids))
    done, last = 0, 0
    while batch := list(live.filter(pk__gt=last)[:BATCH]):
        _read_batch(batch)
        done, last = done + len(batch), batch[-1].pk
    return done


def read_again_with(tokens: Iterable[str]) -> int:
    """``read_again`` for the searches in which one of these tokens stands: an editor changed its synonyms."""
    asked = SavedSearch.objects.exclude(words=None).annotate(text=Cast("words", TextField()))
    return read_again(asked.filter(text__regex=f"'({'|'.join(tokens)})'").values_list("pk", flat=True))


@transaction.atomic
def _read_batch(batch: list[SavedSearch]) -> None:
    keys, counts = {}, key_counts()
    for search in batch:
        found = reading.read(search.query)
        for name, value in found.columns.items():
            setattr(search, name, value)
        keys[search.pk] = anchors_of(found.columns, found.words, counts)
    rows = SavedSearch.objects.select_for_update().filter(pk__in=keys, stopped_at=None).order_by("pk")
    here = set(rows.values_list("pk", flat=True))  # one that was stopped meanwhile gets no anchors again
    SavedSearch.objects.bulk_update([search for search in batch if search.pk in here], reading.COLUMNS, batch_size=100)
    write_anchors({pk: own for pk, own in keys.items() if pk in here})


def forget() -> int:
    """Remove searches that nobody confirmed, and what was told so long ago that nobody asks. Returns the searches."""
    SavedHit.objects.filter(sent_at__lt=now() - FOUND_FOR).delete()
    waiting = SavedSearch.objects.filter(confirmed_at=None, created_at__lt=now() - UNCONFIRMED_FOR)
    return waiting.delete()[0]
