"""Nothing of somebody who looks for work or a course but the matrix (domain.md §5) reaches an employer or a trainer.

A plan full of values that occur nowhere else is proposed, met about and agreed on; all that the other side could get
hold of is collected, and searched for them.
"""

import json
import logging
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from marketplace.audit.models import Entry
from marketplace.core.clock import now, today
from marketplace.notifications.models import Message
from marketplace.offers.models import Agreement
from marketplace.offers.panels import agreement_part, tasks, timeline
from marketplace.outbox.services import relay_batch
from matching import disclosure, ics
from matching.models import CoursePlan, Proposal, WorkPlan
from matching.permits import PermitKind
from matching.rules import rules
from matching.services import agreements, messages, proposals, visits

from .factories import accredited, make_course, make_placement, make_plan, propose, terms_for

pytestmark = pytest.mark.django_db

PERMIT_DATE = date(2025, 3, 17)
SECRET_WORK = {
    "permit_kind": PermitKind.SUBSIDIARY,
    "permit_date": PERMIT_DATE + timedelta(days=3650),
    "born_year": 1987,
    "occupations_known": ["7212"],
    "occupations_wished": ["5120"],
    "contracts": ["determinato"],
    "skills": ["aiuto_cucina"],
}
SECRET_COURSE = {"born_year": 1987, "childcare_needed": True, "schooling": "middle"}
# How the values above, and those computed from them, could be printed somewhere.
MARKS = [
    "SUSSIDIARIA",
    "ussidiaria",
    "2035",
    "1987",
    "7212",
    "5120",
    "born_year",
    "permit_",
    "occupations",
    "Segretissima",
    "13, 16",
    "childcare",
]


def marks_in(text: str) -> list[str]:
    """The marks that a text holds; a number counts where it stands alone, not within a random identifier."""
    ends = {mark: r"(?![0-9A-Za-z-])" if mark.isdigit() else "" for mark in MARKS}
    starts = {mark: r"(?<![0-9A-Za-z-])" if mark.isdigit() else "" for mark in MARKS}
    return [mark for mark in MARKS if re.search(starts[mark] + re.escape(mark) + ends[mark], text)]


@pytest.fixture(params=[make_placement, make_course])
def journey(request, operator, caplog):
    """A proposal from the sending to the signature, with every step that tells somebody something."""
    caplog.set_level(logging.INFO)
    need = make_plan(
        accredited(operator), children_ages=[13, 16], daily_place="Via Segretissima 77",
        work=SECRET_WORK, course=SECRET_COURSE,
    )  # fmt: skip
    offer = request.param()
    row = propose(operator, need, offer, note="Buongiorno.")
    by, owner = ({"actor": actor, "proposal_id": row.pk} for actor in (operator.user, offer.owner))
    pages = []

    def look() -> None:
        client = Client()
        client.force_login(offer.owner, backend="django.contrib.auth.backends.ModelBackend")
        urls = [row.get_absolute_url(), reverse("proposal_list"), reverse("my_offer", args=[offer.public_id])]
        urls += [reverse("agreement", args=[found.public_id]) for found in Agreement.objects.all()]
        for url in urls:
            answer = client.get(url)
            assert answer.status_code == 200
            page = answer.content.decode()
            pages.append(f"{url} {dict(answer.headers)} {page[page.index('<main') :]}")

    look()
    proposals.accept_meeting(**owner)
    (slot,) = visits.propose(**by, starts=[now() + timedelta(days=2)])
    look()
    visits.choose(**owner, slot_id=slot.pk)
    messages.write(**by, text="A sabato.")
    pages.append(ics.visit(row, slot))
    visits.cancel(**owner, slot_id=slot.pk)
    proposals.accept(**owner)
    look()
    agreements.sign(**by, terms=terms_for(offer))
    look()
    relay_batch()
    return need, offer, pages, caplog.text


def test_who_offers_never_gets_more_than_the_matrix(journey):
    need, offer, pages, _log = journey
    said = [
        f"{m.subject} {m.text} {m.html} {m.attachments} {m.kind} {m.dedupe_key}"
        for m in Message.objects.filter(user=offer.owner)
    ]
    said += [json.dumps(row.profile) + row.note for row in Proposal.objects.all()]
    said += [str(line) for line in timeline(offer, offer.owner) + tasks([offer], offer.owner)]
    for row in Agreement.objects.select_related("offer"):
        said += [json.dumps({**row.terms, "permit_attested": None}).replace("permit_attested", "") + row.case_code]
        said += [str(fact) for fact in agreement_part(row, offer.owner)]

    for text in pages + said:
        assert not marks_in(text), f"{marks_in(text)} in {text[:300]}"
    assert Message.objects.filter(user=offer.owner).count() >= 4
    assert any(need.case_code in page for page in pages)


def test_neither_mails_to_the_operator_nor_logs_nor_the_trail_say_more(journey):
    need, _offer, _pages, log = journey
    texts = [f"{m.subject} {m.text} {m.attachments}" for m in Message.objects.filter(user=need.operator)]
    texts += [json.dumps(entry.data) for entry in Entry.objects.filter(at__gte=need.created_at)]

    for text in [*texts, log]:
        assert not marks_in(text), f"{marks_in(text)} in {text[:300]}"


def test_an_asylum_seekers_day_is_one_day_and_never_the_past(operator):
    """Sixty days that have passed are said as today: the date of the request cannot be told from it."""
    seen = []
    for since in (100, 10):
        permit = {"permit_kind": PermitKind.ASYLUM_SEEKER, "permit_date": today() - timedelta(days=since)}
        profile = disclosure.profile_of(make_plan(operator, work=permit), rules(), "placement")
        seen.append(profile.can_work_from)

    assert seen == [today(), today() + timedelta(days=50)]


def test_the_profiles_have_the_lines_of_the_matrix_and_no_more(operator):
    need = make_plan(operator, work=SECRET_WORK, course=SECRET_COURSE)
    seen = {}
    for kind in ("placement", "course"):
        profile = disclosure.profile_of(need, rules(), kind)
        assert disclosure.thawed(json.loads(json.dumps(profile.as_json()))) == profile
        seen[kind] = (set(profile.as_json()), [label for label, _ in profile.lines()])

    assert seen["placement"] == (
        {
            "kind", "case_code", "skills", "cefr_spoken", "cefr_written", "hours", "parts_of_day", "starts", "licences",
            "certificates", "can_work_from",
        },
        ["Codice del caso", "Che cosa sa fare", "Italiano", "Disponibilità", "Patenti", "Attestati", "Può lavorare"],
    )  # fmt: skip
    assert seen["course"] == (
        {"kind", "case_code", "cefr_spoken", "parts_of_day", "starts", "schooling"},
        ["Codice del caso", "Italiano", "Disponibilità", "Titolo di studio"],
    )


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (20, 40, "da 20 a 40 ore alla settimana; "),
        (30, 30, "30 ore alla settimana; "),
        (20, None, "almeno 20 ore alla settimana; "),
        (None, 1, "fino a 1 ora alla settimana; "),
        (None, None, ""),
    ],
)
def test_hours_are_said_as_they_are_known(operator, low, high, said):
    need = make_plan(operator, work={"hours_min": low, "hours_max": high})
    lines = dict(disclosure.profile_of(need, rules(), "placement").lines())

    assert lines["Disponibilità"].startswith(f"{said}dal ")


def test_no_column_of_a_plan_leaves_unseen():
    """A column that is added later is added to these lists by who decides that it may leave, or may not."""
    known = {
        WorkPlan: {
            "need", "parts_of_day", "start", "born_year", "occupations_wished", "occupations_known", "skills",
            "cefr_spoken", "cefr_written", "licences", "certificates", "hours_min", "hours_max", "contracts",
            "permit_kind", "permit_date",
        },
        CoursePlan: {
            "need", "parts_of_day", "start", "born_year", "types", "cefr_spoken", "schooling", "childcare_needed",
        },
    }  # fmt: skip
    for model, names in known.items():
        assert {field.name for field in model._meta.concrete_fields} == names
