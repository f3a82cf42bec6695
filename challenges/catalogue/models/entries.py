"""What the search reads, written by the database itself: see challenges_catalogueentry.sql."""

from difflib import get_close_matches
from itertools import chain

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models

from challenges.proposal.models.challenges import Challenge
from eig.common.text import sort_key

LIKENESS = 0.6
NEAR = """
SELECT key, shown FROM challenges_catalogueword
WHERE key %% %s OR key LIKE %s AND length(key) BETWEEN %s AND %s
"""


class CatalogueEntry(models.Model):
    """A challenge as the search sees it: its words by their stems, with weights."""

    challenge = models.OneToOneField(Challenge, models.CASCADE, primary_key=True, related_name="entry")
    document = SearchVectorField(null=True)

    class Meta:
        verbose_name = "entrée du catalogue"
        verbose_name_plural = "entrées du catalogue"
        indexes = [GinIndex(fields=["document"], name="challenges_entry_document", fastupdate=False)]

    def __str__(self) -> str:
        return str(self.challenge)


class CatalogueWordQuerySet(models.QuerySet):
    """Reads of the vocabulary."""

    def meant_by(self, text: str) -> str:
        """A text with each word replaced by the one of the catalogue most like it; empty without any: one query.

        Two letters exchanged in a short word leave few trigrams: words of the same beginning are looked at too.
        """
        typed = {word: sort_key(word) for word in text.split()}
        known = self._near([key for key in typed.values() if key])
        spelt = [_likest(key, known) or word for word, key in typed.items()]
        return " ".join(spelt) if spelt != list(typed) else ""

    def _near(self, keys: list[str]) -> dict[str, str]:
        """The words that some words may have been meant for, by their key."""
        if not keys:
            return {}
        shapes = [(key, connection.ops.prep_for_like_query(key[:2]) + "%", len(key) - 1, len(key) + 1) for key in keys]
        with connection.cursor() as cursor:
            # Each word in its own arm: for all of them at once, PostgreSQL would rather read the whole table.
            cursor.execute(" UNION ".join([NEAR] * len(keys)), list(chain(*shapes)))
            return dict(cursor.fetchall())


class CatalogueWord(models.Model):
    """A word of a published page: without accents, and as it is written."""

    key = models.CharField(max_length=60, unique=True)
    shown = models.CharField(max_length=60)

    objects = CatalogueWordQuerySet.as_manager()

    class Meta:
        verbose_name = "mot du catalogue"
        verbose_name_plural = "mots du catalogue"
        indexes = [GinIndex(fields=["key"], name="challenges_word_key", opclasses=["gin_trgm_ops"], fastupdate=False)]

    def __str__(self) -> str:
        return self.shown


def _likest(key: str, known: dict[str, str]) -> str:
    found = get_close_matches(key, known, n=1, cutoff=LIKENESS)
    return known[found[0]] if found else ""
