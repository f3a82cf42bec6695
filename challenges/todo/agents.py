"""What awaits an agent of an administration."""

from datetime import datetime

from django.urls import reverse

from challenges.models import Challenge, Invitation, Membership
from challenges.rules import can_answer, can_edit, missing, writable_until
from challenges.states import ChallengeStatus, MembershipStatus
from eig.accounts.models import User
from eig.common.text import plural
from eig.common.todo import Todo

S = ChallengeStatus


def todo(user: User, at: datetime) -> list[Todo]:
    """Invitations to answer, drafts to finish, corrections asked, then what others must do first."""
    mine = Challenge.objects.to_write_by(user).newest_first()
    files = [line for challenge in mine if (line := _line(user, challenge, at))]
    invitations = list(Invitation.objects.concerning(user, at))
    received = [_to_answer(one) for one in invitations if can_answer(user, one)]
    asked = [_asked(one) for one in invitations if not can_answer(user, one)]
    places = [_membership(one) for one in Membership.objects.of(user) if one.status == MembershipStatus.REQUESTED]
    return [*received, *files, *asked, *places]


def _to_answer(invitation: Invitation) -> Todo:
    said = invitation.challenge.promotion.said
    return Todo(
        f"Répondre à l’invitation de {invitation.by}",
        reverse("challenges:invitation", args=[invitation.token]),
        f"{said('Défi')} « {invitation.challenge.title} », {said(invitation.role)}.",
        invitation.expires_at,
    )


def _asked(invitation: Invitation) -> Todo:
    return Todo(
        f"Invitation envoyée à {invitation.name}",
        reverse("challenges:participants", args=[invitation.challenge_id]),
        f"Pour « {invitation.challenge.title} », {invitation.challenge.promotion.said(invitation.role)}.",
        waiting=True,
    )


def _line(user: User, challenge: Challenge, at: datetime) -> Todo | None:
    if challenge.status == S.SUBMITTED:
        return Todo(
            f"« {challenge.title} » est déposé",
            reverse("challenges:file", args=[challenge.pk]),
            "La coordination le lit et vous écrira.",
            waiting=True,
        )
    if challenge.status == S.SELECTED:
        return Todo(
            f"Valider la fiche publique de « {challenge.public_title} »",
            reverse("challenges:sheet", args=[challenge.pk]),
            "Elle sera publiée au catalogue une fois validée.",
        )
    if not can_edit(user, challenge, at):
        return None
    return _to_correct(challenge) if challenge.status == S.CHANGES_REQUESTED else _to_finish(challenge)


def _to_correct(challenge: Challenge) -> Todo:
    return Todo(
        f"{challenge.promotion.said('Corriger le défi')} « {challenge.title} »",
        reverse("challenges:file", args=[challenge.pk]),
        "La coordination vous demande une précision.",
        writable_until(challenge),
    )


def _to_finish(challenge: Challenge) -> Todo:
    lacks = missing(challenge)
    if not lacks:
        url = reverse("challenges:submit", args=[challenge.pk])
        title = f"{challenge.promotion.said('Déposer le défi')} « {challenge.title} »"
        return Todo(title, url, "Tout est rempli.", writable_until(challenge))
    detail = f"Enregistré n’est pas déposé : il manque {plural(len(lacks), 'point')}."
    url = reverse("challenges:file", args=[challenge.pk])
    title = f"{challenge.promotion.said('Terminer le défi')} « {challenge.title} »"
    return Todo(title, url, detail, writable_until(challenge))


def _membership(membership: Membership) -> Todo:
    return Todo(
        f"Votre rattachement à « {membership.administration} » est demandé",
        reverse("challenges:administration"),
        "La coordination vérifie et vous écrira.",
        waiting=True,
    )
