"""Invented placements of all forms of contract, in every state of their life."""

import random
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from jobs.enums import APPRENTICESHIPS, ContractForm, Experience, PayPeriod, Promoter, Remote
from jobs.models import Placement, Shift
from jobs.placements.rules.traineeship import indemnity_floor
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer, SeatPool
from marketplace.organisations.enums import BodyForm
from marketplace.organisations.models import Membership
from marketplace.trust import kinds as checks
from marketplace.trust.selectors import gaps_of

from . import jobwords
from .bodies import BY_NAME
from .bulk import copy
from .people import ACCOUNTS, Cast
from .postings import REASONS, STATES, Poster, days_from_today, history, move_back
from .published import publish

BATCH = 2500
TRADES = tomllib.loads((Path(__file__).parent / "data/trades.toml").read_text())["trade"]
C = ContractForm
WEEK, SIX, END = ["1", "2", "3", "4", "5"], ["1", "2", "3", "4", "5", "6"], ["6", "7"]
SHIFTS: dict[str, tuple[list[tuple[list[str], int, int]], Decimal, Decimal]] = {  # days and hours; a day; a week
    "pranzo": ([(SIX, 10, 15)], Decimal(5), Decimal(30)),
    "cena": ([(["2", "3", "4", "5", "6"], 18, 23)], Decimal(5), Decimal(25)),
    "spezzato": ([(["2", "3", "4", "5", "6"], 11, 15), (["2", "3", "4", "5", "6"], 18, 22)], Decimal(8), Decimal(40)),
    "mattina": ([(WEEK, 6, 14)], Decimal(8), Decimal(40)),
    "pomeriggio": ([(WEEK, 14, 22)], Decimal(8), Decimal(40)),
    "notte": ([(WEEK, 22, 6)], Decimal(8), Decimal(40)),
    "giornata": ([(WEEK, 9, 18)], Decimal(8), Decimal(40)),
    "cantiere": ([(WEEK, 7, 16)], Decimal(8), Decimal(40)),
    "alba": ([(WEEK, 5, 9)], Decimal(4), Decimal(20)),
    "sera": ([(WEEK, 18, 21)], Decimal(3), Decimal(15)),
    "part_mattina": ([(WEEK, 8, 12)], Decimal(4), Decimal(20)),
    "sei_giorni": ([(SIX, 8, 14)], Decimal(6), Decimal(36)),
    "fine_settimana": ([(END, 10, 18)], Decimal(8), Decimal(16)),
    "forno_notte": ([(SIX, 1, 7)], Decimal(6), Decimal(36)),
}
MONTHS = {
    C.TRAINEESHIP: (3, 4, 6), C.INCLUSION: (6, 12), C.WORK_GRANT: (3, 6), C.APPRENTICE_1: (36,),
    C.APPRENTICE_2: (24, 36), C.APPRENTICE_3: (12, 24), C.FIXED_TERM: (4, 6, 9, 12), C.SEASONAL: (3, 4, 5),
    C.AGENCY: (3, 6, 12),
}  # fmt: skip
PROMOTERS = [
    (Promoter.CPI, "Centro per l’impiego di Milano"),
    (Promoter.LABOUR, "Cooperativa Ponte Nuovo (demo)"),
    (Promoter.TRAINING, "Centro Studi Barona (demo)"),
]
GUEST = ACCOUNTS[[account.email for account in ACCOUNTS].index("impresa@demo.example")]
GUEST_STATES = [  # of the account that a visitor tries first: something of each that asks something of it
    OfferState.PUBLISHED, OfferState.PUBLISHED, OfferState.CHANGES, OfferState.DRAFT, OfferState.PUBLISHED,
]  # fmt: skip


@dataclass
class Posted:
    """One placement with its rows, not saved."""

    offer: Offer
    content: Placement
    pool: SeatPool
    shifts: list[Shift]


class Maker(Poster):
    """Draws one placement after the other."""

    states = STATES | {OfferState.EXPIRED: 130}  # where there were seats, hires.py finds who had them

    def __init__(self, rng: random.Random, cast: Cast):
        super().__init__(rng)
        self.guest = next(member for member in cast.employers if member.user.email == GUEST.email)
        firms = [member for member in cast.employers if member != self.guest]
        houses = [member for member in firms if member.body.form == BodyForm.PARISH]
        self.others = [*firms, *(firm for firm in firms * 3 if firm not in houses)]  # a house needs few people
        self.turns: Counter[int] = Counter()
        bodies = {member.body for member in cast.employers}
        self.lacking = {body.pk for body in bodies if gaps_of(body, checks.due_from_employer(body))}

    def draw(self, count: int) -> Iterator[Posted]:
        for number in range(count):
            mine = number < len(GUEST_STATES)
            member = self.guest if mine else self.others[number % len(self.others)]
            state = GUEST_STATES[number] if mine else self._state(member)
            yield self._posted(member, state)

    def _state(self, member: Membership) -> str:
        """Without its checks a firm publishes nothing, and what it had published rests."""
        state = self.state(member)
        return OfferState.PAUSED if member.body_id in self.lacking and state == OfferState.PUBLISHED else state

    def _posted(self, member: Membership, state: str) -> Posted:
        rng = self.rng
        groups = BY_NAME[member.body.legal_name].trades
        trades = [trade for trade in TRADES if trade["group"] in groups]
        self.turns[member.body_id] += 1
        turn = self.turns[member.body_id] - 1
        trade = trades[turn % len(trades)]
        contract = ContractForm(trade["contracts"][turn // len(trades) % len(trade["contracts"])])
        spot = self.map.draw()
        over = state == OfferState.EXPIRED
        first = days_from_today(rng, -400, -20) if over else days_from_today(rng, 15, 90)
        last = first - timedelta(days=rng.randint(1, 10))
        text = jobwords.of_job(rng)
        if state in {OfferState.SUBMITTED, OfferState.REJECTED} and rng.random() < 0.5:
            text += " " + rng.choice(jobwords.WISHES)
        offer = self.offer(
            "placement", member, state, spot, title=self._title(trade, spot), description=text,
            available_from=first, available_to=last,
        )  # fmt: skip
        if over:
            move_back(offer, (offer.published_at.date() - last).days + rng.randint(25, 35))
        total = rng.choice([1, 1, 2]) if over else rng.choice([1, 1, 1, 2, 2, 3, 4, 5])
        pool = SeatPool(offer=offer, total=total, closes_on=last, waiting_list=rng.random() < 0.25)
        if turn == 0:  # the first of each firm shows seats of which some are taken
            pool.total = 4
        content, shifts = self._content(offer, trade, contract)
        if state == OfferState.DRAFT and rng.random() < 0.6:
            content.tasks, content.employees, shifts = "", None, []
        return Posted(offer, content, pool, shifts)

    def _title(self, trade: dict[str, Any], spot: Any) -> str:
        zone = self.nils[spot.nil].name.split(" - ")[0].title() if spot.nil else self.comuni[spot.comune].name
        return f"{trade['title']}, {'zona ' if spot.nil else ''}{zone}"[:80]

    def _content(self, offer: Offer, trade: dict[str, Any], contract: str) -> tuple[Placement, list[Shift]]:
        rng = self.rng
        rows, hours_day, hours_week = SHIFTS[rng.choice(trade["shifts"])]
        cefr = trade.get("cefr", "")
        placement = Placement(
            offer=offer, contract=contract, occupation=trade["occupation"], sector=offer.body.ateco[0],
            tasks=trade["tasks"], skills=trade["skills"], experience=trade.get("experience", Experience.NONE),
            remote=Remote.NO, transport_note=rng.choice(jobwords.TRANSPORT), hours_day=hours_day,
            hours_week=hours_week, cefr_spoken=cefr, cefr_reason=trade.get("reason", ""),
            licences=trade.get("licences", []), certificates=trade.get("certificates", []),
            protective_gear=trade.get("gear", ""), address_public=rng.random() < 0.8, meals=rng.random() < 0.4,
            **self._term(trade, contract), **self._declared(contract),
        )  # fmt: skip
        self._pay(placement, trade)
        if offer.submitted_at:
            placement.declaration_at = offer.submitted_at
        shifts = [Shift(placement=placement, days=days, start=time(start), end=time(end)) for days, start, end in rows]
        return placement, [] if contract == C.ON_CALL else shifts

    def _term(self, trade: dict[str, Any], contract: str) -> dict[str, Any]:
        """How long, and what only this form of contract says."""
        rng, months = self.rng, MONTHS.get(contract)
        values: dict[str, Any] = {"months": rng.choice(months) if months else None}
        match contract:
            case C.TRAINEESHIP | C.WORK_GRANT:
                values |= {"eqf": [2, 3], "may_convert": rng.random() < 0.5}
            case C.INCLUSION:
                values["social_service"] = True
            case C.APPRENTICE_1 | C.APPRENTICE_3:
                values |= {"school": "Scuola Isola dei Mestieri (demo)", "qualification": trade["qualification"]}
            case C.APPRENTICE_2:
                values |= {"craft": False, "training_hours": 120, "qualification": trade["qualification"]}
            case C.AGENCY:
                values["agency_name"] = "Agenzia Lavoro Lombarda Spa (demo)"
            case C.ON_CALL:
                values["call_days"] = rng.choice([60, 90, 120])
            case C.FIXED_TERM:
                values["may_convert"] = rng.random() < 0.5
        return values

    def _declared(self, contract: str) -> dict[str, Any]:
        rng = self.rng
        values: dict[str, Any] = {
            "employees": rng.choice([6, 9, 14, 22, 40]), "safety_declared": True, "quota_declared": True,
        }  # fmt: skip
        if contract in APPRENTICESHIPS:
            values["plan"] = True
        if contract in (C.TRAINEESHIP, C.INCLUSION, C.WORK_GRANT):
            kind, name = rng.choice(PROMOTERS)
            values |= {
                "promoter_kind": kind, "promoter_name": name, "agreed": True, "plan": True,
                "tutor_trainees": rng.randint(0, 2), "trainees": rng.randint(0, 1), "no_prior_work": True,
            }  # fmt: skip
        return values

    def _pay(self, placement: Placement, trade: dict[str, Any]) -> None:
        """An indemnity at or above its floor, or the trade's range by the hour or by the month."""
        if placement.contract in (C.TRAINEESHIP, C.INCLUSION, C.WORK_GRANT):
            least = indemnity_floor(hours_day=placement.hours_day, meals=placement.meals, public_body=False)
            placement.indemnity = least + self.rng.choice([0, 50, 100, 150])
            return
        low, high = (Decimal(str(value)) for value in trade["pay"])
        placement.ccnl, placement.level, placement.pay_period = trade["ccnl"], trade["level"], PayPeriod.HOUR
        if placement.contract != C.ON_CALL and self.rng.random() < 0.6:
            month = placement.hours_week * 52 / 12
            low, high = (round(value * month / 10 + 1) * 10 for value in (low, high))
            placement.pay_period, placement.pay_instalments = PayPeriod.MONTH, self.rng.choice([13, 14])
        placement.pay_min, placement.pay_max = Decimal(low), Decimal(high)
        if placement.contract == C.ON_CALL:
            placement.hours_week = placement.hours_day = None


def make_placements(rng: random.Random, cast: Cast, count: int) -> int:
    """Write ``count`` placements in batches. Returns how many."""
    maker, made = Maker(rng, cast), 0
    drawn = maker.draw(count)
    while batch := list(islice(drawn, BATCH)):
        _save(batch)
        copy(history([one.offer for one in batch], REASONS, maker.lacking))
        publish([one.offer for one in batch])
        made += len(batch)
    return made


def _save(batch: list[Posted]) -> None:
    copy([one.offer for one in batch])
    for one in batch:
        one.content.offer_id = one.pool.offer_id = one.offer.pk
        for shift in one.shifts:
            shift.placement_id = one.offer.pk
    copy([one.content for one in batch])
    copy([one.pool for one in batch])
    copy([shift for one in batch for shift in one.shifts])
