"""What a course adds to its body's pages and to an agreement's: the next edition, its seats, what to do now."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobs.enums import EnrolmentState
from jobs.models import Enrolment, Lesson, LessonAttendance
from marketplace.core.clock import ROME, now, today
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Agreement, Offer
from marketplace.offers.panels import Fact, Task
from marketplace.rulebook.selectors import figure

from . import presence, selectors
from .selectors import EditionView
from .services.enrolments import HERE


def facts(offers: Sequence[Offer], user: Any) -> dict[int, list[Fact]]:
    """Of each course the next edition: its day, its seats, and who waits."""
    courses = {offer.pk: offer for offer in offers if offer.kind == "course"}
    if not courses:
        return {}
    found = selectors.of_offers(courses.values())
    return {pk: _next(offer, found.get(pk, [])) for pk, offer in courses.items()}


def _next(offer: Offer, rows: list[EditionView]) -> list[Fact]:
    url = reverse("edition_list", args=[offer.public_id])
    row = next(iter(rows), None)
    if row is None:
        return [Fact(_("Nessuna edizione in programma"), url, "it-calendar")]
    day = date_format(row.edition.start, "j F Y")
    lines = [Fact(_("Prossima edizione: %(day)s") % {"day": day}, url, "it-calendar"), Fact(row.seats, url, "people")]
    if row.waiting:
        lines.append(Fact(row.waiting_words, url, "it-clock"))
    if not row.edition.pool.open:
        closed = date_format(row.edition.pool.closes_on, "j F Y")
        lines.append(Fact(_("Iscrizioni chiuse dal %(day)s") % {"day": closed}, url, "it-minus-circle"))
    return lines


def tasks(offers: Sequence[Offer], user: Any) -> list[Task]:
    """A register to write, enrolments to conclude, and an edition to add before the last one closes."""
    courses = [offer for offer in offers if offer.kind == "course"]
    if not courses:
        return []
    return [*_registers(courses), *_to_conclude(courses), *_closing(courses)]


def _registers(offers: list[Offer]) -> list[Task]:
    """The first lesson of each edition that is over and that nobody has marked, while somebody is enrolled."""
    here = Enrolment.objects.filter(edition=OuterRef("edition"), state__in=HERE)
    marked = LessonAttendance.objects.filter(lesson=OuterRef("pk"))
    rows = Lesson.objects.filter(
        Exists(here), ~Exists(marked), edition__course__in=[o.pk for o in offers], cancelled_at=None, end__lt=now()
    )
    first = rows.order_by("edition_id", "start").distinct("edition_id").select_related("edition__course__offer")
    return [
        Task(
            _("Scrivi il registro della lezione del %(day)s.")
            % {"day": date_format(lesson.start.astimezone(ROME), "j F")},
            f"{register_url(lesson.edition.course.offer, lesson.edition)}?lezione={lesson.public_id}",
            _("Apri il registro"),
            today(),
            lesson.edition.course_id,
        )
        for lesson in first
    ]


def _to_conclude(offers: list[Offer]) -> list[Task]:
    rows = Enrolment.objects.filter(
        edition__course__in=[o.pk for o in offers], state=EnrolmentState.ATTENDING, edition__end__lt=today()
    )
    editions = {row.edition_id: row.edition for row in rows.select_related("edition__course__offer")}
    return [
        Task(
            _("L’edizione è finita: segna chi ha concluso il corso."),
            register_url(edition.course.offer, edition),
            _("Apri il registro"),
            edition.end + timedelta(days=1),
            edition.course_id,
        )
        for edition in editions.values()
    ]


def _closing(offers: list[Offer]) -> list[Task]:
    soon = today() + timedelta(days=figure("course.close_days").value)
    return [
        Task(
            _("Le iscrizioni a «%(title)s» chiudono il %(day)s: aggiungi un’edizione.")
            % {"title": offer, "day": date_format(offer.available_to, "j F")},
            reverse("edition_new", args=[offer.public_id]),
            _("Aggiungi edizione"),
            offer.available_to,
            offer.pk,
        )
        for offer in offers
        if offer.state == OfferState.PUBLISHED and offer.available_to and offer.available_to <= soon
    ]


def agreement_part(agreement: Agreement, user: Any) -> list[Fact]:
    """For both sides of an enrolment: its state, the share attended, the next lesson, the calendar."""
    if agreement.offer.kind != "course":
        return []
    enrolment = Enrolment.objects.select_related("edition").filter(pk=agreement.pk).first()
    if enrolment is None:
        return []
    edition, offer = enrolment.edition, agreement.offer
    lines = [Fact(_("Iscrizione: %(state)s") % {"state": enrolment.get_state_display()}, icon="it-user")]
    if enrolment.cefr_reached:
        lines.append(Fact(_("Livello raggiunto: %(level)s") % {"level": enrolment.get_cefr_reached_display()}))
    if (percent := presence.of_enrolment(enrolment).percent) is not None:
        lines.append(Fact(_("Presenze: %(percent)s per cento") % {"percent": percent}, icon="it-check-circle"))
    following = edition.lessons.filter(cancelled_at=None, start__gt=now()).first()
    if following:
        day = _day(following.start, "l j F, H:i")
        lines.append(Fact(_("Prossima lezione: %(day)s") % {"day": day}, icon="it-calendar"))
    calendar = reverse("edition_ics", args=[offer.public_id, edition.public_id])
    return [*lines, Fact(_("Tutte le lezioni nel calendario (.ics)"), calendar, "calendar")]


def register_url(offer: Offer, edition: Any) -> str:
    return reverse("edition_register", args=[offer.public_id, edition.public_id])


def _day(moment: datetime, shape: str) -> str:
    return date_format(moment.astimezone(ROME), shape)
