"""A letter that the coordination writes to the authors of several challenges."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from challenges.review.letters.mailing import TO_AUTHORS
from challenges.review.models.mailing import Mailing
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.reviewing.workflow.mailing import write_to_several


def write_to_authors(challenges: Sequence[Challenge], *, by: User, at: datetime, **text: Any) -> Mailing:
    """Send one letter to each author for each challenge, as ``write_to_several`` does with the same ``text``.

    Raises ``StepRefused`` as it does, and for anybody outside the coordination.
    """
    if not can_coordinate(by):
        raise StepRefused("Seule la coordination écrit aux auteurs.")
    return write_to_several(TO_AUTHORS, challenges, by=by, at=at, **text)
