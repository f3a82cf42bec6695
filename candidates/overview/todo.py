"""What awaits the coordination about candidates, promotion by promotion."""

from collections.abc import Iterator
from datetime import datetime

from candidates.application.rules import CHANGE
from candidates.offers import todo as offers
from candidates.review import todo as review
from candidates.selection import todo as selection
from eig.accounts.models import User
from eig.common.todo import Todo
from eig.promotions.models.programmes import Promotion


def todo(user: User, at: datetime) -> list[Todo]:
    """Every line of every current promotion; none, and no query, for anybody else."""
    return list(_lines(at)) if user.has_perm(CHANGE) else []


def _lines(at: datetime) -> Iterator[Todo]:
    for promotion in Promotion.objects.current().prefetch_related("windows"):
        yield from review.of_promotion(promotion, at)
        yield from selection.of_promotion(promotion)
        yield from offers.of_promotion(promotion, at)
