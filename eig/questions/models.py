"""One engine for the narrative of the call, the candidates' sections and, later, the surveys."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from eig.common.text import NBSP

LINE_CHARS = 90


class Questionnaire(models.Model):
    """An ordered set of questions that a promotion asks."""

    name = models.CharField("nom", max_length=120, unique=True)

    class Meta:
        verbose_name = "questionnaire"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """One question with its limit, in characters; ``lines`` is the historic guidance."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField("ordre", default=0)
    section = models.CharField("section", max_length=80, blank=True)
    label = models.CharField("question", max_length=300)
    help = models.TextField("aide", blank=True)
    max_chars = models.PositiveIntegerField("limite (caractères)", default=900, validators=[MinValueValidator(50)])
    required = models.BooleanField("obligatoire", default=True)

    class Meta:
        verbose_name = "question"
        ordering = ["questionnaire", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "order"],
                name="questions_question_order",
                violation_error_message="Deux questions d’un même questionnaire ne peuvent pas avoir le même ordre.",
            ),
            models.CheckConstraint(
                condition=Q(max_chars__gte=50),
                name="questions_question_limit",
                violation_error_message="La limite d’une réponse est d’au moins 50 caractères.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def lines(self) -> int:
        """The limit in lines of a printed page, as the historic forms counted."""
        return max(1, round(self.max_chars / LINE_CHARS))

    @property
    def limit_text(self) -> str:
        """« 900 caractères au plus, environ 10 lignes »."""
        return f"{self.max_chars}{NBSP}caractères au plus, environ {self.lines}{NBSP}lignes"


class Response(models.Model):
    """The answers of one person or team to one questionnaire; its subject is attached from above."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="responses")

    class Meta:
        verbose_name = "réponse"

    def __str__(self) -> str:
        return f"Réponse {self.pk}"

    def texts(self) -> dict[int, str]:
        """The answer texts by question number: one query."""
        return dict(self.answers.values_list("question_id", "text"))

    def missing(self) -> list[Question]:
        """The compulsory questions without an answer, in order: one query."""
        answered = self.answers.exclude(text="").values("question_id")
        return list(self.questionnaire.questions.filter(required=True).exclude(pk__in=answered))


class Answer(models.Model):
    """The answer of one person or team to one question."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField("réponse", blank=True)

    class Meta:
        verbose_name = "réponse à une question"
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="questions_answer_once")]

    def __str__(self) -> str:
        return self.text[:80]
