from django.db import models

from .offer import Offer


class Content(models.Model):
    """What a kind of offer has of its own: one row beside the offer's, written by the wizard.

    ``saved_in``: field → version of the offer that last changed it; ``unsaved``: field → what was typed and is not
    valid. By these two no window overwrites another silently and nothing that was typed is lost.
    """

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, primary_key=True, related_name="%(class)s")
    declaration_at = models.DateTimeField(null=True, blank=True, help_text="DPR 445/2000 art. 46-47.")
    saved_in = models.JSONField(default=dict, blank=True)
    unsaved = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.offer)
