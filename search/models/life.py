"""What the index as a whole is like, and what of it is still to be copied to Elasticsearch."""

from django.db import models

from marketplace.core import clock


class IndexState(models.Model):
    """One row: what the index as a whole is like."""

    documents = models.PositiveIntegerField(default=0, help_text="Number at the last refresh, for the idf.")
    layout = models.CharField(max_length=16, blank=True, help_text="Hash of the record's layout.")
    refreshed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="search_one_state")]

    def __str__(self) -> str:
        return f"{self.documents} documents"


class Pending(models.Model):
    """A document that Elasticsearch does not have in this version yet; one that is gone has no ``SearchDocument``.

    Written in the transaction that changes the document, removed when every live index has taken this version.
    """

    offer_id = models.IntegerField(primary_key=True)
    version = models.BigIntegerField(help_text="Of the document, or drawn for its removal.")
    queued_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        db_table = "search_pending"

    def __str__(self) -> str:
        return f"{self.offer_id} {self.version}"


class CopyState(models.TextChoices):
    """No label: nobody but an operator of the machine reads it."""

    FILLING = "filling"
    LIVE = "live"
    DROPPED = "dropped"


class Copy(models.Model):
    """An index of Elasticsearch that holds, or is being filled with, all documents. Questions go to the live one.

    Whoever sends documents sends them to every copy that is not dropped, so a rebuild misses nothing.
    """

    name = models.CharField(max_length=80, primary_key=True)
    state = models.CharField(max_length=8, choices=CopyState)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="live"), name="search_one_live_copy")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"
