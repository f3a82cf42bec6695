"""A seat offered to a candidate, with a time limit."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from candidates.application.models.applications import DECISIONS, Application
from candidates.selection.states import LIVE, OFFER_FLOW, OfferStatus
from challenges.proposal.models.positions import Position
from eig.common.vocabulary import Vocabulary


class OfferQuerySet(models.QuerySet):
    """Reads of offers."""

    def visible_to(self, user) -> "OfferQuerySet":
        """One's own once sent; those sent for the staff; what was only prepared for those who may know of it."""
        if not user.has_perm("candidates.view_offer"):
            return self.of(user)
        return self if user.has_perm(DECISIONS) else self.filter(made_at__isnull=False)

    def of(self, user) -> "OfferQuerySet":
        """Those that a person has received."""
        return self.filter(application__user=user, made_at__isnull=False)

    def with_names(self) -> "OfferQuerySet":
        """With what a letter or a page says of an offer."""
        return self.select_related(
            "application__user", "application__promotion", "position__challenge__administration", "position__family"
        )

    def prepared(self) -> "OfferQuerySet":
        """Those that nobody has been told of."""
        return self.filter(status=OfferStatus.PREPARED)

    def open(self) -> "OfferQuerySet":
        """Those that wait for an answer."""
        return self.filter(status=OfferStatus.OFFERED)

    def live(self) -> "OfferQuerySet":
        """Those that hold a seat."""
        return self.filter(status__in=LIVE)

    def lapsed(self, at: datetime) -> "OfferQuerySet":
        """Those whose time has run out without an answer."""
        return self.filter(status=OfferStatus.OFFERED, expires_at__lte=at)

    def accepted(self) -> "OfferQuerySet":
        """Those accepted by the person."""
        return self.filter(status=OfferStatus.ACCEPTED)


class Offer(models.Model):
    """One seat of a position for one candidate; ``prepared_by`` is the person who decided it.

    ``answered_by`` gave the last answer: the candidate, or somebody for them, or who took the offer back. ``reason``
    says why, ``ended_at`` when an accepted seat was given up or an offer taken back.
    """

    FLOW = OFFER_FLOW

    application = models.ForeignKey(Application, models.PROTECT, related_name="offers", verbose_name="candidature")
    position = models.ForeignKey(Position, models.PROTECT, related_name="offers", verbose_name="poste")
    seat = models.PositiveSmallIntegerField("place", default=1)
    status = models.CharField("état", max_length=20, choices=OfferStatus, default=OfferStatus.PREPARED)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="préparée par"
    )
    prepared_at = models.DateTimeField("préparée le")
    made_at = models.DateTimeField("envoyée le", null=True, blank=True)
    expires_at = models.DateTimeField("réponse attendue avant le", null=True, blank=True)
    answered_at = models.DateTimeField("réponse le", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="réponse de"
    )
    reason = models.TextField("motif", blank=True)
    ended_at = models.DateTimeField("reprise le", null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = "proposition"
        ordering = ["position", "seat", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["position", "seat"],
                condition=Q(status__in=LIVE),
                name="candidates_offer_seat",
                violation_error_message="Cette place est déjà proposée ou pourvue.",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(status__in=LIVE),
                name="candidates_offer_one_live",
                violation_error_message="Cette personne a déjà une proposition en cours ou acceptée.",
            ),
            models.CheckConstraint(condition=Q(status__in=OfferStatus.values), name="candidates_offer_status"),
            models.CheckConstraint(condition=Q(seat__gte=1), name="candidates_offer_first_seat"),
            models.CheckConstraint(
                condition=Q(status__in=[OfferStatus.PREPARED, OfferStatus.CANCELLED])
                | Q(made_at__isnull=False, expires_at__gt=F("made_at")),
                name="candidates_offer_dated",
                violation_error_message="Une proposition envoyée a une date limite de réponse.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[OfferStatus.ACCEPTED, OfferStatus.DECLINED]) | Q(answered_at__isnull=False),
                name="candidates_offer_answered",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[OfferStatus.RESIGNED, OfferStatus.RESCINDED], ended_at__isnull=False)
                | (~Q(status__in=[OfferStatus.RESIGNED, OfferStatus.RESCINDED]) & Q(ended_at=None)),
                name="candidates_offer_ended",
                violation_error_message="Un désistement, ou une proposition retirée, a sa date.",
            ),
            models.CheckConstraint(
                condition=~Q(status=OfferStatus.RESCINDED) | ~Q(reason=""),
                name="candidates_offer_why",
                violation_error_message="Une proposition se retire avec un motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"Proposition – {self.application} : {self.position}"

    def get_absolute_url(self) -> str:
        return reverse("candidates:offer", args=[self.pk])

    @property
    def words(self) -> Vocabulary:
        """The words of its promotion."""
        return self.application.words

    @property
    def tone(self) -> str:
        """The colour of the badge that carries the status."""
        return OfferStatus(self.status).tone

    @property
    def is_open(self) -> bool:
        """Whether an answer is awaited."""
        return self.status == OfferStatus.OFFERED
