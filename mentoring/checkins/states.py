"""The life of a check-in."""

from django.db import models

from eig.common.flow import Flow, Step
from eig.common.vocabulary import SiteText
from eig.common.words import Words


class CheckInKind(models.TextChoices):
    """Who answers: mentor and EIG answer separately."""

    MENTOR = "mentor", SiteText("point d’étape du {mentor}")
    EIG = "eig", SiteText("point d’étape {fellow}")


class CheckInStatus(Words):
    """Whether a check-in is filled. Lateness is computed from its day, never stored."""

    EXPECTED = "expected", "attendu", ""
    LOGGED = "logged", "rempli", ""


CHECKIN_FLOW = Flow(
    Step(
        "log",
        "Enregistrer le point d’étape",
        (CheckInStatus.EXPECTED,),
        CheckInStatus.LOGGED,
        "Point d’étape rempli",
    ),
)


class Mood(models.IntegerChoices):
    """How the month went, from 1 (worst) to 4 (best), shown as a face with its word."""

    STORMY = 1, "Orage : nous sommes bloqués"
    CLOUDY = 2, "Nuages : c’est difficile"
    FAIR = 3, "Éclaircies : ça avance"
    SUNNY = 4, "Grand soleil : tout va bien"
