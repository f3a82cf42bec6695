"""Who is asked and how often, the life of a check-in, the life of what blocks."""

from collections.abc import Mapping

from django.db import models

from eig.common.flow import Flow, Step
from eig.common.vocabulary import SiteText
from eig.common.words import Words


class Audience(models.TextChoices):
    """Who answers a form: each fellow alone, the others together, one answer for the mission."""

    MENTOR = "mentor", SiteText("les {mentors} opérationnels, ensemble")
    EIG = "eig", "chaque lauréat, seul"
    SPONSOR = "sponsor", SiteText("les {sponsors}, ensemble")
    TEAM = "team", "l’équipe des lauréats, ensemble"


ANSWERERS: Mapping[str, str] = {
    Audience.MENTOR: SiteText("{mentor}"),
    Audience.EIG: SiteText("{fellow}"),
    Audience.SPONSOR: SiteText("{sponsor}"),
    Audience.TEAM: "équipe",
}
"""Who answers, in a word or two: lists and letters give it to the promotion's own words."""


class Rhythm(models.TextChoices):
    """How often a form is asked during a mission."""

    MONTHLY = "monthly", "chaque mois"
    WEEKLY = "weekly", "chaque semaine"
    ONCE = "once", "une fois, à la fin de la mission"


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


class SignalStatus(Words):
    """The life of what blocks: only the coordination ends it, whatever the next check-ins say."""

    OPEN = "open", "à traiter", "error"
    ACKNOWLEDGED = "acknowledged", "pris en charge", "warning"
    CLOSED = "closed", "clos", "success"


LIVE = (SignalStatus.OPEN, SignalStatus.ACKNOWLEDGED)
SIGNAL_FLOW = Flow(
    Step(
        "acknowledge",
        "Prendre en charge",
        (SignalStatus.OPEN,),
        SignalStatus.ACKNOWLEDGED,
        "Blocage pris en charge",
    ),
    Step("close", "Clore le blocage", LIVE, SignalStatus.CLOSED, "Blocage clos"),
)
