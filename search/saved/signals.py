"""What a change of the editors' synonyms means for the searches that people keep."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from marketplace.outbox.services import wake

from .. import analysis
from ..models import Synonym


@receiver([post_save, post_delete], sender=Synonym)
def read_searches_again(instance: Synonym, **_signal: Any) -> None:
    """The worker reads again the searches in which one of its expressions stands."""
    from .tasks import read_saved_with  # noqa: PLC0415 -- tasks call services

    tokens = sorted({token for text in instance.expressions() for token in analysis.tokens(text)})
    transaction.on_commit(lambda: wake(read_saved_with, tokens), robust=True)
