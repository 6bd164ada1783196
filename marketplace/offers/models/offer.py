from datetime import timedelta

from django.conf import settings
from django.contrib.gis.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core import clock
from marketplace.core.ids import public_id
from marketplace.organisations.models import Body
from marketplace.places.models import SRID, Comune, Municipio, Nil

from ..enums import FREELY_EDITABLE, OfferState


class Offer(models.Model):
    """An offer (offerta): what flats, placements and courses share. ``Flat`` hangs on it one to one.

    ``point`` is the exact place and never leaves the owner, the reviewer and, after an agreement, the
    operator; ``public_point`` is a fixed displacement of about 200 m, drawn once (see ``displacement``).
    ``version`` grows with each saved change of the content: two open tabs notice each other by it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offers")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="offers")
    title = models.CharField(_("titolo dell’annuncio"), max_length=80, blank=True)
    description = models.TextField(_("descrizione"), max_length=4000, blank=True)
    address = models.CharField(_("indirizzo"), max_length=160, blank=True)
    cap = models.CharField(_("CAP"), max_length=5, blank=True)
    point = models.PointField(srid=SRID, null=True, blank=True)
    public_point = models.PointField(srid=SRID, null=True, blank=True)
    comune = models.ForeignKey(Comune, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    municipio = models.ForeignKey(Municipio, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    nil = models.ForeignKey(Nil, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    available_from = models.DateField(_("libera dal"), null=True, blank=True)
    available_to = models.DateField(_("libera fino al"), null=True, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who has taken charge of the review.",
    )
    taken_charge_at = models.DateTimeField(null=True, blank=True)
    hits = models.PositiveSmallIntegerField(default=0, help_text="Passages marked by the screening when it was sent.")
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now, help_text="Set by the services with each change.")
    submitted_at = models.DateTimeField(null=True, blank=True)
    review_spent = models.DurationField(
        default=timedelta, help_text="What the Comune had used of its term before this was last sent."
    )
    published_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True, help_text="The owner last said it is still free.")
    is_demo = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="offer_queue"),
            models.Index(fields=["owner", "-changed_at"], name="offer_owner"),
            models.Index(
                fields=["state", "changed_at"], name="offer_resting", condition=Q(state__in=["paused", "changes"])
            ),
            models.Index(fields=["confirmed_at"], name="offer_freshness", condition=Q(state="published")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["published", "reserved", "taken"]) | Q(published_at__isnull=False),
                name="offer_published_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "reserved"]) | Q(public_point__isnull=False, comune__isnull=False),
                name="offer_published_has_place",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.public_id

    @property
    def full_address(self) -> str:
        """The address with its comune, which a suggestion that was picked ends with already."""
        town = str(self.comune or "")
        return self.address if self.address.endswith(town) else f"{self.address}, {town}".removeprefix(", ")

    @property
    def editable(self) -> bool:
        """May its content be changed freely now? A published one only after ``drafts.reopen``."""
        return self.state in FREELY_EDITABLE


class StateChange(models.Model):
    """One step in an offer's life: history, timeline and statistics in one table. Only ``life.walk`` writes it.

    ``note`` is for the owner's eyes too: never anything of a beneficiary.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    old = models.CharField(max_length=10, choices=OfferState)
    new = models.CharField(max_length=10, choices=OfferState)
    reason = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
