"""The order in which the demonstration is made."""

import random
from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from django.core.cache import cache
from django.db import connection, transaction

from cms.editors import sync_editors
from cms.services import seed_site
from marketplace.accounts.models import User
from marketplace.accounts.services import give_demo_totp
from marketplace.offers.models import Offer
from marketplace.organisations.enums import NEEDS_SECOND_FACTOR
from matching.models import Proposal
from matching.services import facts
from search.models import SearchDocument
from search.services import index_many, refresh_terms
from search.sources import findable

from .bulk import index_later
from .courses import make_courses
from .enrolments import make_enrolments
from .flats import make_flats
from .hires import make_hires
from .needs import make_needs
from .people import ACCOUNTS, make_cast
from .photos import make_photos
from .placements import make_placements
from .proposals import make_proposals

SEED = 20260523
UNBOUNDED = {"flats", "needs", "proposals"}
MOST = 10  # times as many of what grows with bodies and owners


@dataclass(frozen=True)
class Amounts:
    """How much to make; the 25 bodies of ``people.BODIES`` come with any amount. Photos are not multiplied."""

    flats: int = 400
    placements: int = 150
    courses: int = 90
    needs: int = 300
    proposals: int = 150
    hires: int = 110
    enrolments: int = 130
    owners: int = 150
    with_photos: int = 120

    def times(self, scale: int) -> "Amounts":
        """``scale`` times as many flats, needs and proposals for them, and up to ``MOST`` times of the rest.

        The bodies stay the same: a firm with hundreds of jobs is nobody's, an owner has more flats rather
        than the city more owners than it has, and each hire and enrolment is weighed criterion by criterion.
        """
        names = {field.name for field in fields(self)} - {"with_photos"}
        return replace(self, **{
            name: getattr(self, name) * (scale if name in UNBOUNDED else min(scale, MOST)) for name in names
        })  # fmt: skip


@dataclass(frozen=True)
class Made:
    flats: int
    placements: int
    courses: int
    needs: int
    proposals: int
    photos: int
    findable: int


def exists() -> bool:
    """Whether the demonstration has been made here."""
    return Offer.objects.filter(is_demo=True).exists()


@transaction.atomic
def make(amounts: Amounts, seed: int = SEED, say: Callable[[str], object] = print) -> Made:
    """Write everything or nothing. The same seed on the same day gives the same content."""
    rng = random.Random(seed)  # noqa: S311 -- plausible, not secret
    seed_site()
    say("people and bodies")
    cast = make_cast(rng, amounts.owners)
    sync_editors()
    guarded = [account.email for account in ACCOUNTS if account.role in NEEDS_SECOND_FACTOR]
    for user in User.objects.filter(email__in=guarded):
        give_demo_totp(user)
    with index_later(SearchDocument):
        say("flats")
        flats = make_flats(rng, cast, amounts.flats)
        say("jobs and courses")
        placements = make_placements(rng, cast, amounts.placements)
        courses = make_courses(rng, cast, amounts.courses)
    say("needs and proposals")
    needs = make_needs(rng, cast, amounts.needs)
    make_proposals(rng, needs, amounts.proposals, (ACCOUNTS[0].email, ACCOUNTS[2].email))
    hired = make_hires(rng, needs, amounts.hires)
    enrolled = make_enrolments(rng, needs, amounts.enrolments)
    facts.sweep()
    gone = SearchDocument.objects.exclude(pk__in=findable().values("pk"))
    index_many({*gone.values_list("pk", flat=True), *hired, *enrolled})
    say("photos")
    photos = make_photos(rng, amounts.with_photos)
    say("counting words")
    refresh_terms()
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    cache.clear()
    proposals = Proposal.objects.filter(is_demo=True).count()
    return Made(len(flats), placements, courses, len(needs), proposals, len(photos), SearchDocument.objects.count())
