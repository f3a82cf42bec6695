"""The life of an editorial page, and how it is laid out."""

from django.db import models

from eig.common.flow import Flow, Step
from eig.common.words import Words


class PageStatus(Words):
    """Whether the public reads a page."""

    HIDDEN = "hidden", "non publiée", ""
    PUBLISHED = "published", "publiée", ""


class Layout(models.TextChoices):
    """How a page is shown."""

    TEXT = "text", "texte"
    QUESTIONS = "questions", "questions et réponses"
    COMPLEMENT = "complement", "complément d’une page du site"


S = PageStatus
PAGE_FLOW = Flow(
    Step("publish", "Publier la page", (S.HIDDEN, S.PUBLISHED), S.PUBLISHED, "Page publiée"),
    Step("withdraw", "Retirer la page", (S.PUBLISHED,), S.HIDDEN, "Page retirée"),
)
