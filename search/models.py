from django.contrib.gis.db import models
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField

from marketplace.places.models import SRID


class SearchDocument(models.Model):
    """One row for each offer that may be found, and only then (``search.md`` §12). No joins at question time.

    Written by ``search.services.index`` under the offer's row lock. Money in euros a month with fees;
    ``point`` is the displaced public point, on Lucene's 32-bit grid.
    """

    offer_id = models.IntegerField(primary_key=True, db_column="id")
    version = models.BigIntegerField()
    kind = models.PositiveSmallIntegerField()
    price = models.IntegerField(null=True)
    rooms = models.PositiveSmallIntegerField(null=True)
    persons = models.PositiveSmallIntegerField(null=True)
    nil = models.PositiveSmallIntegerField(null=True)
    municipio = models.PositiveSmallIntegerField(null=True)
    comune = models.PositiveSmallIntegerField()
    leases = models.PositiveIntegerField(default=0, help_text="Bit mask of lease types.")
    flags = models.PositiveIntegerField(default=0, help_text="Bit mask: step free, furnished, lift …")
    free = DateRangeField()
    checked = models.DateField(null=True)
    published = models.DateTimeField()
    point = models.PointField(srid=SRID)
    x = models.FloatField()
    y = models.FloatField()
    z = models.FloatField()
    tokens = models.JSONField(default=dict, help_text="Prepared words by level.")
    record = models.BinaryField(help_text="Fixed layout of 32 bytes, see search/record.py.")
    head = SearchVectorField()
    words = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="search_words", fastupdate=False),
            models.Index(fields=["price", "offer_id"], name="search_price"),
        ]

    def __str__(self) -> str:
        return str(self.offer_id)
