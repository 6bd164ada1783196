"""Invented courses with their editions, in every state of their life."""

import random
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any

from jobs.courses.rules.holidays import is_holiday
from jobs.courses.rules.timetable import Line, slots
from jobs.enums import EditionState, MediationLanguage, Mode
from jobs.models import Course, CourseEdition, Lesson, WeeklyTime
from marketplace.core.clock import today
from marketplace.core.ids import public_id
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer, SeatPool
from marketplace.organisations.models import Membership

from . import jobwords
from .bodies import BY_NAME
from .bulk import copy
from .people import ACCOUNTS, Cast
from .postings import REASONS, Poster, days_from_today, history
from .published import publish

BATCH = 2500
WITH_LESSONS = 120  # courses; the others keep their timetable only: a large demonstration were nothing but lessons
PROGRAMMES = tomllib.loads((Path(__file__).parent / "data/courses.toml").read_text())["course"]
E, S = EditionState, OfferState
TIMES = {  # days, from, to
    "due_mattine": ((2, 4), 9, 12), "tre_mattine": ((1, 3, 5), 9, 12), "quattro_mattine": ((1, 2, 3, 4), 9, 13),
    "due_pomeriggi": ((1, 3), 14, 17), "due_sere": ((2, 4), 18, 21), "tre_sere": ((1, 3, 4), 18, 21),
    "quattro_sere": ((1, 2, 3, 4), 18, 22), "un_pomeriggio": ((5,), 14, 18), "un_sabato": ((6,), 9, 13),
}  # fmt: skip
GUEST = ACCOUNTS[[account.email for account in ACCOUNTS].index("formazione@demo.example")]
GUEST_TYPES = ["haccp", "fp_regionale", "muletto", "sicurezza", "competenze"]
GUEST_STATES = [S.PUBLISHED, S.PUBLISHED, S.CHANGES, S.DRAFT, S.PUBLISHED]


@dataclass
class Run:
    """An edition with its seats and times, not saved."""

    edition: CourseEdition
    pool: SeatPool
    times: list[WeeklyTime]
    lessons: list[Lesson]


@dataclass
class Posted:
    offer: Offer
    content: Course
    runs: list[Run]


class Maker(Poster):
    """Draws one course after the other."""

    def __init__(self, rng: random.Random, cast: Cast):
        super().__init__(rng)
        self.guest = next(member for member in cast.trainers if member.user.email == GUEST.email)
        self.others = [member for member in cast.trainers if member != self.guest]
        self.places: dict[int, Any] = {}
        self.turns: Counter[int] = Counter()

    def draw(self, count: int) -> Iterator[Posted]:
        for number in range(count):
            mine = number < len(GUEST_TYPES)
            member = self.guest if mine else self._member(number, count)
            state = GUEST_STATES[number] if mine else self.state(member)
            wanted = {GUEST_TYPES[number]} if mine else set(BY_NAME[member.body.legal_name].courses)
            known = [row for row in PROGRAMMES if row["type"] in wanted]
            yield self._posted(number, member, state, known[self._turn(member) % len(known)])

    def _turn(self, member: Membership) -> int:
        """How many courses its body has had so far: each goes on to the next of its types."""
        self.turns[member.body_id] += 1
        return self.turns[member.body_id] - 1

    def _member(self, number: int, count: int) -> Membership:
        """The school that a visitor acts for holds a handful more, so that all types of course are there."""
        if number < len(GUEST_TYPES) + 20:
            return self.guest if number % 2 else self.others[number % len(self.others)]
        return self.others[number % len(self.others)]

    def _posted(self, number: int, member: Membership, state: str, about: dict[str, Any]) -> Posted:
        rng = self.rng
        spot = self.places.setdefault(member.body_id, self.map.draw()) if rng.random() < 0.7 else self.map.draw()
        text = jobwords.of_course(rng)
        offer = self.offer("course", member, state, spot, title=rng.choice(about["titles"]), description=text)
        content = self._content(offer, about)
        runs = self._runs(offer, about, number < WITH_LESSONS)
        if state == S.DRAFT:
            content.childcare, runs = "", runs[:1]
        return Posted(offer, content, runs)

    def _content(self, offer: Offer, about: dict[str, Any]) -> Course:
        rng, hours = self.rng, about["hours"]
        lab, stage = about.get("lab", 0), about.get("stage", 0)
        languages = sorted(rng.sample(MediationLanguage.values, rng.randint(1, 3))) if rng.random() < 0.5 else []
        return Course(
            offer=offer, type=about["type"], outcomes=about["outcomes"], certificate_issuer=about.get("issuer", ""),
            qrsp_profile=about.get("qrsp", ""), eqf=about.get("eqf"), sector=about.get("sector", ""),
            occupations=about.get("occupations", []), skills=about.get("skills", []), programme=about["programme"],
            hours_total=hours, hours_class=hours - lab - stage, hours_lab=lab or None, hours_stage=stage or None,
            mode=Mode.PRESENCE, step_free=rng.random() < 0.7, attendance_min=about.get("attendance", 75),
            entry_cefr=about.get("entry", ""), exit_cefr=about.get("exit", ""),
            entry_schooling=about.get("schooling", "none"), min_age=about.get("min_age"), max_age=about.get("max_age"),
            cost=about.get("cost", 0), stipend=about.get("stipend"),
            stipend_note="Per chi frequenta almeno il 75 % delle ore." if about.get("stipend") else "",
            material="Dispense comprese.", childcare=about["childcare"], funding=about["funding"],
            mediation_languages=languages, declaration_at=offer.submitted_at,
        )  # fmt: skip

    def _runs(self, offer: Offer, about: dict[str, Any], lessons: bool) -> list[Run]:
        """One or two to come, and of what is online one that is over and one that is going on."""
        rng, length = self.rng, self._weeks(about) * 7
        starts = [days_from_today(rng, 12, 45)]
        if rng.random() < 0.5:
            starts.append(days_from_today(rng, 60, 120))
        if offer.published_at:
            starts += [
                today() - timedelta(days=length + rng.randint(20, 60)),
                today() - timedelta(days=min(14, length - 1)),
            ]
        if offer.state == S.EXPIRED:
            starts = starts[-2:-1]
        runs = [self._run(offer, about, start, lessons) for start in starts]
        if len(runs) > 2 and rng.random() < 0.1:
            runs[1].edition.state = E.CANCELLED
        coming = [run.edition for run in runs if run.edition.state == E.OPEN] or [runs[0].edition]
        offer.available_from, offer.available_to = min((one.start, one.enrol_by) for one in coming)
        return runs

    def _weeks(self, about: dict[str, Any]) -> int:
        days, start, end = TIMES[about["times"][0]]
        taught = about["hours"] - about.get("stage", 0)
        return max(1, ceil(taught / (len(days) * (end - start))))

    def _run(self, offer: Offer, about: dict[str, Any], start: date, lessons: bool) -> Run:
        rng = self.rng
        days, begin, stop = TIMES[rng.choice(about["times"])]
        while start.isoweekday() not in days or is_holiday(start, offer.comune_id):
            start += timedelta(days=1)
        end = start + timedelta(days=self._weeks(about) * 7 - 1)
        code, enrol_by = public_id(), start - timedelta(days=rng.randint(2, 7))
        state = E.ENDED if end < today() else E.CONFIRMED if start <= today() else E.OPEN
        pool = SeatPool(
            offer=offer, code=code, total=rng.choice([6, 8, 10, 12, 15]), closes_on=enrol_by,
            waiting_list=rng.random() < 0.8,
        )  # fmt: skip
        edition = CourseEdition(
            public_id=code, course_id=None, pool=pool, state=state, start=start, end=end, enrol_by=enrol_by,
            min_seats=4, room=f"Aula {rng.randint(1, 9)}",
        )  # fmt: skip
        times = [WeeklyTime(edition=edition, day=str(day), start=time(begin), end=time(stop)) for day in days]
        lines = [Line(day, time(begin), time(stop)) for day in days]
        held = slots(lines, start, end, offer.comune_id) if lessons else ()
        return Run(edition, pool, times, [
            Lesson(edition=edition, start=slot.start, end=slot.end, slot=slot.start) for slot in held
        ])  # fmt: skip


def make_courses(rng: random.Random, cast: Cast, count: int) -> int:
    """Write ``count`` courses in batches. Returns how many."""
    drawn, made = Maker(rng, cast).draw(count), 0
    while batch := list(islice(drawn, BATCH)):
        _save(batch)
        copy(history([one.offer for one in batch], REASONS | {S.WITHDRAWN: "too_few"}))
        publish([one.offer for one in batch])
        made += len(batch)
    return made


def _save(batch: list[Posted]) -> None:
    copy([one.offer for one in batch])
    for one in batch:
        one.content.offer_id = one.offer.pk
        for run in one.runs:
            run.pool.offer_id = run.edition.course_id = one.offer.pk
    runs = [run for one in batch for run in one.runs]
    copy([one.content for one in batch])
    copy([run.pool for run in runs])
    for run in runs:
        run.edition.pool_id = run.pool.pk
    copy([run.edition for run in runs])
    for run in runs:
        for row in (*run.times, *run.lessons):
            row.edition_id = run.edition.pk  # type: ignore[attr-defined]  # both have one
    copy([row for run in runs for row in run.times])
    copy([row for run in runs for row in run.lessons])
