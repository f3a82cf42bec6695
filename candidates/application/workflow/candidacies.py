"""The candidacies of a file: opened by its wishes or by the coordination, moved as lists and offers go.

Whoever calls these holds the applications.
"""

from collections.abc import Sequence
from datetime import datetime

from candidates.application.models.applications import Application, Wish
from candidates.application.models.candidacies import Candidacy, CandidacyQuerySet
from candidates.application.states import CandidacyStatus
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.journal.steps import take_step


def open_wished(applications: Sequence[Application]) -> None:
    """One candidacy for each wish of the preselected: two queries."""
    wishes = Wish.objects.filter(application__in=[application.pk for application in applications])
    rows = [
        Candidacy(application_id=wish.application_id, position_id=wish.position_id, wish_rank=wish.rank)
        for wish in wishes
    ]
    Candidacy.objects.bulk_create(rows, ignore_conflicts=True)


def follow_wishes(application: Application, *, by: User, at: datetime) -> None:
    """Bring the candidacies of one person in step with wishes ranked after the preselection.

    One that nobody has heard nor proposed goes with its wish; another is left, and may be come back to.
    """
    ranks = dict(application.wishes.values_list("position", "rank"))
    mine = Candidacy.objects.filter(application=application)
    gone = mine.exclude(position__in=ranks).filter(proposed_by=None)
    gone.filter(status=CandidacyStatus.CONSIDERED, position__interviews=None).delete()
    move(gone, "leave", by=by, at=at)
    open_wished([application])
    known = list(mine.filter(position__in=ranks))
    for candidacy in known:
        candidacy.wish_rank = ranks[candidacy.position_id]
    Candidacy.objects.bulk_update(known, ["wish_rank"])
    move(mine.filter(position__in=ranks), "come_back", by=by, at=at)


def propose(applications: Sequence[Application], position: Position, *, by: User) -> CandidacyQuerySet:
    """Their candidacies for a position, opened for those who never asked for it: two queries."""
    rows = [Candidacy(application=application, position=position, proposed_by=by) for application in applications]
    Candidacy.objects.bulk_create(rows, ignore_conflicts=True)
    return Candidacy.objects.of(applications).filter(position=position)


def move(rows: CandidacyQuerySet, step: str, *, by: User | None, at: datetime, note: str = "") -> None:
    """Take a step with those that may."""
    take_step(list(rows.ready_for(step).order_by("pk")), step, by=by, at=at, note=note)


def leave_others(applications: Sequence[Application], *, by: User | None, at: datetime) -> None:
    """Once an offer is answered or lapsed, every other list is left."""
    move(Candidacy.objects.of(applications), "leave", by=by, at=at)
