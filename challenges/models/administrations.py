"""Who hosts a team, and who may act for them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from challenges.states import MEMBERSHIP_FLOW, MEMBERSHIP_TONES, AdministrationKind, MembershipStatus
from eig.common.text import sort_key


class AdministrationQuerySet(models.QuerySet):
    """Reads of administrations."""

    def of(self, user) -> "AdministrationQuerySet":
        """Those that a person may act for."""
        return self.filter(memberships__user=user, memberships__status=MembershipStatus.ACTIVE)

    def named_like(self, text: str) -> "AdministrationQuerySet":
        """Those whose name holds each word, whatever the accents and capitals."""
        return self.filter(*(Q(key__contains=word) for word in sort_key(text).split()))


class Administration(models.Model):
    """A public body that hosts a team or receives its co-funding."""

    name = models.CharField("nom", max_length=250)
    key = models.CharField("nom pour le tri", max_length=250, unique=True, editable=False)
    kind = models.CharField("nature", max_length=20, choices=AdministrationKind, default=AdministrationKind.CENTRAL)
    town = models.CharField("ville", max_length=100, blank=True)

    objects = AdministrationQuerySet.as_manager()

    class Meta:
        verbose_name = "administration"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet):
    """Reads of memberships."""

    def active(self) -> "MembershipQuerySet":
        """Those that give the right to act."""
        return self.filter(status=MembershipStatus.ACTIVE)

    def requested(self) -> "MembershipQuerySet":
        """Those that wait for the coordination."""
        return self.filter(status=MembershipStatus.REQUESTED).select_related("user", "administration")

    def of(self, user) -> "MembershipQuerySet":
        """Those of a person, whatever their state."""
        return self.filter(user=user).select_related("administration").order_by("administration__key")

    def active_at(self, domain: str) -> "MembershipQuerySet":
        """Those in force of people whose address is at a domain."""
        return self.active().filter(user__email__iendswith=f"@{domain}", user__is_active=True)


class Membership(models.Model):
    """A person who acts, or asks to act, for an administration."""

    FLOW = MEMBERSHIP_FLOW

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name="personne"
    )
    status = models.CharField("état", max_length=20, choices=MembershipStatus, default=MembershipStatus.REQUESTED)
    asked_at = models.DateTimeField("demandé le")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "rattachement"
        ordering = ["administration", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "user"],
                name="challenges_membership_once",
                violation_error_message="Cette personne est déjà rattachée à cette administration.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=MembershipStatus.values), name="challenges_membership_status"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.administration})"

    @property
    def is_active(self) -> bool:
        """Whether it gives the right to act."""
        return self.status == MembershipStatus.ACTIVE

    @property
    def tone(self) -> str:
        """The colour of the status's badge."""
        return MEMBERSHIP_TONES[MembershipStatus(self.status)]
