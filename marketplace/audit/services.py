"""Writing the audit trail."""

from typing import Any

from django.db import models

from marketplace.core import actor as acting

from .models import Entry


def log(action: str, *, actor: Any, obj: models.Model, **data: Any) -> Entry:
    """Record who did (or read) what, in the caller's transaction.

    ``action`` is dotted and in the past tense, "offer.published"; ``actor`` None is the portal itself;
    ``data`` must not hold anything of a beneficiary beyond the case code.
    """
    return Entry.objects.create(
        actor=actor,
        actor_label=str(actor) if actor else "portale",
        action=action,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        body_id=acting.current_body(),
        data=data,
    )


def read(*, actor: Any, obj: models.Model, purpose: str = "", **data: Any) -> Entry:
    """Record a read or an export of a case, as "<model>.read" (``domain.md`` §5 asks for every one)."""
    if purpose:
        data["purpose"] = purpose
    return log(f"{obj._meta.model_name}.read", actor=actor, obj=obj, **data)
