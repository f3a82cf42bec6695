"""What a candidate accepted for an application."""

from django.db import models

from candidates.application.models.applications import Application
from eig.promotions.models.settings import Acceptance


class ApplicationAcceptance(Acceptance):
    """A statement that a candidate accepted for an application: who and when."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="acceptances", verbose_name="candidature")

    class Meta:
        verbose_name = "déclaration acceptée"
        verbose_name_plural = "déclarations acceptées"
        constraints = [models.UniqueConstraint(fields=["application", "statement"], name="candidates_acceptance_once")]
