from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from housing.enums import LeaseType
from marketplace.offers.models import Offer


class FlatFacts(models.Model):
    """What the criteria ask of a published flat, one narrow row each: a ranking reads this table and no other.

    A copy of ``Offer`` and ``Flat`` for speed (100,000 flats in one scan), written by ``services.facts`` at each event
    of the offer and swept against the truth. It only ranks: whatever is decided is checked again on the flat itself.
    ``total`` is rent and fees in euros a month; ``x`` and ``y`` are metres (UTM 32N) of the *public*, displaced point,
    so that nobody finds the door by moving the other end of a distance about.
    """

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, primary_key=True, related_name="facts")
    version = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    persons = models.PositiveSmallIntegerField(help_text="Capacity by housing.rules; 0 where it is not known.")
    step_free = models.BooleanField()
    lease_types = ArrayField(models.CharField(max_length=14, choices=LeaseType), default=list)
    available_from = models.DateField()
    available_to = models.DateField(null=True)
    min_months = models.PositiveSmallIntegerField(null=True)
    max_months = models.PositiveSmallIntegerField(null=True)
    comune = models.CharField(max_length=6)
    municipio = models.PositiveSmallIntegerField(null=True)
    nil = models.PositiveSmallIntegerField(null=True)
    x = models.FloatField()
    y = models.FloatField()

    class Meta:
        verbose_name = _("dati della casa per l’abbinamento")

    def __str__(self) -> str:
        return str(self.offer_id)
