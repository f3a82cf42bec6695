"""What the coordination writes for itself about an application."""

from django.db import models

from candidates.application.models.applications import Application
from candidates.application.rules import CHANGE
from eig.reviewing.models.notes import AbstractNote


class InternalNote(AbstractNote):
    """A note on an application."""

    SUBJECT, COORDINATES = "application", CHANGE

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="internal_notes", verbose_name="candidature", editable=False
    )
