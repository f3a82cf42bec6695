"""Words and diagrams of a promotion."""

from django.db import models

from eig.common.flow import Flow, Step
from eig.common.vocabulary import SiteText
from eig.common.words import Words


class WindowKind(models.TextChoices):
    """The dated doors of a promotion."""

    CALL_FOR_PROJECTS = "call_for_projects", "appel à projets"
    CALL_FOR_CANDIDATES = "call_for_candidates", "appel à candidatures"
    WISHES = "wishes", "appel à vœux"


CALLS = (WindowKind.CALL_FOR_PROJECTS, WindowKind.CALL_FOR_CANDIDATES)
"""The doors that anybody may come through; any other kind is for those who are told of it."""


class Audience(models.TextChoices):
    """Who is asked to accept a statement."""

    AGENTS = "agents", "les administrations"
    CANDIDATES = "candidates", "les candidats"


class WishMode(models.TextChoices):
    """When a candidate ranks positions."""

    APPLYING = "applying", "en candidatant"
    AFTER = "after", "après la présélection"


class Stage(models.TextChoices):
    """What a jury hears, and a criterion judges."""

    CHALLENGE = "challenge", SiteText("{challenges}")
    CANDIDATE = "candidate", "candidats"


class AnnouncementKind(models.TextChoices):
    """The decisions that are prepared quietly and announced together."""

    CHALLENGES = "challenges", SiteText("choix des {challenges}")
    PRESELECTION = "preselection", "présélection des candidats"
    OFFERS = "offers", "propositions aux candidats"


class AnnouncementStatus(Words):
    """The life of an order to publish."""

    ORDERED = "ordered", "programmée", "info"
    CANCELLED = "cancelled", "annulée", "warning"
    DONE = "done", "publiée", "success"


S = AnnouncementStatus
ANNOUNCEMENT_FLOW = Flow(
    Step("cancel", "Annuler la publication", (S.ORDERED,), S.CANCELLED, "Publication annulée"),
    Step("carry_out", "Publier", (S.ORDERED,), S.DONE, "Décisions publiées"),
)
