"""Who may not judge an application, and why."""

from typing import Any, ClassVar

from django.db import models

from candidates.application.models.applications import Application
from candidates.application.states import FILLS_ITS_SLOT, ApplicationStatus
from candidates.review.states import ConflictKind
from eig.reviewing.models.conflicts import AbstractConflict, of_kind, once


class ConflictOfInterest(AbstractConflict):
    """A link between a juror or a reader and a candidate, which sets them aside from judging the application."""

    SUBJECT, HEARINGS = "application", "interviews__hearing"
    HELD: ClassVar[Any] = {"interviews__status__in": FILLS_ITS_SLOT}
    JUDGED_IN = (ApplicationStatus.SUBMITTED, ApplicationStatus.PRESELECTED)

    application = models.ForeignKey(Application, models.CASCADE, related_name="conflicts", verbose_name="candidature")
    kind = models.CharField("nature", max_length=20, choices=ConflictKind)

    class Meta(AbstractConflict.Meta):
        ordering = ["application", "user"]
        constraints = [once("application"), of_kind(ConflictKind), *AbstractConflict.Meta.constraints]
