"""What trust adds to lower floors' pages: a body's checks, and what its offers wait for."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from marketplace.core.clock import today
from marketplace.offers.enums import OPEN
from marketplace.offers.models import Offer
from marketplace.offers.panels import Task
from marketplace.organisations.models import Body
from marketplace.organisations.panels import Page, Panel
from marketplace.rulebook.selectors import figure

from . import kinds, requirements
from .enums import CheckState
from .models import Check
from .present import standings
from .selectors import fault, may_propose


def of_body(request: HttpRequest, body: Body, page: Page) -> Panel | None:
    """The table of checks: on the body's own page with what to hand in, on the reviewer's with what to look at."""
    rows = standings(body)
    if page == "review":
        listed = {row.kind.code for row in rows}
        others = [kind for kind in kinds.all_kinds() if kind.code not in listed]
        return Panel("trust/_body_review.html", {"rows": rows, "others": others})
    if not rows:
        return None
    missing = [row for row in rows if row.kind.required and not row.holds and row.proposal is None]
    return Panel(
        "trust/_body_own.html", {"rows": rows, "missing": missing, "may_propose": may_propose(request.user, body)}
    )


def tasks(offers: Sequence[Offer], user: Any) -> list[Task]:
    """One card for each check that open offers need and that is missing, has failed or ends soon."""
    wanted: dict[int, set[str]] = {}
    for offer in offers:
        if offer.body_id and offer.state in OPEN and (codes := requirements.of_offer(offer)):
            wanted.setdefault(offer.body_id, set()).update(codes)
    if not wanted:
        return []
    rows = {(row.body_id, row.kind, row.state == CheckState.PROPOSED): row for row in _open(wanted)}
    pairs = [(body_id, kinds.get(code)) for body_id, codes in wanted.items() for code in sorted(codes)]
    found = [
        _task(body_id, kind, rows.get((body_id, kind.code, False)))
        for body_id, kind in pairs
        if (body_id, kind.code, True) not in rows
    ]
    return [task for task in found if task]


def _open(wanted: dict[int, set[str]]) -> Sequence[Check]:
    return Check.objects.filter(replaced_at=None, body__in=wanted, kind__in=set().union(*wanted.values()))


def _task(body_id: int, kind: kinds.CheckKind, check: Check | None) -> Task | None:
    url = reverse("check_propose", args=[body_id, kind.code])
    action = _("Carica il documento")
    if text := fault(check, today()):
        return Task(f"{kind.label}: {text} {_('Serve per pubblicare.')}", url, action)
    soon = today() + timedelta(days=max(figure("check.warn_days").value))
    if check.valid_until > soon:
        return None
    words = {"kind": kind.label, "day": date_format(check.valid_until, "j F Y")}
    return Task(_("%(kind)s: vale fino al %(day)s.") % words, url, action, check.valid_until)
