"""What a person has to do about the administrations that they asked to join."""

from datetime import datetime

from django.urls import reverse

from challenges.administrations.models.administrations import Membership
from challenges.administrations.states import MembershipStatus
from eig.accounts.models import User
from eig.common.todo import Todo


def todo(user: User, at: datetime) -> list[Todo]:
    """One line for each membership that the person asked and the coordination has not confirmed yet: one query."""
    return [
        _requested(membership)
        for membership in Membership.objects.of(user)
        if membership.status == MembershipStatus.REQUESTED
    ]


def _requested(membership: Membership) -> Todo:
    return Todo(
        f"Votre rattachement à « {membership.administration} » est demandé",
        reverse("challenges:administration"),
        "La coordination vérifie et vous écrira.",
        waiting=True,
    )
