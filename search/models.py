"""What may be found, and the words it is found by. All tables here are copies or editors' lists, never the truth."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marketplace.places.models import SRID

from . import analysis


class SearchDocument(models.Model):
    """One row for each offer that may be found, and only then (``search.md`` §12). No joins at question time.

    Written by ``search.services`` under the offer's row lock. Money in euros a month with fees; ``point`` is the
    displaced public point on Lucene's 32-bit grid and ``x, y, z`` its unit vector.
    """

    offer_id = models.IntegerField(primary_key=True, db_column="id")
    version = models.BigIntegerField(help_text="Drawn from search_version while the offer is locked.")
    kind = models.PositiveSmallIntegerField()
    price = models.IntegerField(null=True)
    rooms = models.PositiveSmallIntegerField(null=True)
    persons = models.PositiveSmallIntegerField(null=True)
    nil = models.PositiveSmallIntegerField(null=True)
    municipio = models.PositiveSmallIntegerField(null=True)
    comune = models.PositiveSmallIntegerField()
    leases = models.PositiveIntegerField(default=0, help_text="Bit mask in the order of LeaseType.")
    flags = models.PositiveIntegerField(default=0, help_text="Bit mask, see search/record.py.")
    contract = models.PositiveSmallIntegerField(null=True, help_text="Place in ContractForm, from 1.")
    type = models.PositiveSmallIntegerField(null=True, help_text="Place in CourseType, from 1.")
    pay = models.IntegerField(null=True, help_text="Gross euros a month, the lower end of the range.")
    occupation = models.PositiveSmallIntegerField(null=True, help_text="ISCO-08 unit group as a number.")
    start = models.DateField(null=True, help_text="First day of work or of lessons.")
    hours = models.PositiveSmallIntegerField(null=True, help_text="A week.")
    cefr = models.PositiveSmallIntegerField(null=True, help_text="Level of Italian asked, rank from 1.")
    sector = models.PositiveSmallIntegerField(null=True, help_text="Section of ATECO 2025, A is 1.")
    parts = models.PositiveSmallIntegerField(default=0, help_text="Bit mask in the order of PartOfDay.")
    free = DateRangeField()
    published = models.DateTimeField()
    point = models.PointField(srid=SRID, spatial_index=False)
    x = models.FloatField()
    y = models.FloatField()
    z = models.FloatField()
    tokens = models.JSONField(default=dict, help_text="Token to level: what explains the score.")
    record = models.BinaryField(help_text="48 bytes, see search/record.py.")
    head = SearchVectorField(help_text="Tokens above the lowest level, with their weight.")
    words = SearchVectorField(help_text="All tokens with their positions.")

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="search_words", fastupdate=False),
            GistIndex(fields=["point"], name="search_point"),
            models.Index(fields=["price", "offer_id"], name="search_price"),
            models.Index(fields=["kind", "pay", "offer_id"], name="search_pay"),
            models.Index(
                fields=["-published", "offer_id"],
                name="search_covering",
                include=[
                    "record", "kind", "price", "nil", "municipio", "comune", "rooms", "persons",
                    "flags", "leases", "free", "x", "y", "z", "contract", "type", "pay", "occupation", "start", "hours",
                    "cefr", "sector", "parts",
                ],
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.offer_id)


class Synonym(models.Model):
    """Expressions that mean the same, which an editor of the Comune may change: at work with the next question."""

    group = models.CharField(
        _("espressioni con lo stesso significato"),
        max_length=300,
        unique=True,
        help_text=_("Da due a otto, separate da punto e virgola: «bilocale; due locali»."),
    )
    active = models.BooleanField(_("in uso"), default=True)

    class Meta:
        ordering = ["group"]
        verbose_name = _("gruppo di sinonimi")
        verbose_name_plural = _("sinonimi della ricerca")

    def __str__(self) -> str:
        return self.group

    def expressions(self) -> list[str]:
        return [text.strip() for text in self.group.split(";") if text.strip()]

    def clean(self) -> None:
        texts = self.expressions()
        if not 2 <= len(texts) <= 8:
            raise ValidationError({"group": _("Scrivi da due a otto espressioni, separate da punto e virgola.")})
        if any(not 1 <= len(analysis.words(text)) <= 4 for text in texts):
            raise ValidationError({"group": _("Ogni espressione ha da una a quattro parole.")})


class Term(models.Model):
    """A word as people write it in offers: what misspelt words are held against."""

    folded = models.CharField(max_length=analysis.MAX_WORD, primary_key=True)
    label = models.CharField(max_length=analysis.MAX_WORD)
    token = models.CharField(max_length=analysis.MAX_WORD, db_index=True)
    df = models.PositiveIntegerField(default=1, help_text="Documents with this token, as of the last refresh.")

    class Meta:
        indexes = [GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="search_term_trigrams")]

    def __str__(self) -> str:
        return self.label


class IndexState(models.Model):
    """One row: what the index as a whole is like."""

    documents = models.PositiveIntegerField(default=0, help_text="Number at the last refresh, for the idf.")
    layout = models.CharField(max_length=16, blank=True, help_text="Hash of the record's layout.")
    refreshed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="search_one_state")]

    def __str__(self) -> str:
        return f"{self.documents} documents"
