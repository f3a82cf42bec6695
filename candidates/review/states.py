"""What links a person to a candidate."""

from django.db import models

from eig.reviewing.states import DECLARED_LINK, OTHER_LINK


class ConflictKind(models.TextChoices):
    """Why a person may not judge an application."""

    PERSONAL = "personal", "lien personnel ou familial"
    PROFESSIONAL = "professional", "lien professionnel"
    DECLARED = DECLARED_LINK
    OTHER = OTHER_LINK
