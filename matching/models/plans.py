from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobs.enums import Cefr, Certificate, ContractForm, CourseType, Licence, PartOfDay, Schooling, Skill
from jobs.models.placement import codes
from marketplace.core.clock import today

from ..permits import PermitKind, can_work_from
from .need import Need


class Plan(models.Model):
    """What one person of the household looks for besides a home; that it is there says that it is wanted.

    Each plan stands for itself: one of two adults may look for work and the other for a course. Still no name, sex,
    origin or story. ``born_year`` serves the ages that a law sets and never leaves the body.
    """

    need: models.OneToOneField
    objects: ClassVar[models.Manager]
    parts_of_day = codes(PartOfDay, _("quando può"))
    start = models.DateField(_("da quando può cominciare"), null=True, blank=True)
    born_year = models.PositiveSmallIntegerField(
        _("anno di nascita"), null=True, blank=True, validators=[MinValueValidator(1930), MaxValueValidator(2100)]
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class WorkPlan(Plan):
    """The work that somebody looks for (``domain.md`` §2). Occupations are codes of ISCO-08, hours those of a week.

    ``permit_kind`` and ``permit_date`` are read by ``permits`` alone; others learn ``can_work_from`` and nothing more.
    """

    need = models.OneToOneField(Need, models.CASCADE, primary_key=True, related_name="work_plan")
    occupations_wished = ArrayField(
        models.CharField(max_length=4),
        verbose_name=_("lavori che cerca"),
        default=list,
        blank=True,
    )
    occupations_known = ArrayField(
        models.CharField(max_length=4), verbose_name=_("lavori che ha già fatto"), default=list, blank=True
    )
    skills = codes(Skill, _("che cosa sa fare"))
    cefr_spoken = models.CharField(_("italiano parlato"), max_length=6, choices=Cefr, blank=True)
    cefr_written = models.CharField(_("italiano scritto"), max_length=6, choices=Cefr, blank=True)
    licences = codes(Licence, _("patenti"), 8)
    certificates = codes(Certificate, _("attestati"))
    hours_min = models.PositiveSmallIntegerField(
        _("ore alla settimana, almeno"), null=True, blank=True, validators=[MaxValueValidator(48)]
    )
    hours_max = models.PositiveSmallIntegerField(
        _("ore alla settimana, al massimo"), null=True, blank=True, validators=[MaxValueValidator(48)]
    )
    contracts = codes(ContractForm, _("contratti possibili"))
    permit_kind = models.CharField(_("titolo di soggiorno"), max_length=20, choices=PermitKind)
    permit_date = models.DateField(_("data"), null=True, blank=True)

    class Meta:
        verbose_name = _("ricerca di lavoro")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_min=None) | Q(hours_max=None) | Q(hours_min__lte=F("hours_max")),
                name="work_plan_hours_in_order",
            )
        ]

    @property
    def can_work_from(self) -> date | None:
        """The first day on which the person can and may work, today or later; None where there is none."""
        return can_work_from(self.permit_kind, self.permit_date, max(self.start or today(), today()))


class CoursePlan(Plan):
    """The training that somebody looks for (``domain.md`` §3)."""

    need = models.OneToOneField(Need, models.CASCADE, primary_key=True, related_name="course_plan")
    types = codes(CourseType, _("corsi che cerca"))
    cefr_spoken = models.CharField(_("livello di italiano"), max_length=6, choices=Cefr, blank=True)
    schooling = models.CharField(_("titolo di studio"), max_length=13, choices=Schooling, blank=True)
    childcare_needed = models.BooleanField(_("serve qualcuno che tenga i bambini"), default=False)

    class Meta:
        verbose_name = _("ricerca di un corso")
