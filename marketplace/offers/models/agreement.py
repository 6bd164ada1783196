from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core import clock
from marketplace.core.ids import public_id
from marketplace.organisations.models import Body

from ..enums import AgreementState
from .offer import Offer
from .seats import SeatPool


class Agreement(models.Model):
    """The agreement (accordo) that an offer ends in: tenancy, hire or enrolment.

    ``exclusive`` copies what the kind says (a flat has one tenancy at a time). Two exclusive agreements
    never share a day of one offer: the database refuses the second. The others have a ``pool``, of which they hold
    ``seats`` seats from the draft on; one that waits holds none, and ``moved_up_at`` is when it came off the list.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="agreements")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="agreements")
    case_code = models.CharField(max_length=20)
    exclusive = models.BooleanField(default=True)
    pool = models.ForeignKey(SeatPool, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements")
    seats = models.PositiveSmallIntegerField(default=1)
    period = DateRangeField(_("periodo"), help_text="First day included, last day not.")
    state = models.CharField(max_length=12, choices=AgreementState, default=AgreementState.DRAFT)
    terms = models.JSONField(default=dict, help_text="What the kind records: rent, lease type, scheme.")
    signed_on = models.DateField(null=True, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    handed_over_on = models.DateField(null=True, blank=True)
    moved_up_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["pool", "created_at"], name="agreement_waiting", condition=Q(state="waiting")),
        ]
        constraints = [
            ExclusionConstraint(
                name="agreement_one_at_a_time",
                expressions=[("offer", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(exclusive=True) & ~Q(state__in=["cancelled", "ended"]),
                violation_error_message=_("Per questi giorni c’è già un accordo."),
            ),
            models.CheckConstraint(
                condition=Q(exclusive=True, pool=None) | Q(exclusive=False, pool__isnull=False, seats__gte=1),
                name="agreement_whole_or_seats",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_code} · {self.offer}"


class Deadline(models.Model):
    """Something that somebody must do by a moment: registration (30 days), notice of art. 7 TUI (48 hours).

    ``kind`` is a code of ``offers.deadlines``. ``reminded_at``: told before it; ``overdue_at``: told after it.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    overdue_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_at"]
        indexes = [models.Index(fields=["due_at"], name="deadline_open", condition=Q(done_at=None))]
        constraints = [models.UniqueConstraint(fields=["agreement", "kind"], name="deadline_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_at:%Y-%m-%d}"
