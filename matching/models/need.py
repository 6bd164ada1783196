from typing import Any

from django.conf import settings
from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from housing.enums import LeaseType
from marketplace.core.clock import now
from marketplace.core.ids import public_id
from marketplace.organisations.models import Body
from marketplace.places.models import SRID

from ..enums import NeedState
from ..managers import BodyScopedManager
from ..validators import validate_case_code, validate_no_identity

CHILD_AGE = 17  # the last year of childhood
PLANS = {"placement": "work_plan", "course": "course_plan"}


class Need(models.Model):
    """A household's plan for its autonomy (bisogno), by case code only; visible to its own body only.

    A home (``wants_home``), work (``work_plan``) and training (``course_plan``), one of them at least. Holds no name,
    nationality, religion, sex, health or story: what the search needs and no more (``domain.md`` §5). Budget in whole
    euros a month, fees included.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="needs")
    case_code = models.CharField(_("codice del caso"), max_length=20, validators=[validate_case_code])
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="needs")
    state = models.CharField(max_length=8, choices=NeedState, default=NeedState.OPEN)
    version = models.PositiveIntegerField(default=1)
    adults = models.PositiveSmallIntegerField(
        _("persone adulte"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    children_ages = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("età dei figli"), default=list, blank=True
    )
    wants_home = models.BooleanField(_("cerca casa"), default=True)
    budget_max = models.PositiveIntegerField(
        _("spesa massima al mese, spese comprese"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
    )
    comuni = ArrayField(models.CharField(max_length=6), default=list, blank=True, help_text="ISTAT codes.")
    municipi = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    nils = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    move_in_from = models.DateField(_("da quando serve"), null=True, blank=True)
    move_in_to = models.DateField(_("al più tardi"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(
        _("per quanti mesi"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    step_free = models.BooleanField(_("serve una casa senza scale"), default=False)
    lease_types = ArrayField(
        models.CharField(max_length=14, choices=LeaseType),
        verbose_name=_("contratti possibili"),
        default=list,
        blank=True,
    )
    daily_place = models.CharField(
        _("luogo di ogni giorno"), max_length=160, blank=True, validators=[validate_no_identity]
    )
    daily_point = models.PointField(srid=SRID, null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    unscoped = models.Manager()
    objects = BodyScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "case_code"],
                name="need_case_once",
                violation_error_message=_("Questo codice del caso esiste già nel tuo ente."),
            ),
            models.CheckConstraint(condition=Q(adults__gte=1), name="need_has_an_adult"),
            models.CheckConstraint(
                condition=Q(wants_home=False) | Q(budget_max__isnull=False, move_in_from__isnull=False),
                name="need_of_home_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(move_in_to=None) | Q(move_in_to__gte=F("move_in_from")),
                name="need_dates_in_order",
                violation_error_message=_("La seconda data deve essere dopo la prima."),
            ),
        ]
        indexes = [models.Index(fields=["body", "state", "-created_at"], name="need_of_body")]

    def __str__(self) -> str:
        return self.case_code

    def get_absolute_url(self) -> str:
        return reverse("need_detail", args=[self.public_id])

    @property
    def size(self) -> int:
        """Persons in the household."""
        return self.adults + len(self.children_ages)

    @property
    def has_areas(self) -> bool:
        """Whether the household prefers some areas to others."""
        return bool(self.comuni or self.municipi or self.nils)

    def plan(self, kind: str) -> Any:
        """What the need says of one kind of offer: itself of homes, its plans of the others; None where not wanted."""
        if kind == "flat":
            return self if self.wants_home else None
        return getattr(self, PLANS.get(kind, ""), None)

    def wants(self, kind: str) -> bool:
        """Does the household look for this kind of offer?"""
        return self.plan(kind) is not None

    @property
    def wanted(self) -> list[str]:
        """The kinds of offer that it looks for."""
        return [kind for kind in ("flat", *PLANS) if self.wants(kind)]
