from django.db import models

from .offer import Offer


class OfferViews(models.Model):
    """How often an offer's public page was opened on a day. A number, nothing of who looked."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="views")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "day"], name="offer_views_once")]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.day}: {self.count}"
