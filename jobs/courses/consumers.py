"""What follows from a change, after it: enrolments from agreements, and word of a cancelled edition."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobs.enums import DropReason
from jobs.models import CourseEdition, Enrolment
from marketplace.notifications.services import send
from marketplace.offers.selectors import agreement_people
from marketplace.outbox.consumers import consumes

from .services import enrolments


@consumes("agreement.changed", "agreement.moved_up")
def keep_enrolment(agreement_id: int) -> None:
    enrolments.follow(agreement_id=agreement_id)


@consumes("edition.cancelled")
def tell_of_cancellation(edition_id: int) -> None:
    """Tell both sides of each enrolment, those on the waiting list as well; with the other editions one may join."""
    edition = CourseEdition.objects.select_related("course__offer").filter(pk=edition_id).first()
    if edition is None:
        return
    rows = Enrolment.objects.filter(edition=edition, drop_reason=DropReason.CANCELLED)
    for row in rows.select_related("agreement__offer__owner", "agreement__offer__body", "agreement__body"):
        agreement = row.agreement
        for person in agreement_people(agreement):
            send(
                kind="edition.cancelled",
                to=person,
                subject=_("Un’edizione del corso è stata annullata"),
                template="jobs/notifications/edition_cancelled.txt",
                context={
                    "edition": edition,
                    "agreement": agreement,
                    "link": settings.SITE_URL + reverse("offer_detail", args=[edition.course.offer.public_id]),
                },
                dedupe_key=f"edition.cancelled {edition.pk} {agreement.pk} {person.pk}",
            )
