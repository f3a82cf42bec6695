"""Invitations to take part in a file."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from challenges.participants.states import INVITATION_FLOW, InvitationStatus
from challenges.proposal.models.access import COORDINATION
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import Right, StakeholderKind
from eig.accounts.models import User
from eig.common.vocabulary import SiteText


def new_token() -> str:
    """A random token, which makes the address of an invitation impossible to guess."""
    return secrets.token_urlsafe(24)


class InvitationQuerySet(models.QuerySet):
    """Reads of invitations."""

    def visible_to(self, user: User) -> "InvitationQuerySet":
        """Those that a person may see: those of the files that they write; all for the coordination."""
        return self if user.has_perm(COORDINATION) else self.filter(challenge__authors=user)

    def live(self, at: datetime) -> "InvitationQuerySet":
        """Those that can still be answered."""
        return self.filter(status=InvitationStatus.SENT, expires_at__gt=at)

    def pending(self) -> "InvitationQuerySet":
        """Those without an answer, whether their life has ended or not."""
        return self.filter(status=InvitationStatus.SENT).select_related("by").order_by("sent_at", "pk")

    def concerning(self, user: User, at: datetime) -> "InvitationQuerySet":
        """Those still live that a person has to answer, and those that they sent: one query."""
        either = Q(email__iexact=user.email) | Q(by=user)
        return self.live(at).filter(either).select_related("challenge__promotion", "by").order_by("expires_at", "pk")

    def with_names(self) -> "InvitationQuerySet":
        """With the file and whoever sent it."""
        return self.select_related("challenge__promotion", "challenge__administration", "by")

    def to(self, challenge: Challenge, email: str) -> "InvitationQuerySet":
        """Those without an answer that an address got for a file."""
        return self.pending().filter(challenge=challenge, email__iexact=email)


class Invitation(models.Model):
    """An address asked to take part in a file, with a right and perhaps a role.

    Without a role it is a co-author or a reader. It lives until ``expires_at``; sending it again gives it a new life.
    """

    FLOW = INVITATION_FLOW

    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="invitations", verbose_name=SiteText("{challenge}"), editable=False
    )
    email = models.EmailField("adresse professionnelle")
    name = models.CharField("prénom et nom", max_length=120)
    kind = models.CharField("rôle", max_length=20, choices=StakeholderKind, blank=True)
    right = models.CharField("droit sur le dossier", max_length=10, choices=Right)
    word = models.CharField("mot d’accompagnement", max_length=500, blank=True)
    status = models.CharField("état", max_length=10, choices=InvitationStatus, default=InvitationStatus.SENT)
    token = models.CharField("jeton", max_length=40, unique=True, default=new_token, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="invité par")
    sent_at = models.DateTimeField("envoyée le")
    expires_at = models.DateTimeField("valable jusqu’au")
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "challenge",
                Lower("email"),
                condition=Q(status=InvitationStatus.SENT),
                name="challenges_invitation_once",
                violation_error_message="Une invitation attend déjà la réponse de cette personne.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=InvitationStatus.values), name="challenges_invitation_status"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")),
                name="challenges_invitation_life",
                violation_error_message="Une invitation vit au moins un instant.",
            ),
            models.CheckConstraint(
                condition=~Q(right=Right.CONTACT) | ~Q(kind=""),
                name="challenges_invitation_contact",
                violation_error_message="Un simple contact a un rôle : choisissez-le.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.email})"

    def is_live(self, at: datetime) -> bool:
        """Whether it can still be answered."""
        return self.status == InvitationStatus.SENT and at < self.expires_at

    @property
    def role(self) -> str:
        """The role asked, in words: « mentor opérationnel », « co-rédaction », « lecture »."""
        if self.kind:
            return self.get_kind_display()
        return "co-rédaction" if self.right == Right.WRITE else "lecture"
