"""What an author has to do about their challenges."""

from datetime import datetime

from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import can_edit, missing, writable_until
from challenges.proposal.states import ChallengeStatus
from eig.accounts.models import User
from eig.common.text import plural
from eig.common.todo import Todo

S = ChallengeStatus


def todo(user: User, at: datetime) -> list[Todo]:
    """Drafts to finish, corrections asked, pages to validate, then what others must do first."""
    mine = Challenge.objects.to_write_by(user).newest_first()
    return [line for challenge in mine if (line := _line(user, challenge, at))]


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
        f"Corriger le {challenge.words.challenge} « {challenge.title} »",
        reverse("challenges:file", args=[challenge.pk]),
        "La coordination vous demande une précision.",
        writable_until(challenge),
    )


def _to_finish(challenge: Challenge) -> Todo:
    lacks = missing(challenge)
    if not lacks:
        url = reverse("challenges:submit", args=[challenge.pk])
        title = f"Déposer le {challenge.words.challenge} « {challenge.title} »"
        return Todo(title, url, "Tout est rempli.", writable_until(challenge))
    detail = f"Enregistré n’est pas déposé : il manque {plural(len(lacks), 'point')}."
    url = reverse("challenges:file", args=[challenge.pk])
    title = f"Terminer le {challenge.words.challenge} « {challenge.title} »"
    return Todo(title, url, detail, writable_until(challenge))
