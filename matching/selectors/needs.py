"""Needs, always of the body for which somebody acts. Whoever reads, the views log it."""

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from marketplace.organisations.models import Membership

from ..enums import LIVE, NeedState
from ..models import Need

CURRENT = frozenset({NeedState.OPEN, NeedState.PAUSED, NeedState.AGREED})


def needs_of(acting: Membership | None, *, state: str = "", text: str = "") -> QuerySet[Need]:
    """The body's needs with the number of their live proposals; the longest-waiting first."""
    rows = Need.objects.of(acting).select_related("operator", "work_plan", "course_plan")
    rows = rows.filter(state=state) if state else rows.filter(state__in=CURRENT)
    if text:
        rows = rows.filter(case_code__icontains=text)
    live = Count("proposals", filter=Q(proposals__state__in=LIVE))
    return rows.annotate(live_proposals=live).order_by("created_at", "id")


def need_of(acting: Membership | None, public_id: str) -> Need:
    """One need of the body. Raises ``Http404`` for another body's as for none."""
    rows = Need.objects.of(acting).select_related("operator", "body", "work_plan", "course_plan")
    need = rows.filter(public_id=public_id).first()
    if need is None:
        raise Http404
    return need
