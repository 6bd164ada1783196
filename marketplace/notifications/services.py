"""Outgoing messages: written as rows in the caller's transaction, sent by the worker after it.

The row is its own queue: a worker is asked right after the commit, and beat looks every half minute at what is due. A
process that dies while sending leaves a row in flight, which falls due again; a mail may then arrive twice, under the
same Message-ID, but never not at all.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise

from marketplace.core.clock import now
from marketplace.outbox.services import wake

from . import rendering, selectors
from .models import IN_FLIGHT_AT_MOST, MAX_ATTEMPTS, Message, MessageState, backoff

log = structlog.get_logger(__name__)
KEPT_FOR = timedelta(days=365)
SIGN_IN_KINDS = "account."  # messages with links that open an account
SIGN_IN_KEPT_FOR = timedelta(days=30)


def send(
    *,
    kind: str,
    to: Any,
    subject: str | Promise,
    template: str,
    context: Mapping[str, Any],
    dedupe_key: str = "",
    attachments: Iterable[dict[str, str]] = (),
) -> Message:
    """Write a message to a person in her language; it leaves after the caller's commit.

    ``template`` is a plain text ("offers/notifications/published.txt"); ``context`` gets ``recipient``, ``site_name``
    and ``site_url`` beside. ``dedupe_key`` names what may be said only once: the earlier message is returned then.
    ``attachments`` are small text files, ``{"name", "type", "text"}``.
    """
    with translation.override(to.language):
        words = str(subject)
    text = rendering.text_of(template, {"recipient": to, **context}, language=to.language)
    return write(
        kind=kind, user=to, address=to.email, language=to.language, subject=words, text=text,
        dedupe_key=dedupe_key, attachments=attachments,
    )  # fmt: skip


@transaction.atomic
def write(
    *,
    kind: str,
    address: str,
    subject: str,
    text: str,
    language: str,
    user: Any = None,
    dedupe_key: str = "",
    attachments: Iterable[dict[str, str]] = (),
    stop_url: str = "",
) -> Message:
    """Write a message whose words are ready, also to an address that no person of the portal has.

    ``stop_url``: where one POST, from the mail program and without signing in, ends messages like this one.
    """
    values = {
        "kind": kind,
        "user": user,
        "address": address,
        "language": language,
        "subject": " ".join(subject.split())[:200],
        "text": text,
        "html": rendering.html_of(text, subject=subject, language=language),
        "attachments": list(attachments),
        "stop_url": stop_url,
        "state": MessageState.QUEUED if settings.EMAIL_CONFIGURED else MessageState.KEPT,
    }
    if dedupe_key:
        message, created = Message.objects.get_or_create(dedupe_key=dedupe_key, defaults=values)
    else:
        message, created = Message.objects.create(**values), True
    if created and message.state == MessageState.QUEUED:
        transaction.on_commit(lambda: _ask_worker(message.pk), robust=True)
    return message


def _ask_worker(message_id: int) -> None:
    from .tasks import deliver as task  # noqa: PLC0415 -- tasks call services

    wake(task, message_id)


def deliver(message_id: int) -> None:
    """Send one message if it is due. Another process that has it in hand, or a missing row, ends this quietly."""
    message = _take(message_id)
    if message is None:
        return
    try:
        _mail(message).send()
    except Exception as error:
        log.warning("message_failed", message=message.pk, kind=message.kind, exc_info=True)
        _settle(message, error=f"{type(error).__name__}: {error}")
    else:
        _settle(message)


@transaction.atomic
def _take(message_id: int) -> Message | None:
    """Lock a due message and mark it in flight; ``None`` when there is nothing to send."""
    message = selectors.due().select_for_update(skip_locked=True).filter(pk=message_id).first()
    if message is None:
        return None
    if not settings.EMAIL_CONFIGURED:
        message.state = MessageState.KEPT
        message.save(update_fields=["state"])
        return None
    message.state = MessageState.IN_FLIGHT
    message.attempts += 1
    message.due_at = now() + IN_FLIGHT_AT_MOST
    message.save(update_fields=["state", "attempts", "due_at"])
    return message


def _mail(message: Message) -> EmailMultiAlternatives:
    domain = settings.SITE_URL.partition("://")[2].partition(":")[0]
    headers = {"Message-ID": f"<message-{message.pk}@{domain}>", "Content-Language": message.language}
    if message.stop_url:
        headers |= {"List-Unsubscribe": f"<{message.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(message.subject, message.text, to=[message.address], headers=headers)
    mail.attach_alternative(message.html, "text/html")
    for part in message.attachments:
        mail.attach(part["name"], part["text"], part["type"])
    return mail


def _settle(message: Message, *, error: str = "") -> None:
    """Record how this attempt ended, unless a later one has begun meanwhile."""
    if not error:
        values = {"state": MessageState.SENT, "sent_at": now(), "error": ""}
    elif message.attempts >= MAX_ATTEMPTS:
        values = {"state": MessageState.FAILED, "error": error}
    else:
        values = {"state": MessageState.QUEUED, "error": error, "due_at": now() + backoff(message.attempts)}
    Message.objects.filter(pk=message.pk, state=MessageState.IN_FLIGHT, attempts=message.attempts).update(**values)


def deliver_due(limit: int = 200) -> int:
    """Send what is due, the stuck ones included; return how many were tried."""
    ids = list(selectors.due().order_by("due_at").values_list("pk", flat=True)[:limit])
    for message_id in ids:
        deliver(message_id)
    return len(ids)


def forget() -> int:
    """Remove messages older than a year, and those with sign-in links after a month; return how many."""
    old = Message.objects.filter(created_at__lt=now() - KEPT_FOR)
    links = Message.objects.filter(kind__startswith=SIGN_IN_KINDS, created_at__lt=now() - SIGN_IN_KEPT_FOR)
    return old.delete()[0] + links.delete()[0]
