"""Where things are. All coordinates are WGS84, longitude before latitude."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

SRID = 4326
MILANO = "015146"  # ISTAT


class Comune(models.Model):
    """One of the 133 municipalities of the Città Metropolitana."""

    istat = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=80, help_text="See places.folding.")
    belfiore = models.CharField(max_length=4, unique=True, help_text="Cadastral code.")
    cap = models.CharField(max_length=5, blank=True, help_text="Empty where the comune has several.")
    point = models.PointField(srid=SRID, help_text="An inner point.")
    area = models.MultiPolygonField(srid=SRID, null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipio(models.Model):
    """One of the nine districts of Milan."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=40)
    point = models.PointField(srid=SRID)
    area = models.MultiPolygonField(srid=SRID, null=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class Nil(models.Model):
    """Nucleo di identità locale: one of Milan's 88 quarters (PGT 2030)."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=80)
    municipio = models.ForeignKey(
        Municipio, on_delete=models.PROTECT, related_name="nils", help_text="The one that holds most of it."
    )
    point = models.PointField(srid=SRID)
    area = models.MultiPolygonField(srid=SRID, null=True)
    outline = models.MultiPolygonField(srid=SRID, null=True, help_text="Simplified, for the map.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class StopKind(models.TextChoices):
    METRO = "metro", _("metropolitana")
    RAIL = "rail", _("treno")
    SURFACE = "surface", _("autobus e tram")


class Stop(models.Model):
    """A stop of the public transport. ``lines`` is a list with commas, "M1,M4"."""

    kind = models.CharField(max_length=8, choices=StopKind)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    lines = models.CharField(max_length=120, blank=True)
    point = models.PointField(srid=SRID, geography=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="stop_once")]
        indexes = [
            # the nearest metro station must not be looked for among 4,700 bus stops
            GistIndex(fields=["point"], name="stop_metro_nearest", condition=Q(kind="metro")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.lines}".strip()


class MetroLine(models.Model):
    code = models.CharField(max_length=4, primary_key=True)
    track = models.MultiLineStringField(srid=SRID)

    def __str__(self) -> str:
        return self.code


class OmiZone(models.Model):
    """Zone of the Agenzia delle Entrate's property-market observatory.

    Rents are of "Abitazioni civili" in normal state, in €/m² a month; null where the observatory states none.
    """

    code = models.CharField(max_length=6, primary_key=True)
    band = models.CharField(max_length=2)
    name = models.CharField(max_length=200)
    semester = models.CharField(max_length=8)
    rent_min = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    rent_max = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    area = models.MultiPolygonField(srid=SRID)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Street(models.Model):
    """A street with one point. Data © OpenStreetMap contributors, ODbL: a table of its own."""

    name = models.CharField(max_length=120, unique=True)
    folded = models.CharField(max_length=120, help_text="See places.folding.")
    cap = models.CharField(max_length=5, blank=True)
    nil_number = models.PositiveSmallIntegerField(null=True)
    point = models.PointField(srid=SRID)

    class Meta:
        indexes = [
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="street_trigrams"),
            GistIndex(fields=["folded"], opclasses=["gist_trgm_ops"], name="street_nearest"),
        ]

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """An exact house number. ``door`` is its folded form, "1/A" → "1a"."""

    street = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    number = models.CharField(max_length=16)
    door = models.CharField(max_length=16)
    cap = models.CharField(max_length=5, blank=True)
    point = models.PointField(srid=SRID)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["folded", "door"], name="address_once")]

    def __str__(self) -> str:
        return f"{self.street} {self.number}"
