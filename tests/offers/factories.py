"""Offers and agreements by state, for every test that needs one: ``offer_in("published", owner=...)``."""

from datetime import date, timedelta
from typing import Any

from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.db.backends.postgresql.psycopg_any import DateRange

from marketplace.core import clock
from marketplace.offers import kinds
from marketplace.offers.displacement import displace
from marketplace.offers.enums import AgreementState, OfferState
from marketplace.offers.models import Agreement, Offer, Review, StateChange
from marketplace.organisations.enums import Role
from marketplace.places.models import MILANO, Comune
from tests.factories import LAMBRATE, BodyFactory, person

# The shortest way to each state, as an owner, a reviewer and the portal would have gone it.
S = OfferState
PATHS: dict[str, list[S]] = {
    S.DRAFT: [],
    S.SUBMITTED: [S.SUBMITTED],
    S.CHANGES: [S.SUBMITTED, S.CHANGES],
    S.REJECTED: [S.SUBMITTED, S.REJECTED],
    S.PUBLISHED: [S.SUBMITTED, S.PUBLISHED],
    S.RESERVED: [S.SUBMITTED, S.PUBLISHED, S.RESERVED],
    S.TAKEN: [S.SUBMITTED, S.PUBLISHED, S.RESERVED, S.TAKEN],
    S.PAUSED: [S.SUBMITTED, S.PUBLISHED, S.PAUSED],
    S.WITHDRAWN: [S.SUBMITTED, S.PUBLISHED, S.WITHDRAWN],
    S.EXPIRED: [S.SUBMITTED, S.PUBLISHED, S.EXPIRED],
}


def milano() -> Comune:
    """Milan as the migrations left it, else with an outline that holds the city."""
    outline = MultiPolygon(Polygon.from_bbox((9.04, 45.38, 9.28, 45.54)), srid=4326)
    values = {"name": "Milano", "belfiore": "F205", "point": Point(9.19, 45.46, srid=4326), "area": outline}
    return Comune.objects.get_or_create(istat=MILANO, defaults=values)[0]


def offer_in(state: str, *, kind: str = "flat", reviewer: Any = None, **values: Any) -> Offer:
    """An offer in ``state`` with the history that leads there; its kind's own row where the kind is registered.

    The owner is a new landlord unless ``owner`` is given; ``point`` defaults to Lambrate.
    """
    owner = values.pop("owner", None) or person(Role.LANDLORD)
    moment, path = clock.now(), PATHS[state]
    published = {"published_at": moment, "confirmed_at": moment} if S.PUBLISHED in path else {}
    values = {
        "title": "Bilocale luminoso a Lambrate",
        "description": "Due stanze e un balcone.",
        "address": "Via Conte Rosso, 10",
        "point": LAMBRATE,
        "comune": milano(),
        "submitted_at": moment if path else None,
        **published,
        **values,
    }
    values.setdefault("public_point", displace(values["point"]) if values["point"] else None)
    offer = Offer.objects.create(kind=kind, state=state, owner=owner, **values)
    old = S.DRAFT
    for new in path:
        StateChange.objects.create(offer=offer, old=old, new=new, actor=reviewer if new in DECIDED else owner)
        old = new
    if kind in {known.code for known in kinds.all_kinds()}:
        kinds.get(kind).create(offer)
    return offer


DECIDED = {S.PUBLISHED, S.CHANGES, S.REJECTED}


def in_charge(offer: Offer, reviewer: Any = None) -> Review:
    """A submitted offer's open review, by a new reviewer unless one is given."""
    from marketplace.offers.services import review

    return review.take_charge(offer_id=offer.pk, actor=reviewer or person(Role.REVIEWER))


def agreement_in(state: str = AgreementState.DRAFT, *, offer: Offer | None = None, **values: Any) -> Agreement:
    """An agreement in ``state``; its offer is reserved while it is a draft, taken afterwards."""
    draft = state == AgreementState.DRAFT
    offer = offer or offer_in(S.RESERVED if draft else S.TAKEN)
    start = values.pop("start", clock.today() + timedelta(days=10))
    end = values.pop("end", date(start.year + 4, start.month, 1))
    values = {
        "body": values.get("body") or BodyFactory(),
        "case_code": "MI-7K2",
        "period": DateRange(start, end),
        "created_by": offer.owner,
        "signed_on": None if draft else clock.today(),
        **values,
    }
    return Agreement.objects.create(offer=offer, state=state, **values)
