"""What the coordination writes while it reads: verdicts, readings, questions, who has a file open, letters to many."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from challenges.models.access import COORDINATION, READS
from challenges.models.challenges import Challenge
from challenges.states import ADVICE_TONES, VERDICT_TONES, Advice, Verdict

PRESENT_FOR = timedelta(seconds=90)


class EligibilityVerdict(models.Model):
    """What a person decided on one line of the checklist. ``line`` is a key of ``rules.eligibility.LINES``."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="verdicts", verbose_name="défi")
    line = models.SlugField("ligne", max_length=30, db_index=False)
    value = models.CharField("verdict", max_length=10, choices=Verdict)
    note = models.CharField("précision", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "verdict d’éligibilité"
        verbose_name_plural = "verdicts d’éligibilité"
        ordering = ["challenge", "line"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "line"],
                name="challenges_verdict_once",
                violation_error_message="Cette ligne a déjà un verdict.",
            ),
            models.CheckConstraint(condition=Q(value__in=Verdict.values), name="challenges_verdict_value"),
            models.CheckConstraint(
                condition=~Q(value=Verdict.NOT_OK) | ~Q(note=""),
                name="challenges_verdict_reason",
                violation_error_message="Une ligne non conforme dit pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_value_display()

    @property
    def tone(self) -> str:
        """The colour of the verdict's badge."""
        return VERDICT_TONES[Verdict(self.value)]


class ReadingQuerySet(models.QuerySet):
    """Reads of the readings."""

    def visible_to(self, user) -> "ReadingQuerySet":
        """All for the coordination and the direction; for an outside reader their own, never those of others."""
        if not user.has_perm(READS):
            return self.none()
        return self if user.has_perm(COORDINATION) else self.filter(reader=user)

    def to_do(self) -> "ReadingQuerySet":
        """Those that wait, on files that are still being instructed."""
        return self.filter(advice="", challenge__status__in=Challenge.UNDER_INSTRUCTION)


class Reading(models.Model):
    """A file given to a reader, with what they recommend once they have read it. Never sent to anybody."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="readings", verbose_name="défi")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="readings", verbose_name="lecteur"
    )
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="confié par")
    given_at = models.DateTimeField("confié le")
    advice = models.CharField("avis", max_length=10, choices=Advice, blank=True)
    note = models.TextField("note interne", max_length=5000, blank=True)
    read_at = models.DateTimeField("lu le", null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "lecture"
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "reader"],
                name="challenges_reading_once",
                violation_error_message="Ce dossier est déjà confié à cette personne.",
            ),
            models.CheckConstraint(
                condition=Q(advice="") | Q(advice__in=Advice.values, read_at__isnull=False),
                name="challenges_reading_advice",
                violation_error_message="Un avis a une date de lecture.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader} – {self.challenge}"

    @property
    def tone(self) -> str:
        """The colour of the advice's badge."""
        return ADVICE_TONES[Advice(self.advice)] if self.advice else ""


class QuestionQuerySet(models.QuerySet):
    """Reads of prepared questions."""

    def sent(self) -> "QuestionQuerySet":
        """Those that the authors and the jury read."""
        return self.exclude(sent_at=None).select_related("answered_by")

    def to_send(self) -> "QuestionQuerySet":
        """Those that only the coordination reads."""
        return self.filter(sent_at=None)


class PreparedQuestion(models.Model):
    """A question of the instruction, sent both to the authors and to the jury; the jury reads the answer too."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="prepared_questions", verbose_name="défi")
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
        ordering = ["challenge", "written_at", "pk"]
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


class PresenceQuerySet(models.QuerySet):
    """Reads of who has which file open."""

    def now(self, at: datetime) -> "PresenceQuerySet":
        """Those seen lately, the first arrived first."""
        return self.filter(seen_at__gt=at - PRESENT_FOR).select_related("user").order_by("since", "pk")

    def stale(self, at: datetime) -> "PresenceQuerySet":
        """Those who left."""
        return self.filter(seen_at__lte=at - PRESENT_FOR)


class Presence(models.Model):
    """Somebody of the coordination has a file open: since when, and when their page last said so."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="presences", verbose_name="défi")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="personne")
    since = models.DateTimeField("depuis")
    seen_at = models.DateTimeField("vue le", db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = "présence"
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "user"],
                name="challenges_presence_once",
                violation_error_message="Cette personne a déjà ce dossier ouvert.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.challenge}"


class Mailing(models.Model):
    """One letter written by the coordination to the authors of several challenges.

    ``token`` is drawn when the page is opened: sending the same page twice finds the same row.
    """

    token = models.UUIDField("jeton", unique=True, editable=False)
    subject = models.CharField("objet", max_length=150)
    body = models.TextField("texte", max_length=10_000)
    reply_to = models.EmailField("réponses à")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="envoyée par")
    at = models.DateTimeField("envoyée le")
    challenges = models.ManyToManyField(Challenge, related_name="mailings", verbose_name="défis")
    letters = models.PositiveIntegerField("courriers", default=0)

    class Meta:
        verbose_name = "courrier à plusieurs"
        verbose_name_plural = "courriers à plusieurs"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.subject
