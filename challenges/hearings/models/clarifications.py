"""Questions that jurors ask before the day, and what the administration answers."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from challenges.hearings.states import CLARIFICATION_FLOW, ClarificationStatus
from challenges.proposal.models.access import COORDINATION
from challenges.proposal.models.challenges import Challenge
from eig.common.vocabulary import SiteText

C = ClarificationStatus
TOLD = (C.FORWARDED, C.ANSWERED)


class ClarificationQuerySet(models.QuerySet):
    """Reads of the questions of jurors."""

    def visible_to(self, user) -> "ClarificationQuerySet":
        """All for staff; for authors, those that were handed to them."""
        return self if user.has_perm(COORDINATION) else self.handed_to(user)

    def handed_to(self, user) -> "ClarificationQuerySet":
        """Those handed to the authors of a challenge: to answer, answered, or closed since."""
        rows = self.filter(forwarded_at__isnull=False, challenge__authors=user)
        return rows.select_related("challenge__promotion", "answered_by")

    def handed(self) -> "ClarificationQuerySet":
        """Those that the authors were asked to answer."""
        return self.filter(forwarded_at__isnull=False, status__in=TOLD)

    def read_by(self, juror) -> "ClarificationQuerySet":
        """What a member of the jury reads: what was handed on or answered, and their own questions."""
        return self.filter(Q(status__in=TOLD) | Q(asked_by=juror))

    def waiting_counts(self) -> dict[str, int]:
        """How many wait for the coordination (``asked``) and for the authors (``forwarded``): one query."""
        counts = {status.value: Count("pk", filter=Q(status=status)) for status in (C.ASKED, C.FORWARDED)}
        return self.aggregate(**counts)

    def awaiting_authors(self) -> "ClarificationQuerySet":
        """Those that the authors have not answered yet."""
        return self.filter(status=C.FORWARDED)


class Clarification(models.Model):
    """A question on a file; the coordination may reword it (``forwarded_question``) before handing it on.

    Authors never learn which juror asked; the answer is read by the whole jury.
    """

    FLOW = CLARIFICATION_FLOW

    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="clarifications", verbose_name=SiteText("{challenge}")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="clarifications", verbose_name="demandée par"
    )
    asked_at = models.DateTimeField("demandée le")
    status = models.CharField("état", max_length=20, choices=ClarificationStatus, default=C.ASKED)
    question = models.TextField("question", max_length=1000)
    forwarded_question = models.TextField("question transmise", max_length=1000, blank=True)
    forwarded_at = models.DateTimeField("transmise le", null=True, blank=True)
    answer = models.TextField("réponse", max_length=3000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="répondue par"
    )
    answered_at = models.DateTimeField("répondue le", null=True, blank=True)

    objects = ClarificationQuerySet.as_manager()

    class Meta:
        verbose_name = "question d’un juré"
        verbose_name_plural = "questions des jurés"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "asked_by", "question"],
                name="challenges_clarification_once",
                violation_error_message="Vous avez déjà posé cette question.",
            ),
            models.CheckConstraint(
                condition=~Q(status=C.ANSWERED) | ~Q(answer=""),
                name="challenges_clarification_answer",
                violation_error_message="Une question répondue a une réponse.",
            ),
            models.CheckConstraint(
                condition=~Q(status=C.FORWARDED) | Q(forwarded_at__isnull=False),
                name="challenges_clarification_forwarded",
                violation_error_message="Une question transmise a une date de transmission.",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_question

    @property
    def shown_question(self) -> str:
        """The wording that the administration and the jury read."""
        return self.forwarded_question or self.question

    @property
    def tone(self) -> str:
        """The colour of the status's badge."""
        return ClarificationStatus(self.status).tone
