"""Who may not judge an application, and why."""

from django.db import models

from candidates.application.models.applications import FILLS_ITS_SLOT, Application
from candidates.application.states import ApplicationStatus
from candidates.review.states import ConflictKind
from eig.juries.models.hearings import Hearing
from eig.reviewing.models.conflicts import AbstractConflict, of_kind, once


class ConflictOfInterest(AbstractConflict):
    """A link between a juror or a reader and a candidate, which sets them aside from judging the application."""

    SUBJECT, HEARINGS = "application", "interviews__hearing"
    JUDGED_IN = (ApplicationStatus.SUBMITTED, ApplicationStatus.PRESELECTED)

    application = models.ForeignKey(Application, models.CASCADE, related_name="conflicts", verbose_name="candidature")
    kind = models.CharField("nature", max_length=20, choices=ConflictKind)

    @classmethod
    def hearings_of(cls, subject: Application) -> list[Hearing]:
        """The hearings of an application that fill their slot: one query."""
        held = subject.interviews.filter(status__in=FILLS_ITS_SLOT).values("hearing")
        return list(Hearing.objects.filter(pk__in=held).select_related("jury"))

    class Meta(AbstractConflict.Meta):
        ordering = ["application", "user"]
        constraints = [once("application"), of_kind(ConflictKind), *AbstractConflict.Meta.constraints]
