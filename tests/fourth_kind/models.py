from django.db import models

from marketplace.offers.models import Content


class Bike(models.TextChoices):
    CITY = "city", "Da città"
    CARGO = "cargo", "Da carico"


class Bicycle(Content):
    """A bicycle in prestito. ``deposit`` in whole euros, ``weight`` in kilograms."""

    type = models.CharField(max_length=5, choices=Bike, blank=True)
    deposit = models.PositiveIntegerField(null=True, blank=True)
    weight = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    lights = models.BooleanField(null=True, blank=True)
