from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _


class Certainty(models.TextChoices):
    SOURCE = "source", _("letto nella fonte")
    LAW = "law", _("riferimento di legge, da rileggere")
    UNCERTAIN = "uncertain", _("incerto")
    DESIGN = "design", _("scelta del portale")


class Figure(models.Model):
    """A legal figure, amount, deadline or band (dato del regolamento) with its validity and reference."""

    key = models.CharField(max_length=80)
    value = models.JSONField()
    unit = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=200)
    valid = DateRangeField(help_text="Half open: the last day does not count.")
    legal_ref = models.CharField(max_length=200)
    source_url = models.CharField(max_length=300, blank=True)
    certainty = models.CharField(max_length=12, choices=Certainty)
    note = models.TextField(blank=True)

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
