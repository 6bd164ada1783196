"""Reads of offers. Whoever may not see one does not find it: ``DoesNotExist``, so 404."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Max, Prefetch, Q, QuerySet, Sum
from django.http import Http404

from marketplace.accounts.models import User
from marketplace.core.clock import ROME, today
from marketplace.organisations.enums import OFFERERS
from marketplace.organisations.models import Membership
from marketplace.organisations.selectors import valid_memberships
from marketplace.rulebook.selectors import figure

from .. import kinds
from ..enums import FINDABLE
from ..models import Offer, OfferViews, Review, ReviewOutcome
from ..models.review import WITH_OUTCOME

PLACES = ("comune", "municipio", "nil")
_SHAPES = ("comune__area", "municipio__area", "nil__area", "nil__outline")


def public() -> QuerySet[Offer]:
    """Offers that everybody may read, with their places."""
    return _with_places(Offer.objects.filter(state__in=FINDABLE))


def owned_by(user: User, acting: Membership | None = None) -> QuerySet[Offer]:
    """The offers of this person: her own and those of the bodies that she publishes for.

    With ``acting`` only those of the body (or of the person) for which she acts now.
    """
    if acting is not None and acting.role in OFFERERS:
        mine = Q(body=acting.body_id) if acting.body_id else Q(owner=user, body=None)
    else:
        bodies = valid_memberships(user).filter(role__in=OFFERERS, body__isnull=False).values("body")
        mine = Q(owner=user, body=None) | Q(body__in=bodies)
    return _with_places(Offer.objects.filter(mine))


def get_owned_or_404(user: User, public_id: str) -> Offer:
    """The offer, for its owner or a colleague of the owning body. Raises ``Http404`` for anybody else."""
    try:
        return owned_by(user).select_related("body", "owner").get(public_id=public_id)
    except Offer.DoesNotExist:
        raise Http404 from None


def for_review() -> QuerySet[Offer]:
    """Everything that has ever been sent to the Comune, what must be answered first on top."""
    return (
        _with_places(Offer.objects.exclude(submitted_at=None))
        .select_related("owner", "body", "reviewer")
        .order_by(F("submitted_at") - F("review_spent"), "pk")
    )


def get_for_review_or_404(public_id: str) -> Offer:
    """The offer as the reviewer's page needs it. Raises ``Http404``."""
    looks = Review.objects.select_related("reviewer").order_by("-started_at", "-pk")
    try:
        return for_review().prefetch_related(Prefetch("reviews", looks), "photos").get(public_id=public_id)
    except Offer.DoesNotExist:
        raise Http404 from None


def due_on(offer: Offer) -> date | None:
    """The last day for the Comune's answer: ``offer.review_days`` from when it was sent (L. 241/1990 art. 2).

    The term rests while the offer is back with its owner for changes (c. 7): it does not begin anew.
    """
    if offer.submitted_at is None:
        return None
    day = (offer.submitted_at - offer.review_spent).astimezone(ROME).date()
    return day + timedelta(days=figure("offer.review_days", day).value)


def owner_people(offer: Offer) -> list[User]:
    """Who answers for an offer today: its owner, or once her mandate has ended those who publish for its body."""
    if offer.body_id is None:
        return [offer.owner]
    mandates = valid_mandates().filter(body=offer.body_id, role__in=OFFERERS).select_related("user")
    people = list({mandate.user_id: mandate.user for mandate in mandates}.values())
    return [person for person in people if person.pk == offer.owner_id] or people


def valid_mandates() -> QuerySet[Membership]:
    """Confirmed memberships that hold today, of anybody."""
    day = today()
    rows = Membership.objects.filter(valid_from__lte=day).exclude(confirmed_at=None)
    return rows.filter(Q(valid_to=None) | Q(valid_to__gte=day))


@dataclass(frozen=True)
class Checked:
    """A sentence about what the Comune has checked, with the day on which it was."""

    text: str
    on: date


def checked_items(offer: Offer) -> list[Checked]:
    """What the public page may say has been checked: the public sentences of the lines ticked at the last approval."""
    review = offer.reviews.filter(outcome=ReviewOutcome.APPROVED).order_by("-closed_at").first()
    if review is None:
        return []
    day = review.closed_at.astimezone(ROME).date()
    lines = kinds.get(offer.kind).checklist
    return [Checked(line.public, day) for line in lines if line.public and review.checklist.get(line.code)]


def view_counts(offers: Sequence[Offer]) -> dict[int, int]:
    """How often the public pages of these offers have been opened, by the offer's id."""
    rows = OfferViews.objects.filter(offer__in=offers).values_list("offer").annotate(total=Sum("count"))
    return dict(rows.order_by())


def last_decision_at() -> datetime | None:
    """When the Comune last decided about an offer."""
    return Review.objects.filter(outcome__in=WITH_OUTCOME).aggregate(last=Max("closed_at"))["last"]


def _with_places(rows: QuerySet[Offer]) -> QuerySet[Offer]:
    return rows.select_related(*PLACES).defer(*_SHAPES)


def approved_on(offer_ids: Iterable[int]) -> dict[int, date]:
    """When a reviewer last found each of these offers right; those that nobody has reviewed are left out."""
    approved = Review.objects.filter(offer__in=offer_ids, outcome=ReviewOutcome.APPROVED)
    rows = approved.values_list("offer").annotate(Max("closed_at"))
    return {offer_id: at.astimezone(ROME).date() for offer_id, at in rows if at}
