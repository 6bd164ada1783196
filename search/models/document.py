from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField

from marketplace.places.models import SRID


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
    checked = models.DateField(null=True, help_text="When the Comune last looked at it and found it right.")
    lines = ArrayField(models.TextField(), default=list, help_text="M1:10: a stop of M1 within 10 minutes on foot.")
    qk = models.BigIntegerField(default=0, help_text="Cell of the map, see search/mercator.py.")
    published = models.DateTimeField()
    point = models.PointField(srid=SRID, spatial_index=False)
    x = models.FloatField()
    y = models.FloatField()
    z = models.FloatField()
    tokens = models.JSONField(default=dict, help_text="Token to level: what explains the score.")
    record = models.BinaryField(help_text="48 bytes, see search/record.py.")
    head = SearchVectorField(help_text="Tokens above the lowest level, with their weight.")
    words = SearchVectorField(help_text="All tokens with their positions.")
    sections = models.TextField(default="", help_text="The same in order, a line for each section: Elasticsearch's.")

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="search_words", fastupdate=False),
            GistIndex(fields=["point"], name="search_point"),
            models.Index(fields=["price", "offer_id"], name="search_price"),
            models.Index(fields=["kind", "pay", "offer_id"], name="search_pay"),
            GinIndex(fields=["lines"], name="search_lines", fastupdate=False),
            models.Index(fields=["qk"], name="search_qk", include=["offer_id", "kind", "price", "record"]),
            models.Index(
                fields=["-published", "offer_id"],
                name="search_covering",
                include=[
                    "record", "kind", "price", "nil", "municipio", "comune", "rooms", "persons",
                    "flags", "leases", "free", "x", "y", "z", "contract", "type", "pay", "occupation", "start", "hours",
                    "cefr", "sector", "parts", "checked",
                ],
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.offer_id)
