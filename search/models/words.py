from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import analysis


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


class Token(models.Model):
    """What the index keeps of a word, and in how many documents it stands: what the word is worth."""

    token = models.CharField(max_length=analysis.MAX_WORD, primary_key=True)
    df = models.PositiveIntegerField(default=1, help_text="Documents, as of the last refresh.")

    def __str__(self) -> str:
        return self.token


class Start(models.Model):
    """A completion under one of its word starts: "porta romana" stands here under "porta romana" and "romana"."""

    class Kind(models.TextChoices):
        PLACE = "place", _("Luoghi")
        OCCUPATION = "occupation", _("Professioni")
        WORD = "word", _("Parole")

    start = models.CharField(max_length=200, help_text="Folded, from one of its words on.")
    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField(max_length=200)
    detail = models.CharField(max_length=60, blank=True)
    query = models.CharField(max_length=100, help_text="What it adds to the address: nil=23.")
    df = models.PositiveIntegerField(help_text="Documents that it finds, as of the last refresh.")

    class Meta:
        indexes = [
            models.Index(
                fields=["start"],
                name="search_start_prefix",
                opclasses=["text_pattern_ops"],
                include=["kind", "label", "detail", "query", "df"],
            )
        ]

    def __str__(self) -> str:
        return self.label
