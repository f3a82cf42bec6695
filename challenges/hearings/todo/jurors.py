"""What awaits a juror of challenges: files to read, sheets to fill, the grid to hand in."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from challenges.hearings.models.heard import heard_by
from challenges.proposal.states import ChallengeStatus
from eig.accounts.models import User
from eig.common.clock import today
from eig.common.dates import long_day
from eig.common.text import plural
from eig.common.todo import Todo
from eig.juries.models.hearings import Hearing
from eig.juries.rules import closed_among


def todo(user: User, at: datetime) -> list[Todo]:
    """Files to read before the half-day, then sheets to fill until the decisions are published: three queries."""
    titles = dict(heard_by(user).exclude(status=ChallengeStatus.WITHDRAWN).values_list("hearing", "title"))
    if not titles:
        return []
    hearings = list(Hearing.objects.heard_by(user).filter(pk__in=titles))
    locked = closed_among({hearing.jury_id: hearing.jury for hearing in hearings}.values())
    begun = [hearing for hearing in hearings if today(at) >= today(hearing.starts_at) and hearing.jury_id not in locked]
    ahead = [hearing for hearing in hearings if today(at) < today(hearing.starts_at)]
    sheets = [line for hearing in begun for line in _to_fill(hearing, titles[hearing.pk])]
    return [*_to_read(ahead), *sheets, *_to_hand_in(begun)]


def _to_read(hearings: list[Hearing]) -> Iterator[Todo]:
    hearings.sort(key=lambda hearing: (hearing.jury.meets_at, hearing.jury_id))
    for _, group in groupby(hearings, key=lambda hearing: hearing.jury_id):
        files = list(group)
        jury = files[0].jury
        title = f"Lire {plural(len(files), 'dossier')} avant le {jury}"
        yield Todo(title, reverse("juries:desk"), detail=f"{jury.promotion}, {jury.half_day}", due_at=jury.meets_at)


def _to_hand_in(hearings: list[Hearing]) -> Iterator[Todo]:
    """The final grid, once every common sheet is in."""
    reported = sorted((hearing for hearing in hearings if hearing.reports), key=lambda hearing: hearing.jury_id)
    for pk, group in groupby(reported, key=lambda hearing: hearing.jury_id):
        rows = list(group)
        if all(hearing.common for hearing in rows):
            jury = rows[0].jury
            detail = f"{jury.promotion}, {jury.half_day}"
            yield Todo(f"Remettre la grille finale du {jury}", reverse("juries:grid", args=[pk]), detail)


def _to_fill(hearing: Hearing, title: str) -> Iterator[Todo]:
    detail = f"{hearing.jury}, {long_day(hearing.starts_at)}"
    if not hearing.own:
        url = reverse("juries:challenge", args=[hearing.pk]) + "#ma-fiche"
        yield Todo(f"Saisir ma fiche sur {title}", url, detail)
    if hearing.reports and not hearing.common:
        url = reverse("juries:challenge_sheet", args=[hearing.pk])
        yield Todo(f"Saisir la fiche commune du jury sur {title}", url, detail)
