"""The words that work has: occupations (ISCO-08), sectors (ATECO 2025) and collective agreements (CNEL).

Other tables store the codes, not keys into these tables: a list that is loaded anew must never take an ad along.
"""

from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _


def labelled(code: str, title: str) -> str:
    """ "H501 – Lavoro domestico": what stands in a picker's box, and is read back by its code."""
    return f"{code} – {Truncator(title).chars(120)}"


class Occupation(models.Model):
    """A group of ISCO-08 on one of its four levels; the code of a group begins with that of its parent.

    ``labels``: official titles by language code. ``names``: our own short ones, shown instead where there are any.
    """

    UNIT = 4  # the level of the groups that one can choose

    code = models.CharField(_("codice ISCO-08"), max_length=4, primary_key=True)
    level = models.PositiveSmallIntegerField(_("livello"), help_text="Number of digits.")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    labels = models.JSONField(default=dict)
    names = models.JSONField(default=dict)
    uri = models.URLField(_("indirizzo ESCO"), blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title()}"

    def title(self, language: str = "it") -> str:
        """Our name or the official title in ``language``, else in Italian or English."""
        for known in (language, "it", "en"):
            if found := self.names.get(known) or self.labels.get(known):
                return found
        return self.code


class WordKind(models.IntegerChoices):
    """Where a word comes from; the lower, the likelier it is meant."""

    NAME = 1, _("nome breve")
    EVERYDAY = 2, _("parola di tutti i giorni")
    TITLE = 3, _("titolo ISCO-08")
    ESCO = 4, _("titolo ESCO")


class OccupationWord(models.Model):
    """A word or phrase that people use for an occupation. Of "cuoco/cuoca" each form is a row, with one label."""

    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="words")
    language = models.CharField(max_length=2)
    label = models.CharField(max_length=200, help_text="As it is shown.")
    folded = models.CharField(max_length=200, help_text="See jobs.vocabulary.folding.")
    kind = models.PositiveSmallIntegerField(choices=WordKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["folded", "language", "occupation"], name="occupation_word_once"),
        ]
        indexes = [
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="occupation_word_trigrams"),
            GistIndex(fields=["folded"], opclasses=["gist_trgm_ops"], name="occupation_word_nearest"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def everyday(self) -> bool:
        """Whether people say it themselves: ours, not a title of a classification."""
        return self.kind <= WordKind.EVERYDAY


class Sector(models.Model):
    """An entry of ATECO 2025: section "I", division "56", group "56.1", class "56.11", down to "56.11.11"."""

    code = models.CharField(_("codice ATECO"), max_length=8, primary_key=True)
    level = models.PositiveSmallIntegerField(_("livello"), help_text="1 section, 2 division … 6 subcategory.")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    title = models.CharField(_("titolo"), max_length=250)
    name = models.CharField(_("nome breve"), max_length=80, blank=True, help_text="Ours, where the title is long.")
    folded = models.TextField(help_text="Title and everyday words, see jobs.vocabulary.folding.")

    class Meta:
        ordering = ["code"]
        indexes = [GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="sector_trigrams")]

    def __str__(self) -> str:
        return labelled(self.code, self.name or self.title)


class CollectiveAgreement(models.Model):
    """A national collective agreement (CCNL) of the CNEL's archive."""

    code = models.CharField(_("codice CNEL"), max_length=6, primary_key=True)
    title = models.CharField(_("titolo"), max_length=600)
    name = models.CharField(_("nome breve"), max_length=80, blank=True, help_text="Ours, for the most used ones.")
    sector = models.CharField(_("settore"), max_length=80, blank=True, help_text="Of the CNEL, not ATECO.")
    expires = models.DateField(_("scadenza"), null=True)
    signed_by_confederals = models.BooleanField(_("firmato da CGIL, CISL o UIL"), default=False)
    rank = models.PositiveSmallIntegerField(default=1000, help_text="Place among the most used ones; 1 comes first.")
    folded = models.TextField(help_text="Title and everyday words, see jobs.vocabulary.folding.")

    class Meta:
        ordering = ["code"]
        indexes = [GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="agreement_trigrams")]

    def __str__(self) -> str:
        return labelled(self.code, self.name or self.title)
