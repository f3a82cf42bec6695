"""Who may not judge a challenge, and why."""

from django.db import models

from challenges.hearings.states import ConflictKind
from challenges.proposal.states import ChallengeStatus
from eig.common.vocabulary import SiteText
from eig.reviewing.models.conflicts import AbstractConflict, of_kind, once


class ConflictOfInterest(AbstractConflict):
    """A link between a person and a challenge that sets the person aside from judging it."""

    SUBJECT, HEARINGS = "challenge", "hearing"
    JUDGED_IN = (ChallengeStatus.PRESELECTED,)

    challenge = models.ForeignKey(
        "challenges.Challenge", models.CASCADE, related_name="conflicts", verbose_name=SiteText("{challenge}")
    )
    kind = models.CharField("nature", max_length=20, choices=ConflictKind)

    class Meta(AbstractConflict.Meta):
        ordering = ["challenge", "user"]
        constraints = [once("challenge"), of_kind(ConflictKind), *AbstractConflict.Meta.constraints]
