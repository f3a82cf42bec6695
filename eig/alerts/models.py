"""Who asked to be told, without any account."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from challenges.administrations.states import Region
from eig.alerts.states import SUBSCRIPTION_FLOW, Audience, SubscriptionStatus
from eig.promotions.models.profiles import ProfileFamily

KEPT_UNCONFIRMED = timedelta(days=7)


class SubscriptionQuerySet(models.QuerySet):
    """Reads of the subscriptions."""

    def of(self, email: str, audience: str) -> "SubscriptionQuerySet":
        """The subscription of an address for an audience, whatever the capitals: one row or none."""
        return self.filter(email__iexact=email, audience=audience)

    def forgotten(self, at: datetime) -> "SubscriptionQuerySet":
        """Those that nobody confirmed within ``KEPT_UNCONFIRMED``."""
        return self.filter(status=SubscriptionStatus.PENDING, asked_at__lte=at - KEPT_UNCONFIRMED)

    def to_tell(self, until: datetime) -> "SubscriptionQuerySet":
        """Confirmed ones that have not been told the news up to an instant."""
        return self.filter(status=SubscriptionStatus.ACTIVE, told_until__lt=until)


class Subscription(models.Model):
    """An address to write to. ``token`` is the key of its pages: whoever holds a letter of ours may use it.

    The news published up to ``told_until`` were told, or came before the subscription.
    """

    FLOW = SUBSCRIPTION_FLOW

    email = models.EmailField("adresse électronique")
    audience = models.CharField("pour", max_length=20, choices=Audience)
    families = models.ManyToManyField(ProfileFamily, blank=True, related_name="+", verbose_name="profils")
    region = models.CharField("région", max_length=2, choices=Region, blank=True)
    status = models.CharField("état", max_length=20, choices=SubscriptionStatus, default=SubscriptionStatus.PENDING)
    token = models.CharField(max_length=60, unique=True, default=token_urlsafe, editable=False)
    asked_at = models.DateTimeField("demandé le")
    confirmed_at = models.DateTimeField("confirmé le", null=True, blank=True)
    told_until = models.DateTimeField("nouvelles dites jusqu’au")

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = "abonnement"
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "audience",
                name="alerts_subscription_once",
                violation_error_message="Cette adresse est déjà abonnée.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=SubscriptionStatus.values), name="alerts_subscription_status"
            ),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="alerts_subscription_audience"),
            models.CheckConstraint(
                condition=Q(status=SubscriptionStatus.PENDING, confirmed_at=None)
                | Q(status=SubscriptionStatus.ACTIVE, confirmed_at__isnull=False),
                name="alerts_subscription_confirmed",
                violation_error_message="Un abonnement confirmé a une date de confirmation.",
            ),
        ]

    def __str__(self) -> str:
        return f"Abonnement {self.pk}"
