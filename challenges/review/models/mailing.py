"""Letters written to several authors."""

from django.db import models

from challenges.proposal.models.challenges import Challenge
from eig.common.vocabulary import SiteText
from eig.reviewing.models.mailing import AbstractMailing


class Mailing(AbstractMailing):
    """One letter written by the coordination to the authors of several challenges."""

    SUBJECTS = "challenges"

    challenges = models.ManyToManyField(Challenge, related_name="mailings", verbose_name=SiteText("{challenges}"))
