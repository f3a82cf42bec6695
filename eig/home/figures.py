"""The programme in figures: published totals where there are some, what the site counts elsewhere."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from candidates.selection.models.offers import Offer
from challenges.catalogue.models.catalogue import public
from challenges.proposal.models.challenges import Challenge
from eig.promotions.models.programmes import Promotion

# Geometry of the picture, in its own units: 400 wide, so that its words stay readable on a phone.
LABEL, ROOM, ROW, BAR = 104, 250, 46, 16


@dataclass(frozen=True)
class Bar:
    """A bar of the picture: the value it shows, its length and its top, in the picture's units."""

    value: int
    width: int
    y: int

    @property
    def text_x(self) -> int:
        """The abscissa of its number."""
        return LABEL + self.width + 6

    @property
    def text_y(self) -> int:
        """The ordinate of its number."""
        return self.y + 13


@dataclass(frozen=True)
class Row:
    """A promotion: challenges kept and people recruited."""

    promotion: Promotion
    kept: Bar
    recruited: Bar

    @property
    def label_y(self) -> int:
        """The ordinate of its name."""
        return self.kept.y + 20


@dataclass(frozen=True)
class Figures:
    """Totals across programmes, and one row per promotion with results, oldest first."""

    promotions: int
    challenges: int
    administrations: int
    recruited: int
    rows: list[Row]
    label_width: int = LABEL

    @property
    def height(self) -> int:
        """The height of the picture, in its own units."""
        return len(self.rows) * ROW + 4


def programme_figures() -> Figures:
    """The figures of all public promotions with results: two queries whatever their number."""
    promotions = [promotion for promotion in _counted() if promotion.kept or promotion.recruited]
    longest = max((max(promotion.kept, promotion.recruited) for promotion in promotions), default=1)
    return Figures(
        promotions=len(promotions),
        challenges=sum(promotion.kept for promotion in promotions),
        administrations=public().aggregate(n=Count("administration", distinct=True))["n"],
        recruited=sum(promotion.recruited for promotion in promotions),
        rows=[_row(promotion, index, longest) for index, promotion in enumerate(promotions)],
    )


def latest_challenges(count: int) -> list[Challenge]:
    """The last published ones, with what a card shows: three queries."""
    rows = public().select_related("administration", "promotion")
    return list(rows.prefetch_related("positions__family").order_by("-published_at", "key")[:count])


def _row(promotion: Any, index: int, longest: int) -> Row:
    kept, recruited = (round(ROOM * value / longest) for value in (promotion.kept, promotion.recruited))
    top = index * ROW + 4
    return Row(promotion, Bar(promotion.kept, kept, top), Bar(promotion.recruited, recruited, top + BAR + 2))


def _counted() -> QuerySet[Any]:
    published = public().filter(promotion=OuterRef("pk"))
    accepted = Offer.objects.accepted().filter(position__challenge__promotion=OuterRef("pk"))
    return (
        Promotion.objects.public()
        .annotate(
            kept=Coalesce("official_kept", _count(published, "promotion")),
            recruited=Coalesce("official_recruited", _count(accepted, "position__challenge__promotion")),
        )
        .order_by(F("starts_on").asc(nulls_last=True), "pk")
    )


def _count(rows: QuerySet, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(total=Count("pk")).values("total")
    return Coalesce(Subquery(counted), 0)
