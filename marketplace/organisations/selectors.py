"""Reads: which memberships hold, and who may act for what."""

from collections.abc import Collection, Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from marketplace.accounts.models import User
from marketplace.core.clock import now, today

from .enums import INVITABLE, BodyStatus
from .models import Body, Invitation, Membership


def current_memberships() -> QuerySet[Membership]:
    """Mandates that hold today and are confirmed, whatever the state of their body."""
    day = today()
    return Membership.objects.filter(valid_from__lte=day, confirmed_at__isnull=False).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )


def valid_memberships(user: Any) -> QuerySet[Membership]:
    """Mandates of this person that hold today, are confirmed and whose body is not suspended or revoked."""
    return (
        current_memberships()
        .filter(user=user)
        .exclude(body__status__in=[BodyStatus.SUSPENDED, BodyStatus.REVOKED])
        .select_related("body")
    )


def with_second_factor(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Add ``has_second_factor``: an authenticator or a key, recovery codes alone do not count."""
    factors = Authenticator.objects.filter(user_id=OuterRef("user_id"))
    return memberships.annotate(has_second_factor=Exists(factors.exclude(type=Authenticator.Type.RECOVERY_CODES)))


def bodies_where(user: Any, roles: Collection[str]) -> QuerySet[Body]:
    """Bodies for which this person holds one of these roles today."""
    return Body.objects.filter(pk__in=valid_memberships(user).filter(role__in=roles).values("body"))


def has_role(user: Any, *roles: str) -> bool:
    """Does this person hold one of these roles today, for herself or for a verified body?"""
    if not user.is_authenticated:
        return False
    rows = valid_memberships(user).filter(role__in=roles)
    return rows.filter(Q(body__isnull=True) | Q(body__status=BodyStatus.VERIFIED)).exists()


def own_memberships(user: Any) -> QuerySet[Membership]:
    """All of a person's mandates, also those that wait for a verification or have ended; the newest first."""
    return Membership.objects.filter(user=user).select_related("body").order_by("-pk")


def own_bodies(user: Any) -> QuerySet[Body]:
    """Bodies whose page this person may open: she belongs to them, or has registered them and waits."""
    day = today()
    holding = Membership.objects.filter(user=user).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    return Body.objects.filter(pk__in=holding.values("body"))


def members_of(body: Body) -> QuerySet[Membership]:
    """Mandates for this body that have not ended, confirmed or not."""
    day = today()
    return (
        body.memberships.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        .select_related("user", "body")
        .order_by("user__last_name", "user__first_name", "pk")
    )


def runs(user: Any, body: Body) -> Membership | None:
    """The mandate by which this person may invite colleagues into this body and end mandates; ``None`` without one."""
    return valid_memberships(user).filter(body=body, role__in=list(INVITABLE)).first()


def people_of(body: Body) -> QuerySet[User]:
    """Whom to write to about the body: everybody with a mandate that has not ended."""
    return User.objects.filter(pk__in=members_of(body).values("user"), is_active=True)


def open_invitations() -> QuerySet[Invitation]:
    """Invitations that may still be accepted."""
    found = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now())
    return found.select_related("body", "invited_by")


def body_names(ids: Iterable[int]) -> dict[int, str]:
    """What the bodies with these keys are called."""
    return dict(Body.objects.filter(pk__in=ids).values_list("pk", "legal_name"))


def bodies_for_review() -> QuerySet[Body]:
    """All bodies, pending ones first and among them the longest waiting first; those that owe us an answer after."""
    rank = Case(
        When(status=BodyStatus.PENDING, integration_asked_at=None, then=Value(0)),
        When(status=BodyStatus.PENDING, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    people = Count("memberships", distinct=True)
    return Body.objects.annotate(rank=rank, people=people).order_by("rank", "status_at", "legal_name")


def documents_for(user: Any, *, reviewer: bool) -> QuerySet[Membership]:
    """Mandates whose document this person may open: all for a reviewer, else those of bodies she runs and her own."""
    filed = Membership.objects.exclude(mandate_document="").select_related("body", "user")
    if reviewer:
        return filed
    run = valid_memberships(user).filter(role__in=list(INVITABLE), body__isnull=False).values("body")
    return filed.filter(Q(user=user) | Q(body__in=run))
