"""Who has an application open."""

from django.db import models

from candidates.application.models.applications import Application
from eig.reviewing.models.presence import AbstractPresence, once


class Presence(AbstractPresence):
    """Somebody of the coordination has an application open."""

    SUBJECT = "application"

    application = models.ForeignKey(Application, models.CASCADE, related_name="presences", verbose_name="candidature")

    class Meta(AbstractPresence.Meta):
        constraints = [once("application")]
