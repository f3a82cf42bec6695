"""What awaits the coordination about challenges."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from challenges.proposal.rules.coordination import can_coordinate
from challenges.review.models.worklists import to_read
from challenges.selection.models import workload
from eig.accounts.models import User
from eig.common.text import plural
from eig.common.todo import Todo
from eig.common.vocabulary import SITE


def todo(user: User, at: datetime) -> list[Todo]:
    """Counts by promotion, each leading to its list: two queries, none for anybody else."""
    if not can_coordinate(user):
        return []
    lines = [line for load in workload() for line in _of_promotion(load)]
    return [*_to_read(), *lines]


def _to_read() -> Iterator[Todo]:
    memberships, skills = to_read()
    if memberships:
        url = reverse("admin:challenges_membership_changelist") + "?etat=requested"
        yield Todo(
            f"Confirmer ou refuser {plural(memberships, 'rattachement')}", url, "Ces personnes attendent pour déposer."
        )
    if skills:
        url = reverse("admin:challenges_skill_changelist") + "?etat=proposed"
        yield Todo(
            f"Relire {plural(skills, 'compétence proposée', 'compétences proposées')}",
            url,
            "Les mettre dans la liste commune, ou dire de quelle compétence elles sont le synonyme.",
        )


def _of_promotion(load: dict[str, Any]) -> Iterator[Todo]:
    name, pk = load["promotion__name"], load["promotion"]
    if count := load["unscheduled"]:
        url = reverse("admin:challenges_planning", args=[pk])
        yield Todo(
            "Planifier l’audition de "
            + _counted(load, count, "{challenge} présélectionné", "{challenges} présélectionnés"),
            url,
            name,
        )
    for key, verb, singular, plural_form, query in LISTS:
        if count := load[key]:
            url = f"{reverse('admin:challenges_challenge_changelist')}?promotion={pk}&{query}"
            yield Todo(f"{verb} {_counted(load, count, singular, plural_form)}", url, name, waiting=key == "correcting")
    board = reverse("admin:challenges_board", args=[pk])
    if count := load["undecided"]:
        word = "entendu" if load["promotion__hears_challenges"] else "présélectionné"
        yield Todo(
            f"Préparer la décision sur {_counted(load, count, f'{{challenge}} {word}', f'{{challenges}} {word}s')}",
            board,
            name,
        )
    elif load["decided"] and not load["ordered"]:
        publish = reverse("admin:challenges_board_publish", args=[pk])
        yield Todo(f"Publier {plural(load['decided'], 'décision préparée', 'décisions préparées')}", publish, name)


def _counted(load: dict[str, Any], count: int, singular: str, many: str) -> str:
    """A count in the words of the promotion."""
    words = replace(SITE, challenge=load["promotion__challenge_word"], challenges=load["promotion__challenge_words"])
    return plural(count, words.said(singular), words.said(many))


LISTS = (
    ("fresh", "Instruire", "{challenge} déposé", "{challenges} déposés", "etat=submitted"),
    ("corrected", "Relire", "{challenge} corrigé", "{challenges} corrigés", "etat=submitted"),
    ("correcting", "Attendre", "correction demandée", "corrections demandées", "etat=changes_requested"),
    (
        "to_frame",
        "Cadrer puis publier",
        "{challenge} retenu",
        "{challenges} retenus",
        "etat=selected",
    ),
)
