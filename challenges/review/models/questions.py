"""Questions prepared for the authors and the jury."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from challenges.proposal.models.challenges import Challenge
from eig.common.vocabulary import SiteText


class QuestionQuerySet(models.QuerySet):
    """Reads of prepared questions."""

    def sent(self) -> "QuestionQuerySet":
        """Those already sent, which the authors and the jury read."""
        return self.exclude(sent_at=None).select_related("answered_by")

    def to_send(self) -> "QuestionQuerySet":
        """Those not sent yet, which only the coordination reads."""
        return self.filter(sent_at=None)


class PreparedQuestion(models.Model):
    """A question of the instruction, sent both to the authors and to the jury; the jury reads the answer too."""

    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="prepared_questions", verbose_name=SiteText("{challenge}")
    )
    text = models.TextField("question", max_length=1000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    written_at = models.DateTimeField("écrite le")
    sent_at = models.DateTimeField("envoyée le", null=True, blank=True)
    answer = models.TextField("réponse", max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="réponse de"
    )
    answered_at = models.DateTimeField("répondue le", null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question préparée"
        verbose_name_plural = "questions préparées"
        ordering = ["challenge", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | Q(sent_at__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
                name="challenges_question_answer",
                violation_error_message="On ne répond qu’à une question envoyée.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="challenges_question_text",
                violation_error_message="Écrivez la question.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
