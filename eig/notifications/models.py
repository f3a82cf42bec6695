"""The outbox: a letter is a row written with the act that causes it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from eig.notifications.states import Policy


class MessageQuerySet(models.QuerySet):
    """Reads of the outbox."""

    def waiting(self) -> "MessageQuerySet":
        """Neither sent nor given up."""
        return self.filter(sent_at=None, stopped_at=None)

    def due(self, at: datetime) -> "MessageQuerySet":
        """Those that a carrier may take now, oldest first."""
        return self.waiting().filter(claim=None, next_try_at__lte=at).order_by("next_try_at", "pk")

    def claimed(self) -> "MessageQuerySet":
        """Those that a carrier has taken and not settled."""
        return self.waiting().exclude(claim=None)

    def failed(self) -> "MessageQuerySet":
        """Those given up, for a person to look at."""
        return self.exclude(stopped_at=None)


class Message(models.Model):
    """One letter to one person. ``key`` says once and for all which: it can be posted any number of times."""

    key = models.CharField("clef", max_length=200, unique=True)
    letter = models.CharField("modèle", max_length=80, db_index=True)
    policy = models.CharField("dans le doute", max_length=20, choices=Policy)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="messages",
        verbose_name="destinataire",
    )
    to = models.EmailField("adresse")
    subject = models.CharField("objet", max_length=200)
    text = models.TextField("texte")
    html = models.TextField("version HTML")
    calendar = models.TextField("entrée d’agenda", blank=True)
    message_id = models.CharField("Message-ID", max_length=120, unique=True)
    headers = models.JSONField("autres en-têtes", default=dict, blank=True)
    posted_at = models.DateTimeField("écrit le")
    next_try_at = models.DateTimeField("à envoyer le", db_index=True)
    claim = models.BigIntegerField("porteur", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    last_error = models.CharField("dernière erreur", max_length=300, blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)
    stopped_at = models.DateTimeField("abandonné le", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "courrier"
        ordering = ["-posted_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(sent_at=None, stopped_at=None),
                name="notifications_message_due",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(stopped_at=None), name="notifications_message_one_end"
            ),
            models.CheckConstraint(
                condition=Q(claim=None) | Q(sent_at=None, stopped_at=None), name="notifications_message_claim"
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class LetterText(models.Model):
    """The wording that staff gave a letter, for one scope (a promotion); without one, the original is used."""

    letter = models.CharField("courrier", max_length=80)
    scope = models.CharField("promotion", max_length=40, blank=True)
    subject = models.CharField("objet", max_length=200)
    body = models.TextField("texte")

    class Meta:
        verbose_name = "texte de courrier"
        verbose_name_plural = "textes de courrier"
        ordering = ["letter", "scope"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "scope"],
                name="notifications_lettertext_once",
                violation_error_message="Ce courrier a déjà un texte pour cette promotion.",
            )
        ]

    def __str__(self) -> str:
        return self.letter
