from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import today

from .offer import Offer


class SeatPool(models.Model):
    """The seats (posti) of an offer that several people can have: one pool a placement, one a course edition.

    ``held`` counts the seats of the agreements that hold one (draft, signed, registered, begun). The database keeps it
    by triggers (migration ``0004_seats_are_counted``): whatever is written to it is replaced by the count, so that not
    even raw SQL gives away more seats than there are. ``closes_on``: the last day on which one may join, None for none.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="pools")
    code = models.CharField(max_length=12, blank=True, help_text="Which one, where an offer has several.")
    total = models.PositiveSmallIntegerField(_("posti"), default=1)
    held = models.PositiveSmallIntegerField(default=0, editable=False)
    waiting_list = models.BooleanField(_("lista d’attesa quando i posti finiscono"), default=False)
    closes_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "code"], name="seatpool_once"),
            models.CheckConstraint(
                condition=Q(held__lte=F("total")),
                name="seatpool_not_overfull",
                violation_error_message=_("I posti sono finiti."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}/{self.code} {self.held} di {self.total}"

    @property
    def open(self) -> bool:
        """May somebody join today?"""
        return self.closes_on is None or self.closes_on >= today()

    @property
    def free(self) -> int:
        """Seats that nobody holds."""
        return self.total - self.held
