from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .enums import topic


class Certainty(models.TextChoices):
    SOURCE = "source", _("letto nella fonte")
    LAW = "law", _("riferimento di legge, da rileggere")
    UNCERTAIN = "uncertain", _("incerto: da verificare")
    DESIGN = "design", _("scelta del portale")


class Figure(models.Model):
    """A legal figure, amount, deadline or band (dato del regolamento) with its validity and reference.

    Rows are never deleted: a new value closes the validity of the one before.
    """

    key = models.CharField(max_length=80)
    value = models.JSONField()
    unit = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=200, help_text="Italian.")
    label_en = models.CharField(max_length=200, blank=True)
    valid = DateRangeField(help_text="Half open: the last day does not count.")
    legal_ref = models.CharField(max_length=200)
    source_url = models.CharField(max_length=300, blank=True)
    certainty = models.CharField(max_length=12, choices=Certainty)
    note = models.TextField(blank=True, help_text="Italian.")

    class Meta:
        ordering = ["key", "valid"]
        constraints = [
            ExclusionConstraint(
                name="figure_one_at_a_time",
                expressions=[("key", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message=_("Per queste date esiste già un valore."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.valid}"

    @property
    def title(self) -> str:
        """The label in the reader's language."""
        english = (get_language() or "").startswith("en")
        return self.label_en if english and self.label_en else self.label

    @property
    def topic(self) -> str:
        """Under which head of the page it stands."""
        return topic(self.key)

    @property
    def ended(self) -> date | None:
        """The last day of its validity, where there is one."""
        return self.valid.upper - timedelta(days=1) if self.valid.upper else None
