"""Searches that people keep, turned round: a new offer finds the searches that want it (``search.md`` §9)."""

from typing import Any

from django.conf import settings
from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core import clock
from marketplace.core.ids import public_id
from marketplace.offers.models import Offer
from marketplace.places.models import SRID

MOST_QUERY = 4000  # characters, as of any address of the list


class TSQueryField(models.Field):
    """PostgreSQL's ``tsquery`` as its text, from tokens that hold letters and digits only."""

    def db_type(self, connection: Any) -> str:
        return "tsquery"


def _numbers() -> ArrayField:
    return ArrayField(models.PositiveSmallIntegerField(), null=True)


def _texts() -> ArrayField:
    return ArrayField(models.TextField(), null=True)


class Frequency(models.TextChoices):
    AT_ONCE = "at_once", _("Subito")
    DAILY = "daily", _("Una volta al giorno")
    WEEKLY = "weekly", _("Una volta alla settimana")


class Wanted(models.Model):
    """What a search asks, a column for each thing that can be asked; null: any. ``Filter.saved`` fills them.

    Derived from ``SavedSearch.query`` and written anew whenever what it means changes, never edited.
    """

    words = TSQueryField(null=True)
    kind = models.PositiveSmallIntegerField(null=True)
    price = models.IntegerField(null=True, help_text="Euros a month at most.")
    rooms = _numbers()
    persons = models.PositiveSmallIntegerField(null=True, help_text="At least.")
    nil = _numbers()
    municipio = _numbers()
    comune = _numbers()
    leases = models.PositiveIntegerField(null=True, help_text="Any of these bits.")
    flags = models.PositiveIntegerField(null=True, help_text="All of these bits.")
    free = models.DateField(null=True)
    contract = _numbers()
    type = _numbers()
    pay = models.IntegerField(null=True, help_text="Gross euros a month at least.")
    occupation = _texts()
    start = models.DateField(null=True, help_text="At the latest.")
    hours = models.PositiveSmallIntegerField(null=True, help_text="Bit mask of bands.")
    cefr = _numbers()
    italian = models.PositiveSmallIntegerField(null=True, help_text="Rank of the level of Italian at most.")
    sector = _numbers()
    parts = models.PositiveSmallIntegerField(null=True, help_text="Any of these bits.")
    checked = models.BooleanField(null=True, help_text="Within the last year.")
    lines = _texts()
    near_x = models.FloatField(null=True)
    near_y = models.FloatField(null=True)
    near_z = models.FloatField(null=True)
    near_chord = models.FloatField(null=True, help_text="Squared chord of the unit sphere, see record.chord.")
    west = models.FloatField(null=True)
    south = models.FloatField(null=True)
    east = models.FloatField(null=True)
    north = models.FloatField(null=True)
    shape = models.PolygonField(srid=SRID, null=True, spatial_index=False)

    class Meta:
        abstract = True


class SavedSearch(Wanted):
    """A search whose news go to a person of the portal, or to an address that its holder has confirmed.

    Of a stranger the portal keeps the address alone, and forgets it with the search.
    """

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="saved_searches"
    )
    address = models.EmailField(blank=True, help_text="Of somebody who does not sign in.")
    language = models.CharField(max_length=5, default="it")
    title = models.CharField(_("nome"), max_length=120)
    query = models.CharField(max_length=MOST_QUERY, help_text="As in the list's address, without the question mark.")
    frequency = models.CharField(_("quando avvisarti"), max_length=8, choices=Frequency, default=Frequency.DAILY)
    created_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True, help_text="The last message.")

    class Meta:
        db_table = "search_saved"
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["address"], name="saved_address", condition=~Q(address="")),
            models.Index(fields=["created_at"], name="saved_waiting", condition=Q(confirmed_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None) & ~Q(address="") | Q(user__isnull=False, address=""), name="saved_one_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def live(self) -> bool:
        return bool(self.confirmed_at and not self.stopped_at)


class SavedAnchor(models.Model):
    """Where a new offer meets a live search: one row for each alternative of the clause that the fewest offers meet."""

    pk = models.CompositePrimaryKey("key", "search")
    key = models.CharField(max_length=100, db_collation="C", help_text="See search/saved/anchors.py.")
    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="anchors")

    class Meta:
        db_table = "search_saved_anchor"

    def __str__(self) -> str:
        return self.key


class SavedHit(models.Model):
    """An offer that a search wants, found once and told once.

    Hundreds are written with each new offer, in the transaction that indexes it: no constraints on the other tables,
    which would be asked twice for each row, and would undo the offer's document where a search is deleted meanwhile.
    """

    search = models.ForeignKey(
        SavedSearch, on_delete=models.CASCADE, related_name="hits", db_constraint=False, db_index=False
    )
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    found_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "search_saved_hit"
        constraints = [models.UniqueConstraint(fields=["search", "offer"], name="saved_hit_once")]
        indexes = [models.Index(fields=["search"], name="saved_hit_unsent", condition=Q(sent_at=None))]

    def __str__(self) -> str:
        return f"{self.search_id} {self.offer_id}"
