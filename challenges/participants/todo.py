"""What a person has to do about invitations: answer theirs, wait for those that they sent."""

from datetime import datetime

from django.urls import reverse

from challenges.participants.models import Invitation
from challenges.participants.rules import can_answer
from eig.accounts.models import User
from eig.common.todo import Todo


def todo(user: User, at: datetime) -> list[Todo]:
    """One line for each live invitation that the person received or sent, the first to expire first: one query."""
    invitations = Invitation.objects.concerning(user, at)
    return [
        _to_answer(invitation) if can_answer(user, invitation) else _asked(invitation) for invitation in invitations
    ]


def _to_answer(invitation: Invitation) -> Todo:
    said = invitation.challenge.promotion.said
    return Todo(
        f"Répondre à l’invitation de {invitation.by}",
        reverse("challenges:invitation", args=[invitation.token]),
        f"{said('{Challenge}')} « {invitation.challenge.title} », {said(invitation.role)}.",
        invitation.expires_at,
    )


def _asked(invitation: Invitation) -> Todo:
    return Todo(
        f"Invitation envoyée à {invitation.name}",
        reverse("challenges:participants", args=[invitation.challenge_id]),
        f"Pour « {invitation.challenge.title} », {invitation.challenge.promotion.said(invitation.role)}.",
        waiting=True,
    )
