"""What awaits a candidate who writes."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from candidates.application import rules
from candidates.application.models.applications import Application
from candidates.application.states import ApplicationStatus
from eig.accounts.models import User
from eig.common.text import plural
from eig.common.todo import Todo


def todo(user: User, at: datetime) -> list[Todo]:
    """Applications to finish, wishes to rank, answers to wait for: the same queries whatever their number."""
    return list(_applications(user, at))


def _applications(user: User, at: datetime) -> Iterator[Todo]:
    for application in Application.objects.with_content().filter(user=user):
        if application.is_draft and rules.is_open(application.promotion, at):
            yield _draft(application)
        elif rules.can_rank(user, application, at):
            yield from _ranking(application)
        elif application.status == ApplicationStatus.SUBMITTED:
            yield Todo(
                f"Candidature à la promotion {application.promotion} déposée",
                application.get_absolute_url(),
                "Tout le monde recevra sa réponse le même jour.",
                waiting=True,
            )


def _ranking(application: Application) -> Iterator[Todo]:
    lacks, door = list(rules.missing_wishes(application)), rules.wish_door(application.promotion)
    if lacks and door:
        yield Todo(
            f"Classer mes vœux pour la promotion {application.promotion}",
            reverse("candidates:section", args=[application.pk, "voeux"]),
            lacks[0].sentence,
            door.closes_at,
        )


def _draft(application: Application) -> Todo:
    lacks = rules.missing(application)
    door = rules.door(application.promotion)
    verb = "Terminer" if lacks else "Déposer"
    detail = f"Il manque {plural(len(lacks), 'élément')}." if lacks else "Tout est prêt : il ne reste qu’à la déposer."
    title = f"{verb} ma candidature à la promotion {application.promotion}"
    return Todo(title, application.get_absolute_url(), detail, door.closes_at if door else None)
