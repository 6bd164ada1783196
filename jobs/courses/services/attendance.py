"""The register: who was there, lesson by lesson."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jobs.enums import EnrolmentState
from jobs.models import Enrolment, Lesson, LessonAttendance
from marketplace.audit import services as audit
from marketplace.core.clock import now
from marketplace.core.errors import DomainError, NotAllowed
from marketplace.core.locks import lock
from marketplace.offers.life import Who, parts_of
from marketplace.offers.models import Offer

from . import enrolments

# Whoever has a place or has had one to the end; who has left keeps what was marked before.
LISTED = enrolments.HERE | enrolments.FINISHED


@transaction.atomic
def mark(*, lesson_id: int, present: Collection[int], actor: Any) -> Lesson:
    """Write a lesson's register: of those on the list ``present`` (ids of enrolments) were there, the others not.

    Whoever is there for the first time has begun to attend. Raises ``DomainError`` for a lesson that has not begun or
    is not held, ``NotAllowed``.
    """
    lesson = Lesson.objects.select_related("edition").get(pk=lesson_id)
    offer = lock(Offer.objects.select_related("body"), pk=lesson.edition.course_id)
    if Who.OWNER not in parts_of(actor, offer):
        raise NotAllowed
    if lesson.cancelled_at:
        raise DomainError(_("Questa lezione è annullata: non c’è nessuno da segnare."))
    if lesson.start > now():
        raise DomainError(_("Questa lezione deve ancora cominciare: il registro si scrive dopo."))
    listed = Enrolment.objects.filter(edition=lesson.edition_id, state__in=LISTED).order_by("pk")
    rows = []
    for enrolment in listed:
        rows.append(LessonAttendance(enrolment=enrolment, lesson=lesson, present=enrolment.pk in present))
        if enrolment.pk in present and enrolment.state == EnrolmentState.ADMITTED:
            enrolments.start(enrolment_id=enrolment.pk, at=lesson.start, actor=actor)
    LessonAttendance.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["enrolment", "lesson"], update_fields=["present"]
    )
    audit.log("lesson.marked", actor=actor, obj=lesson, present=sum(row.present for row in rows), listed=len(rows))
    return lesson
