"""Why a placement ended, and what somebody is to a mission."""

from django.db import models


class EndReason(models.TextChoices):
    """Why somebody left a mission; a placement that runs to its planned end has none."""

    COMPLETED = "completed", "fin de la mission"
    NEVER_CAME = "never_came", "désistement avant l’arrivée"
    RESIGNED = "resigned", "démission"
    STOPPED = "stopped", "arrêt de la mission"
    HIRED = "hired", "recrutement par l’administration d’accueil"
    OTHER = "other", "autre raison"


class AssignmentRole(models.TextChoices):
    """What somebody of the programme is to a mission; mentors are people around the challenge."""

    COACH = "coach", "coach"
