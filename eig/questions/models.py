"""One engine for the narrative of the call, the candidates' sections, check-ins and surveys."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from eig.common.text import NBSP
from eig.questions.states import CHOSEN, WIDEST_SCALE, WRITTEN, YES_NO, Face, Kind

LINE_CHARS = 90
SCALE = Q(
    kind=Kind.SCALE,
    minimum__gte=0,
    maximum__gt=F("minimum"),
    maximum__lte=F("minimum") + WIDEST_SCALE,
    minimum__isnull=False,
    maximum__isnull=False,
)
NUMBER = Q(kind=Kind.NUMBER) & (Q(minimum=None) | Q(maximum=None) | Q(maximum__gt=F("minimum")))
UNBOUNDED = ~Q(kind__in=[Kind.SCALE, Kind.NUMBER]) & Q(minimum=None, maximum=None)


class Questionnaire(models.Model):
    """An ordered set of questions that a promotion asks."""

    name = models.CharField("nom", max_length=120, unique=True)

    class Meta:
        verbose_name = "questionnaire"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """One question. Its ``kind`` says which limits count: ``max_chars`` for texts (``lines`` is the historic guidance),
    ``minimum`` and ``maximum`` for a number or a scale.

    ``key`` names it for machines, across the wordings and the promotions: such an answer has its column in exports.
    With ``shown_when``, it is asked only of those whose answer to that earlier question is ``shown_value``.
    """

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField("ordre", default=0)
    section = models.CharField("section", max_length=80, blank=True)
    label = models.CharField("question", max_length=300)
    help = models.TextField("aide", blank=True)
    kind = models.CharField("nature", max_length=20, choices=Kind, default=Kind.LONG_TEXT)
    max_chars = models.PositiveIntegerField("limite (caractères)", default=900, validators=[MinValueValidator(50)])
    minimum = models.IntegerField("au moins", null=True, blank=True)
    maximum = models.IntegerField("au plus", null=True, blank=True)
    low_words = models.CharField("mots du premier échelon", max_length=60, blank=True)
    high_words = models.CharField("mots du dernier échelon", max_length=60, blank=True)
    required = models.BooleanField("obligatoire", default=True)
    key = models.SlugField("clef", max_length=60, blank=True)
    shown_when = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="depending",
        verbose_name="posée seulement selon la réponse à",
    )
    shown_value = models.CharField("réponse qui la fait poser", max_length=60, blank=True)

    class Meta:
        verbose_name = "question"
        ordering = ["questionnaire", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "order"],
                name="questions_question_order",
                violation_error_message="Deux questions d’un même questionnaire ne peuvent pas avoir le même ordre.",
            ),
            models.UniqueConstraint(
                fields=["questionnaire", "key"],
                condition=~Q(key=""),
                name="questions_question_key",
                violation_error_message="Deux questions d’un même questionnaire ne peuvent pas avoir la même clef.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="questions_question_kind",
                violation_error_message="Cette nature de question n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(max_chars__gte=50),
                name="questions_question_limit",
                violation_error_message="La limite d’une réponse est d’au moins 50 caractères.",
            ),
            models.CheckConstraint(
                condition=SCALE | NUMBER | UNBOUNDED,
                name="questions_question_bounds",
                violation_error_message="Une échelle va d’un échelon à un autre, dix plus loin au plus ; un nombre "
                "peut avoir des bornes, dans l’ordre ; les autres questions n’en ont pas.",
            ),
            models.CheckConstraint(
                condition=Q(shown_when=None, shown_value="") | Q(shown_when__isnull=False) & ~Q(shown_value=""),
                name="questions_question_condition",
                violation_error_message="Une condition est une question et la réponse qui fait poser celle-ci : "
                "donnez les deux, ou aucune.",
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
        """« 900 caractères au plus, environ 10 lignes »; empty for what is not a text."""
        if self.kind not in WRITTEN:
            return ""
        return f"{self.max_chars}{NBSP}caractères au plus, environ {self.lines}{NBSP}lignes"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Every answer that a closed question ever took, withdrawn ones included: (stored text, words)."""
        if self.kind in CHOSEN:
            return [(option.value, option.label) for option in self.options.all()]
        if self.kind == Kind.FACES:
            return [(str(face.value), str(face.label)) for face in Face]
        if self.kind == Kind.SCALE:
            return [(str(step), self._step_words(step)) for step in self.steps]
        return list(YES_NO) if self.kind == Kind.YES_NO else []

    @property
    def steps(self) -> range:
        """The steps of a scale; none for another kind."""
        if self.kind != Kind.SCALE or self.minimum is None or self.maximum is None:
            return range(0)
        return range(self.minimum, self.maximum + 1)

    def leaves_out(self, number: Decimal) -> bool:
        """Whether a number is outside its bounds."""
        low, high = self.minimum, self.maximum
        return (low is not None and number < low) or (high is not None and number > high)

    @property
    def is_ready(self) -> bool:
        """Whether it can be asked: a choice waits for its options."""
        return self.kind not in CHOSEN or any(not option.withdrawn for option in self.options.all())

    def _step_words(self, step: int) -> str:
        ends = {self.minimum: self.low_words, self.maximum: self.high_words}
        return f"{step}{NBSP}: {words}" if (words := ends.get(step)) else str(step)


class Option(models.Model):
    """An answer that a question offers. ``value`` is what answers hold: it outlives rewording, and never changes."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    order = models.PositiveSmallIntegerField("ordre", default=0)
    value = models.SlugField("valeur", max_length=60, editable=False)
    label = models.CharField("réponse", max_length=200)
    withdrawn = models.BooleanField("retirée", default=False)

    class Meta:
        verbose_name = "réponse proposée"
        verbose_name_plural = "réponses proposées"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "value"], name="questions_option_value"),
            models.UniqueConstraint(
                fields=["question", "label"],
                name="questions_option_label",
                violation_error_message="Cette réponse est déjà proposée.",
            ),
            models.CheckConstraint(
                condition=~Q(value=""),
                name="questions_option_named",
                violation_error_message="Une réponse proposée a une valeur.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


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
