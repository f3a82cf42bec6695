"""Administrations, their mail domains, and the memberships of the people who act for them."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Q

from challenges.administrations.states import (
    MEMBERSHIP_FLOW,
    AdministrationKind,
    MembershipStatus,
    Region,
)
from eig.common.text import NBSP, sort_key

LIKENESS = 0.6
LA_POSTE = "356000000"


def check_siret(value: str) -> None:
    """Raise ``ValidationError`` when these fourteen digits cannot be those of an establishment."""
    if not (len(value) == 14 and value.isascii() and value.isdecimal()):
        raise ValidationError("Un SIRET compte quatorze chiffres.")
    # La Poste has more establishments than Luhn's rule leaves room for: their digits add up to a multiple of five.
    post_office = value.startswith(LA_POSTE) and sum(map(int, value)) % 5 == 0
    if not (post_office or _luhn(value) == 0):
        raise ValidationError("Ce SIRET n’existe pas : vérifiez qu’aucun chiffre n’a été échangé.")


def _luhn(digits: str) -> int:
    doubled = (int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10


class AdministrationQuerySet(models.QuerySet):
    """Reads of administrations."""

    def of(self, user) -> "AdministrationQuerySet":
        """Those that a person may act for."""
        return self.filter(memberships__user=user, memberships__status=MembershipStatus.ACTIVE)

    def named_like(self, text: str) -> "AdministrationQuerySet":
        """Those whose name holds each word, whatever the accents and capitals."""
        return self.filter(*(Q(key__contains=word) for word in sort_key(text).split()))

    def looking_like(self, name: str) -> "AdministrationQuerySet":
        """Those that may be the same under another spelling, the nearest first."""
        near = self.annotate(likeness=TrigramSimilarity("key", sort_key(name)))
        return near.filter(likeness__gte=LIKENESS).order_by("-likeness", "key")

    def counted(self) -> "AdministrationQuerySet":
        """With how many challenges and people each has: ``challenge_total`` and ``member_total``."""
        people = Count("memberships", distinct=True)
        return self.annotate(challenge_total=Count("challenges", distinct=True), member_total=people)

    def with_siret(self, siret: str) -> "AdministrationQuerySet":
        """The administration that has this SIRET, if any; nothing for an empty number."""
        return self.filter(siret=siret) if siret else self.none()


class Administration(models.Model):
    """A public body that hosts a team or receives its co-funding."""

    name = models.CharField("nom", max_length=250)
    key = models.CharField("nom pour le tri", max_length=250, unique=True, editable=False)
    kind = models.CharField("nature", max_length=20, choices=AdministrationKind, default=AdministrationKind.CENTRAL)
    ministry = models.CharField(
        "ministère de rattachement", max_length=150, blank=True, help_text="Vide pour qui ne dépend d’aucun ministère."
    )
    town = models.CharField("ville", max_length=100, blank=True)
    region = models.CharField("région", max_length=2, choices=Region, blank=True)
    siret = models.CharField(
        "SIRET",
        max_length=14,
        null=True,
        blank=True,
        unique=True,
        validators=[check_siret],
        error_messages={"unique": "Une administration a déjà ce SIRET."},
    )

    # What ``counted`` annotates.
    challenge_total: int
    member_total: int

    objects = AdministrationQuerySet.as_manager()

    class Meta:
        verbose_name = "administration"
        ordering = ["key"]
        indexes = [GinIndex(fields=["key"], opclasses=["gin_trgm_ops"], name="challenges_administration_like")]
        constraints = [
            models.CheckConstraint(
                condition=Q(siret__isnull=True) | Q(siret__regex=r"^[0-9]{14}$"),
                name="challenges_administration_siret",
                violation_error_message="Un SIRET compte quatorze chiffres.",
            ),
            models.CheckConstraint(
                condition=Q(region="") | Q(region__in=Region.values),
                name="challenges_administration_region",
                violation_error_message="Cette région n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_siret(self) -> str:
        """The number as it is written: « 110 002 011 00044 »; empty without a number."""
        digits = self.siret or ""
        return NBSP.join(filter(None, [digits[:3], digits[3:6], digits[6:9], digits[9:]]))


class AdministrationDomain(models.Model):
    """A domain whose addresses belong to the people of an administration: they join it at once."""

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="domains")
    domain = models.CharField(
        "domaine",
        max_length=150,
        validators=[RegexValidator(r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", "Un domaine s’écrit comme « culture.gouv.fr ».")],
        help_text="Ce qui suit @ dans les adresses, comme « culture.gouv.fr ».",
    )

    class Meta:
        verbose_name = "domaine de messagerie"
        verbose_name_plural = "domaines de messagerie"
        ordering = ["domain"]
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "domain"],
                name="challenges_domain_once",
                violation_error_message="Ce domaine est déjà dans la liste.",
            ),
            models.CheckConstraint(
                condition=Q(domain__regex=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$"),
                name="challenges_domain_shape",
                violation_error_message="Un domaine s’écrit en minuscules, comme « culture.gouv.fr ».",
            ),
        ]

    def __str__(self) -> str:
        return self.domain


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

    def present(self) -> "MembershipQuerySet":
        """Those that have not been left."""
        return self.exclude(status=MembershipStatus.LEFT)

    def visible_to(self, user) -> "MembershipQuerySet":
        """Those that a person may open: their own; all for the coordination."""
        return self if user.has_perm("challenges.view_membership") else self.filter(user=user)

    def colleagues_of(self, membership: "Membership") -> "MembershipQuerySet":
        """The others who act for the same administration."""
        others = self.active().filter(administration=membership.administration_id, user__is_active=True)
        return others.exclude(pk=membership.pk).select_related("user").order_by("user__last_name", "pk")


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
        return MembershipStatus(self.status).tone
