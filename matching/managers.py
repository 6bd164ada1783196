"""Needs are never read without saying for whom: the manager that refuses."""

from typing import TYPE_CHECKING

from django.db import models

from marketplace.organisations.enums import CASE_WORKERS, BodyStatus

if TYPE_CHECKING:
    from marketplace.organisations.models import Membership

    from .models import Need


class ScopeRequired(RuntimeError):
    """A need was asked for without saying for which body."""


class BodyScopedManager(models.Manager["Need"]):
    """``Need.objects.of(acting)`` and nothing else; ``Need.objects.all()`` raises.

    Tasks of the portal itself, which act for no body, say so with ``Need.unscoped``. We add no row-level policy in
    PostgreSQL: the portal connects as the owner of the tables, whom policies do not bind, and a role and a setting
    for each request would travel badly with pooled connections. The manager, the selectors behind it and the access
    tests (another body's operator gets 404 on every address) carry the rule instead.
    """

    def of(self, acting: "Membership | None") -> "models.QuerySet[Need]":
        """The needs of the body for which this membership acts; none for anybody but its case workers."""
        if acting is None or acting.role not in CASE_WORKERS or acting.body.status != BodyStatus.VERIFIED:
            return super().get_queryset().none()
        return super().get_queryset().filter(body_id=acting.body_id)

    def get_queryset(self) -> "models.QuerySet[Need]":
        raise ScopeRequired("Say for whom: Need.objects.of(request.acting), or Need.unscoped in a system task.")
