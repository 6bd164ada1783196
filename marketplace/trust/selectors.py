"""Reads: which checks hold, what is missing, and what may be said in public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from marketplace.core.clock import today
from marketplace.organisations.enums import INVITABLE, BodyStatus
from marketplace.organisations.models import Body
from marketplace.organisations.selectors import bodies_where, own_bodies, runs

from . import kinds, requirements
from .enums import OUTCOMES, CheckState
from .models import Check

if TYPE_CHECKING:
    from marketplace.offers.models import Offer


@dataclass(frozen=True)
class Badge:
    """What the public reads of one check: exactly what was looked at and when."""

    kind: str
    text: str
    on: date
    until: date


@dataclass(frozen=True)
class Gap:
    """A required check that does not hold: ``text`` says which, and since when."""

    kind: kinds.CheckKind
    text: str


def current_checks(body: Body) -> QuerySet[Check]:
    """The decided checks of a body that no newer one has replaced, whatever their outcome and their end."""
    return Check.objects.filter(body=body, replaced_at=None, state__in=OUTCOMES)


def valid_checks(body: Body, on: date | None = None) -> QuerySet[Check]:
    """The checks of a body with a good outcome that hold on ``on`` (default today); the last day counts."""
    day = on or today()
    return current_checks(body).filter(state=CheckState.OK, valid_until__gte=day)


def labour_accreditation(body: Body, on: date | None = None) -> Check | None:
    """The accreditation by which this body may bring people and employers together on ``on``; None without one."""
    return valid_checks(body, on).filter(kind=kinds.LABOUR).first()


def may_intermediate(body: Body, on: date | None = None) -> bool:
    """May this body move an application for a job forward? The Comune by law, others with a valid accreditation.

    D.Lgs. 276/2003 art. 6; L.R. Lombardia 22/2006.
    """
    return is_city(body) or labour_accreditation(body, on) is not None


def is_city(body: Body) -> bool:
    """Is this the Comune that runs the portal?"""
    return body.codice_fiscale == settings.SITE_CONTACT["tax_code"]


def badges(body: Body) -> list[Badge]:
    """What has been checked about a body and holds today, in the words that everybody may read."""
    rows = {check.kind: check for check in valid_checks(body)}
    shown = [(kind, rows[kind.code]) for kind in kinds.all_kinds() if kind.public and kind.code in rows]
    return [
        Badge(kind.code, kind.public % _days(kind, check), check.done_on, check.valid_until) for kind, check in shown
    ]


def _days(kind: kinds.CheckKind, check: Check) -> dict[str, str]:
    on = check.issued_on if kind.declared and check.issued_on else check.done_on
    return {"on": date_format(on, "j F Y"), "until": date_format(check.valid_until, "j F Y")}


def gaps(offer: "Offer", on: date | None = None) -> list[Gap]:
    """What is missing before this offer may stand on the market."""
    return gaps_of(offer.body, requirements.of_offer(offer), on)


def gaps_of(body: Body | None, codes: Iterable[str], on: date | None = None) -> list[Gap]:
    """Those of the checks ``codes`` that do not hold for ``body`` on ``on`` (default today)."""
    wanted = [kind for kind in kinds.all_kinds() if kind.code in set(codes)]
    if not wanted:
        return []
    rows = {check.kind: check for check in current_checks(body)} if body else {}
    day = on or today()
    found = [(kind, fault(rows.get(kind.code), day)) for kind in wanted]
    return [Gap(kind, f"{kind.label}: {text}") for kind, text in found if text]


def fault(check: Check | None, day: date) -> str:
    """What is wrong with a required check on ``day``, to stand after its name; empty where it holds."""
    if check is None:
        return _("manca.")
    if check.state == CheckState.DEFECT:
        return _("dal %(day)s risulta non in regola.") % {"day": date_format(check.done_on, "j F Y")}
    if check.valid_until < day:
        return _("valeva fino al %(day)s.") % {"day": date_format(check.valid_until, "j F Y")}
    return ""


def with_evidence(user: Any, *, reviewer: bool) -> QuerySet[Check]:
    """Checks whose paper this person may open: all for a reviewer, else those of bodies she runs, and her own."""
    filed = Check.objects.exclude(evidence="").select_related("body")
    if reviewer:
        return filed
    own = Q(proposed_by=user, body__in=own_bodies(user))
    return filed.filter(Q(body__in=bodies_where(user, INVITABLE)) | own)


def open_rows(body: Body, kind: str) -> QuerySet[Check]:
    """The current check of this kind and the proposal beside it, where there are any."""
    return Check.objects.filter(body=body, kind=kind, replaced_at=None)


def to_warn(*, until: date, days: int) -> QuerySet[Check]:
    """Valid checks that end by ``until`` and whose people have not been warned ``days`` before, or later."""
    ending = Check.objects.filter(
        replaced_at=None, state=CheckState.OK, valid_until__gte=today(), valid_until__lte=until
    )
    return ending.filter(Q(warned_days=None) | Q(warned_days__gt=days))


def may_propose(user: Any, body: Body) -> bool:
    """May this person hand in papers for the body? Who runs it, and who registered it while it is being verified."""
    founder = body.status == BodyStatus.PENDING and body.created_by_id == user.pk
    return founder or runs(user, body) is not None


def decided_and_proposed(body: Body) -> list[Check]:
    """All that is open about a body: current checks and proposals."""
    return list(Check.objects.filter(body=body, replaced_at=None).select_related("done_by", "proposed_by"))


def history(body: Body, kind: str) -> QuerySet[Check]:
    """What came before: replaced and withdrawn checks, the newest first. Proposals that were replaced are none."""
    past = Check.objects.filter(body=body, kind=kind, replaced_at__isnull=False).exclude(state=CheckState.PROPOSED)
    return past.select_related("done_by").order_by("-replaced_at")


def for_review(until: date) -> QuerySet[Check]:
    """What a reviewer has to look after: proposals first, then what ends by ``until`` or has ended, then defects."""
    rank = Case(
        When(state=CheckState.PROPOSED, then=Value(0)),
        When(state=CheckState.OK, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    rows = Check.objects.filter(replaced_at=None).filter(~Q(state=CheckState.OK) | Q(valid_until__lte=until))
    return rows.select_related("body").annotate(rank=rank).order_by("rank", "valid_until", "proposed_at", "pk")
