"""What the criteria ask of an offer on the market, one narrow row each: a ranking reads one table and no other.

Copies for speed (100,000 flats in one scan), written by ``services.facts`` at each event of the offer and swept against
the truth. They only rank: whatever is decided is checked again on the offer itself. ``x`` and ``y`` are metres
(UTM 32N) of the *public* point, displaced where the kind displaces it, so that nobody finds a door by moving the other
end of a distance about.
"""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from housing.enums import LeaseType
from jobs.enums import Certificate, ContractForm, CourseType, Licence, PartOfDay, Skill
from jobs.models.placement import codes
from marketplace.offers.models import Offer, SeatPool


class Facts(models.Model):
    """What all kinds have, besides ``offer``."""

    offer: Any  # each kind says how its rows hang on it
    objects: ClassVar[models.Manager]

    version = models.PositiveIntegerField()
    comune = models.CharField(max_length=6)
    municipio = models.PositiveSmallIntegerField(null=True)
    nil = models.PositiveSmallIntegerField(null=True)
    x = models.FloatField()
    y = models.FloatField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class FlatFacts(Facts):
    """A published flat. ``total`` is rent and fees in euros a month."""

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, primary_key=True, related_name="facts")
    total = models.PositiveIntegerField()
    persons = models.PositiveSmallIntegerField(help_text="Capacity by housing.rules; 0 where it is not known.")
    step_free = models.BooleanField()
    lease_types = ArrayField(models.CharField(max_length=14, choices=LeaseType), default=list)
    available_from = models.DateField()
    available_to = models.DateField(null=True)
    min_months = models.PositiveSmallIntegerField(null=True)
    max_months = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("dati della casa per l’abbinamento")


class SeatFacts(Facts):
    """An offer with seats. Ages are those that a law sets for this form of work or course, in whole years.

    ``closes_on``: the last day to propose somebody; ``online``: nobody has to travel.
    """

    parts_of_day = codes(PartOfDay, _("parti del giorno"))
    free = models.PositiveSmallIntegerField()
    waiting_list = models.BooleanField(default=False)
    start = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    min_age = models.PositiveSmallIntegerField(null=True)
    max_age = models.PositiveSmallIntegerField(null=True)
    online = models.BooleanField(default=False)

    class Meta:
        abstract = True


class PlacementFacts(SeatFacts):
    """A published placement. Pay is gross euros a month; levels of Italian are ranks, 1 the lowest."""

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, primary_key=True, related_name="placement_facts")
    contract = models.CharField(max_length=16, choices=ContractForm)
    occupation = models.CharField(max_length=4, blank=True)
    sector = models.CharField(max_length=8, blank=True)
    cefr_spoken = models.PositiveSmallIntegerField(null=True)
    cefr_written = models.PositiveSmallIntegerField(null=True)
    licences = codes(Licence, _("patenti"), 8)
    certificates = codes(Certificate, _("attestati"))
    skills = codes(Skill, _("capacità"))
    hours_week = models.FloatField(null=True)
    pay_min = models.PositiveIntegerField(null=True)
    pay_max = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("dati del posto di lavoro per l’abbinamento")


class CourseFacts(SeatFacts):
    """An edition of a published course in which one can still enrol. Cost in euros.

    ``schooling`` is a rank, 0 for none. ``women_only`` is shown and never asked: the portal holds nobody's sex.
    """

    pool = models.OneToOneField(SeatPool, on_delete=models.CASCADE, primary_key=True, related_name="facts")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="course_facts")
    type = models.CharField(max_length=16, choices=CourseType)
    entry_cefr = models.PositiveSmallIntegerField(null=True)
    exit_cefr = models.PositiveSmallIntegerField(null=True)
    schooling = models.PositiveSmallIntegerField(default=0)
    end = models.DateField()
    cost = models.PositiveIntegerField(default=0)
    childcare = models.BooleanField(default=False)
    women_only = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("dati dell’edizione per l’abbinamento")
