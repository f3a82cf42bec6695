"""Applications handed to readers, with what they advise."""

from django.db import models

from candidates.application.models.applications import COORDINATION, READS, Application
from candidates.application.rules import CHANGE
from candidates.application.states import ApplicationStatus
from eig.reviewing.models.reading import AbstractReading, once


class Reading(AbstractReading):
    """An application given to a reader."""

    SUBJECT = "application"
    OPENS, READS, COORDINATES = COORDINATION, READS, CHANGE
    UNDER_INSTRUCTION = (ApplicationStatus.SUBMITTED,)

    application = models.ForeignKey(Application, models.CASCADE, related_name="readings", verbose_name="candidature")

    class Meta(AbstractReading.Meta):
        constraints = [once("application"), *AbstractReading.Meta.constraints]
