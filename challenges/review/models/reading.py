"""Challenges handed to readers, with what they advise."""

from django.db import models

from challenges.proposal.models.access import COORDINATES, COORDINATION, READS
from challenges.proposal.models.challenges import Challenge
from eig.common.vocabulary import SiteText
from eig.reviewing.models.reading import AbstractReading, once


class Reading(AbstractReading):
    """A challenge given to a reader."""

    SUBJECT = "challenge"
    OPENS, READS, COORDINATES = COORDINATION, READS, COORDINATES
    UNDER_INSTRUCTION = Challenge.UNDER_INSTRUCTION

    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="readings", verbose_name=SiteText("{challenge}")
    )

    class Meta(AbstractReading.Meta):
        constraints = [once("challenge"), *AbstractReading.Meta.constraints]
