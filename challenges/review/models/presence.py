"""Who has a challenge open."""

from django.db import models

from challenges.proposal.models.challenges import Challenge
from eig.common.vocabulary import SiteText
from eig.reviewing.models.presence import AbstractPresence, once


class Presence(AbstractPresence):
    """Somebody of the coordination has a challenge open."""

    SUBJECT = "challenge"

    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="presences", verbose_name=SiteText("{challenge}")
    )

    class Meta(AbstractPresence.Meta):
        constraints = [once("challenge")]
