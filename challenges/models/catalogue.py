"""What the public reads of challenges."""

from collections.abc import Sequence

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import F, Prefetch, Q

from challenges.states import ChallengeStatus, StakeholderKind

MENTORS = (StakeholderKind.OPERATIONAL_MENTOR, StakeholderKind.HIGH_LEVEL_MENTOR)
SEARCHED = ("public_title", "summary", "administration__name", "town")


class CatalogueQuerySet(models.QuerySet):
    """Reads of the catalogue."""

    def catalogue(self) -> "CatalogueQuerySet":
        """Those that the public reads."""
        return self.filter(status=ChallengeStatus.PUBLISHED, promotion__public=True)

    def search(self, text: str) -> "CatalogueQuerySet":
        """Those that hold each word in their title, sentence, administration or town, whatever the accents."""
        return self.filter(*(_says(word) for word in text.split()))

    def shelf(self) -> list[tuple[int, str, str, list[str]]]:
        """Number, promotion's slug and name, slugs of the families sought; the newest promotion first: one query."""
        families = ArrayAgg("positions__family__slug", filter=Q(positions__isnull=False), default=[])
        ordered = self.order_by(F("promotion__starts_on").desc(nulls_last=True), "promotion_id", "key", "pk")
        return list(
            ordered.annotate(families=families).values_list("pk", "promotion__slug", "promotion__name", "families")
        )

    def cards(self, numbers: Sequence[int]) -> dict[int, dict]:
        """What a card shows, by number: one query."""
        rows = self.filter(pk__in=numbers).values(
            "pk",
            "public_title",
            "slug",
            "summary",
            "town",
            name=F("administration__name"),
            promotion_name=F("promotion__name"),
            promotion_slug=F("promotion__slug"),
        )
        return {row["pk"]: row for row in rows}

    def with_sheet(self) -> "CatalogueQuerySet":
        """With all that a public page shows: five queries."""
        positions = self.related_rows("positions").select_related("family")
        people = self.related_rows("stakeholders").filter(kind__in=MENTORS).by_role()
        return self.select_related("administration", "promotion__programme").prefetch_related(
            Prefetch("positions", positions),
            "positions__profiles",
            Prefetch("stakeholders", people, to_attr="mentors"),
            "promotion__windows",
        )

    def related_rows(self, name: str) -> models.QuerySet:
        """All the rows of a model that points here, to be prefetched as one likes."""
        return self.model._meta.get_field(name).related_model.objects.all()


def _says(word: str) -> Q:
    found = Q()
    for field in SEARCHED:
        found |= Q(**{f"{field}__unaccent__icontains": word})
    return found
