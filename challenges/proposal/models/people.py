"""The mentors and contacts of a challenge, and whose accounts they are."""

from collections.abc import Iterable
from datetime import date

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Lower

from challenges.administrations.states import MembershipStatus
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import Right, StakeholderKind
from eig.accounts.models import User
from eig.common.vocabulary import SiteText

ROLE_RIGHTS = [(right.value, right.label) for right in (Right.READ, Right.CONTACT)]
"""Whoever writes does so as an author, with or without a role."""


class StakeholderQuerySet(models.QuerySet):
    """Reads of the people around challenges."""

    def mentors(self) -> "StakeholderQuerySet":
        """Operational mentors, who carry the challenge day to day."""
        return self.filter(kind=StakeholderKind.OPERATIONAL_MENTOR)

    def on(self, day: date) -> "StakeholderQuerySet":
        """Those in place on a day."""
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day))

    def by_role(self) -> "StakeholderQuerySet":
        """Operational mentors first, then the others in the order in which the call asks for them."""
        ranks = [When(kind=kind, then=rank) for rank, kind in enumerate(StakeholderKind.values)]
        return self.order_by(Case(*ranks), "pk")

    def link_accounts(self) -> int:
        """Give every person without account the one that proved it owns their address: one query. Returns how many."""
        proved = EmailAddress.objects.filter(
            email__iexact=OuterRef("email"), verified=True, user__is_active=True
        ).values("user")[:1]
        return self.filter(Exists(proved), user=None).update(user=Subquery(proved))

    def unclaimed(self, email: str) -> "StakeholderQuerySet":
        """Those written under an address that no account had yet."""
        return self.filter(user=None, email__iexact=email)


class Stakeholder(models.Model):
    """A mentor or contact. ``user`` is filled when an account with the same verified address exists."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="stakeholders")
    kind = models.CharField("rôle", max_length=20, choices=StakeholderKind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stakes",
        verbose_name="compte",
    )
    name = models.CharField("nom", max_length=120)
    function = models.CharField("fonction", max_length=150, blank=True)
    email = models.EmailField("adresse professionnelle")
    phone = models.CharField("téléphone professionnel", max_length=30, blank=True)
    right = models.CharField("droit sur le dossier", max_length=10, choices=ROLE_RIGHTS, default=Right.READ)
    since = models.DateField("depuis le", null=True, blank=True)
    until = models.DateField("jusqu’au", null=True, blank=True)

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        verbose_name = SiteText("personne autour du {challenge}")
        verbose_name_plural = SiteText("personnes autour du {challenge}")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "kind", "email"],
                name="challenges_stakeholder_once",
                violation_error_message=SiteText("Cette personne a déjà ce rôle dans ce {challenge}."),
            ),
            models.CheckConstraint(
                condition=Q(right__in=[Right.READ, Right.CONTACT]), name="challenges_stakeholder_right"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="challenges_stakeholder_dates",
                violation_error_message="La fin vient après le début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_kind_display()}"


def accounts_at(addresses: Iterable[str]) -> dict[str, User]:
    """The accounts that proved they own some addresses, by lower-case address: one query.

    An address that is not verified yet gives nothing: whoever typed it may still exchange it for another.
    """
    wanted = {address.strip().lower() for address in addresses}
    proved = EmailAddress.objects.annotate(lower=Lower("email")).filter(
        lower__in=wanted, verified=True, user__is_active=True
    )
    return {row.lower: row.user for row in proved.select_related("user")}


def heirs_of(challenge: Challenge, user: User) -> models.QuerySet[User]:
    """Who may take over the pen of a person: the others of the file and of its administration."""
    member = Q(memberships__administration=challenge.administration_id, memberships__status=MembershipStatus.ACTIVE)
    around = Q(challenges=challenge) | Q(read_challenges=challenge) | Q(stakes__challenge=challenge) | member
    return User.objects.filter(around, is_active=True).exclude(pk=user.pk).distinct().order_by("last_name", "pk")
