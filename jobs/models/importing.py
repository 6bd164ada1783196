from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now
from marketplace.core.ids import public_id
from marketplace.offers.models import Offer
from marketplace.organisations.models import Body


class ImportState(models.TextChoices):
    READING = "reading", _("In lettura")
    READY = "ready", _("Da confermare")
    APPLYING = "applying", _("In caricamento")
    DONE = "done", _("Caricata")
    FAILED = "failed", _("Non leggibile")


class Fate(models.TextChoices):
    """What a row of the file would do, or has done."""

    NEW = "new", _("Nuova")
    CHANGED = "changed", _("Cambia una bozza")
    SAME = "same", _("Già caricata, uguale")
    DOUBLE = "double", _("Doppione nel file")
    BAD = "bad", _("Da correggere")


class ImportRun(models.Model):
    """A file of offers that a body has sent: read, shown row by row, and then taken in (caricamento).

    ``data`` is the file until it has been read; the rows keep what was in it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=20)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    data = models.BinaryField(null=True)
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.READING)
    problem = models.TextField(blank=True)
    declared = models.BooleanField(default=False, help_text="Complete rows are sent to review at once.")
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """A row of the file. ``cells``: column → text as it was typed; ``errors``: ``[[column, sentence], …]``."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="Line of the file, the head is 1.")
    key = models.CharField(max_length=80)
    cells = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    warnings = models.JSONField(default=list, help_text="What is still missing before the offer can be sent.")
    fate = models.CharField(max_length=7, choices=Fate)
    offer = models.ForeignKey(Offer, null=True, on_delete=models.SET_NULL, related_name="+")
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["run", "fate", "number"], name="import_row_fate")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.number} {self.fate}"
