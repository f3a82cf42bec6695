"""What the public reads of challenges."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Count, F, Prefetch, Q, When

from challenges.catalogue.models.facets import Facets, Sought, Words, counted
from challenges.proposal.models.challenges import Challenge, ChallengeQuerySet
from challenges.proposal.states import ChallengeStatus, StakeholderKind
from eig.accounts.models import User

MENTORS = (StakeholderKind.OPERATIONAL_MENTOR, StakeholderKind.HIGH_LEVEL_MENTOR)
RECENT = (F("promotion__starts_on").desc(nulls_last=True), "promotion_id", "key", "pk")
LATEST = (F("published_at").desc(nulls_last=True), "key", "pk")


class CatalogueQuerySet(ChallengeQuerySet):
    """Reads of the catalogue."""

    def search(self, text: str) -> "CatalogueQuerySet":
        """Those whose page holds each word, by its stem or as the beginning of a name; all of them for no text."""
        return self.filter(entry__document=Words(text)) if text else self

    def facets(self, sought: Sought) -> Facets:
        """How many each choice would leave, every other filter kept, and the page asked for: one query."""
        return counted(self, sought, self.related_rows("positions"))

    def cards(self) -> list[dict]:
        """What a card shows of each: one query."""
        return list(
            self.values(
                "pk",
                "public_title",
                "slug",
                "summary",
                "town",
                "promotion_id",
                name=F("administration__name"),
                promotion_name=F("promotion__name"),
            )
        )

    def totals_by_promotion(self) -> dict[int, int]:
        """How many of these challenges each promotion has, by its number: one query."""
        return dict(self.order_by().values_list("promotion").annotate(total=Count("pk")))

    def latest_first(self) -> "CatalogueQuerySet":
        """In the order in which they were published, the last one first."""
        return self.order_by(*LATEST)

    def with_families(self) -> "CatalogueQuerySet":
        """With what a line about each says: host, promotion, families sought; two queries."""
        positions = self.related_rows("positions").select_related("family")
        rows = self.select_related("administration", "promotion__programme")
        return rows.prefetch_related(Prefetch("positions", positions))

    def with_skills(self) -> "CatalogueQuerySet":
        """The same with the skills of each position; three queries."""
        return self.with_families().prefetch_related("positions__skill_links")

    def with_sheet(self) -> "CatalogueQuerySet":
        """With all that a public page shows: five queries. Each position has the names of its ``trades``."""
        named: dict[str, Any] = {"filter": Q(profiles__isnull=False), "order_by": ("profiles__order", "profiles__name")}
        trades = ArrayAgg("profiles__name", **named, default=[])
        positions = self.related_rows("positions").select_related("family").annotate(trades=trades)
        people = self.related_rows("stakeholders").filter(kind__in=MENTORS).by_role()
        return self.select_related("administration", "promotion__programme").prefetch_related(
            Prefetch("positions", positions),
            "positions__skill_links",
            Prefetch("stakeholders", people, to_attr="mentors"),
            "promotion__windows",
        )


def public() -> CatalogueQuerySet:
    """Those that the public reads."""
    return CatalogueQuerySet(Challenge).filter(status=ChallengeStatus.PUBLISHED, promotion__public=True)


def ever_public() -> CatalogueQuerySet:
    """Those that the public reads, and those whose page says that they are withdrawn."""
    gone = Q(status=ChallengeStatus.WITHDRAWN, published_at__isnull=False)
    shown = Q(status=ChallengeStatus.PUBLISHED) | gone
    return CatalogueQuerySet(Challenge).filter(shown, promotion__public=True)


def sheets_of(user: User) -> CatalogueQuerySet:
    """The pages, published or not, of the challenges that a person may open."""
    return CatalogueQuerySet(Challenge).visible_to(user).with_sheet()


def neighbours(challenge: Challenge, count: int = 3) -> list[dict]:
    """The published ones most like a challenge: same promotion, then same profiles, then same host; one query."""
    families = [position.family_id for position in challenge.positions.all()]
    near = (
        public()
        .exclude(pk=challenge.pk)
        .annotate(
            together=Case(When(promotion=challenge.promotion_id, then=1), default=0),
            shared=Count("positions", filter=Q(positions__family__in=families)),
            hosted=Case(When(administration=challenge.administration_id, then=1), default=0),
        )
        .order_by("-together", "-shared", "-hosted", *RECENT)
    )
    return near[:count].cards()


def published_between(since: datetime, until: datetime) -> list[dict]:
    """The challenges published after ``since`` and at ``until`` at the latest, as an alert tells them: one query."""
    families = ArrayAgg("positions__family", filter=Q(positions__isnull=False), default=[])
    return list(
        public()
        .filter(published_at__gt=since, published_at__lte=until)
        .order_by("key", "pk")
        .annotate(families=families)
        .values("public_title", "summary", "published_at", "families", region=F("administration__region"))
    )
