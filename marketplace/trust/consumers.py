"""What follows a check: letters to the body and the reviewer, and offers that lose the ground they stood on."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import User
from marketplace.notifications.services import send
from marketplace.offers.enums import OfferState
from marketplace.offers.models import StateChange
from marketplace.organisations.enums import Role
from marketplace.organisations.selectors import has_role, people_of
from marketplace.outbox.consumers import consumes

from .enums import CheckState
from .models import Check
from .services import expiry


@consumes("check.changed")
def tell_body(check_id: int) -> None:
    """Tell the people of the body what has become of their paper, or which check has failed or fallen."""
    check = Check.objects.select_related("body").filter(pk=check_id).first()
    if check is None or not _is_news(check):
        return
    for person in people_of(check.body):
        send(
            kind=f"check.{check.state}",
            to=person,
            subject=format_lazy("{}: {}", check.about.label, check.get_state_display()),
            template="trust/notifications/decided.txt",
            context={"check": check, "url": _address("body_detail", check.body_id)},
            dedupe_key=f"check.decided {check.pk} {check.state} {person.pk}",
        )


def _is_news(check: Check) -> bool:
    handed_in = check.proposed_by_id is not None
    return check.state in {CheckState.DEFECT, CheckState.WITHDRAWN} or (check.state == CheckState.OK and handed_in)


@consumes("check.changed")
def pause_what_lost_its_ground(check_id: int) -> None:
    body_id = Check.objects.filter(pk=check_id).values_list("body", flat=True).first()
    if body_id:
        expiry.pause_unchecked(body_id=body_id)


@consumes("offer.state")
def pause_what_comes_back_unchecked(change_id: int) -> None:
    """An offer that was reserved returns to the market without a guard; a check may have run out meanwhile."""
    change = StateChange.objects.filter(pk=change_id, old=OfferState.RESERVED, new=OfferState.PUBLISHED).first()
    if change:
        expiry.pause_if_unchecked(offer_id=change.offer_id)


@consumes("check.expiring")
def warn(check_id: int) -> None:
    """Warn the body, which has to bring a new paper, and the reviewer who did the check."""
    check = Check.objects.select_related("body", "done_by").filter(pk=check_id).first()
    if check is None or check.replaced_at or check.state != CheckState.OK or check.warned_days is None:
        return
    reviewer = check.done_by if check.done_by.is_active and has_role(check.done_by, Role.REVIEWER) else None
    for person in people_of(check.body):
        _warn(check, person, _address("body_detail", check.body_id))
    if reviewer:
        _warn(check, reviewer, _address("check_record", check.body_id, check.kind), reviewing=True)


def _warn(check: Check, person: User, url: str, *, reviewing: bool = False) -> None:
    until: date = check.valid_until
    send(
        kind="check.expiring",
        to=person,
        subject=format_lazy("{}: {}", check.about.label, _("sta per scadere")),
        template="trust/notifications/expiring.txt",
        context={"check": check, "until": until, "url": url, "reviewing": reviewing},
        dedupe_key=f"check.expiring {check.pk} {check.warned_days} {person.pk}",
    )


def _address(name: str, *args: Any) -> str:
    """A full address without a language in its path: the page opens in the reader's."""
    with translation.override(settings.LANGUAGE_CODE):
        return f"{settings.SITE_URL}{reverse(name, args=args)}"
