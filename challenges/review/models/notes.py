"""What the coordination writes for itself about a challenge."""

from django.db import models

from challenges.proposal.models.access import COORDINATES
from challenges.proposal.models.challenges import Challenge
from eig.common.vocabulary import SiteText
from eig.reviewing.models.notes import AbstractNote


class InternalNote(AbstractNote):
    """A note on a challenge."""

    SUBJECT, COORDINATES = "challenge", COORDINATES

    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="internal_notes", verbose_name=SiteText("{challenge}"), editable=False
    )
