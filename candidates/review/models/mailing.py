"""Letters written to several candidates."""

from django.db import models

from candidates.application.models.applications import Application
from eig.reviewing.models.mailing import AbstractMailing


class Mailing(AbstractMailing):
    """One letter written by the coordination to the people of several applications."""

    SUBJECTS = "applications"

    applications = models.ManyToManyField(Application, related_name="mailings", verbose_name="candidatures")
