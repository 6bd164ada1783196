"""Reads: which memberships hold, and who may act for what."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from marketplace.core.clock import today

from .enums import BodyStatus
from .models import Body, Membership


def valid_memberships(user: Any) -> QuerySet[Membership]:
    """Mandates of this person that hold today, are confirmed and whose body is not suspended or revoked."""
    day = today()
    return (
        Membership.objects.filter(user=user, valid_from__lte=day, confirmed_at__isnull=False)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        .exclude(body__status__in=[BodyStatus.SUSPENDED, BodyStatus.REVOKED])
        .select_related("body")
    )


def bodies_where(user: Any, roles: Collection[str]) -> QuerySet[Body]:
    """Bodies for which this person holds one of these roles today."""
    return Body.objects.filter(pk__in=valid_memberships(user).filter(role__in=roles).values("body"))


def has_role(user: Any, *roles: str) -> bool:
    """Does this person hold one of these roles today, for herself or for a verified body?"""
    if not user.is_authenticated:
        return False
    rows = valid_memberships(user).filter(role__in=roles)
    return rows.filter(Q(body__isnull=True) | Q(body__status=BodyStatus.VERIFIED)).exists()
