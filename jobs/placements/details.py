"""What the public page of a placement prints."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jobs.enums import TRAINEESHIPS, Certificate, ContractForm, Licence, Skill
from jobs.models import Placement
from jobs.vocabulary import occupations
from jobs.vocabulary.selectors import ccnl_titles, sector_titles
from marketplace.offers import maps
from marketplace.offers.cards import zone_name
from marketplace.offers.models import Offer
from marketplace.offers.photos import selectors as photos
from marketplace.offers.selectors import checked_items
from marketplace.trust.selectors import badges

from . import asks, contracts, printed
from .rules import pay
from .rules.reach import Reach, reach
from .selectors import nearest_station, placements


@dataclass(frozen=True)
class ShiftView:
    """A shift in words, and whether the metro runs before and after it."""

    days: str
    hours: str
    reach: Reach | None


def context(offer: Offer) -> dict[str, Any]:
    """``OfferKind.detail_context``. The address stands there unless its owner hides it, or it is somebody's home."""
    placement = placements().get(pk=offer.pk)
    point = offer.point if shows_address(placement) else offer.public_point
    walk = nearest_station(point) if point else None
    low, high, period = pay.stated(placement)
    return {
        "placement": placement,
        "employer": placement.employer_name,
        "badges": badges(offer.body) if offer.body_id else [],
        "checked": checked_items(offer),
        "occupation": occupations.title(placement.occupation),
        "sector": _title(sector_titles, placement.sector),
        "ccnl": _title(ccnl_titles, placement.ccnl),
        "contract": contracts.explain(placement.contract) if placement.contract else None,
        "term": term(placement),
        "trainee": placement.contract in TRAINEESHIPS,
        "pay": printed.pay_words(low, high, period) if low is not None else "",
        "pay_month": pay.month_of(placement),
        "shifts": shift_views(placement, walk.minutes if walk else 0),
        "walk": walk,
        "address": offer.full_address if shows_address(placement) else "",
        "zone": zone_name(offer),
        "pool": placement.pool,
        "skills": [Skill(code).label for code in placement.skills],
        "licences": [Licence(code).label for code in placement.licences],
        "certificates": [Certificate(code).label for code in placement.certificates],
        "photos": [view for view in photos.of_offer(offer) if view.is_ready],
        "map": maps.layers(),
    }


def term(placement: Placement) -> dict[str, Any]:
    """How long it lasts and what else belongs to this form of contract; nothing of the questions of another form."""
    asked = asks.of_term(placement.contract)
    known = {name: getattr(placement, name) for name in asked}
    labels = {
        "school": (_("Percorso di studio"), known.get("school")),
        "qualification": (_("Qualifica da raggiungere"), known.get("qualification")),
        "training_hours": (_("Ore di formazione in tre anni"), known.get("training_hours")),
        "eqf": (_("Livelli EQF"), ", ".join(str(level) for level in known.get("eqf") or [])),
        "qrsp_profile": (_("Profilo QRSP"), known.get("qrsp_profile")),
        "cause": (_("Causale"), _cause(placement) if known.get("cause") else ""),
        "agency_name": (_("Agenzia per il lavoro"), known.get("agency_name")),
        "call_days": (_("Giornate in tre anni"), known.get("call_days")),
        "may_convert": (_("Può diventare un contratto più lungo"), _("sì") if known.get("may_convert") else ""),
        "trial_day": (_("Giornata di prova pagata"), _("sì") if known.get("trial_day") else ""),
    }
    facts = [pair for name, pair in labels.items() if name in asked and pair[1]]
    if placement.contract in TRAINEESHIPS and placement.promoter_name:
        facts.append((_("Chi lo promuove"), placement.promoter_name))
    return {"months": known.get("months"), "facts": facts}


def _cause(placement: Placement) -> str:
    return ": ".join(filter(None, [placement.get_cause_display(), placement.cause_text]))


def shows_address(placement: Placement) -> bool:
    return placement.address_public and placement.contract != ContractForm.DOMESTIC


def shift_views(placement: Placement, walk_minutes: int) -> list[ShiftView]:
    """Each shift with its own reach: by metro one may come to the first and not go home from the last."""
    return [
        ShiftView(
            printed.days_words(shift.days),
            "–".join(f"{at:%H:%M}" for at in (shift.start, shift.end) if at),
            reach([shift], walk_minutes),
        )
        for shift in placement.shifts_known
    ]


def _title(titles: Any, code: str) -> str:
    return titles([code])[code] if code else ""
