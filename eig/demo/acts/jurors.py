"""Around the eight juries: invitations, a substitute, conflicts, questions before the day, somebody's own notes."""

from datetime import datetime
from typing import cast

from challenges.hearings.models.clarifications import Clarification
from challenges.hearings.states import ConflictKind
from challenges.hearings.workflow.clarifications import answer_clarification, ask_clarification, forward_clarification
from challenges.hearings.workflow.conflicts import declare_conflict, set_oneself_aside
from eig.accounts.models import User
from eig.demo.acts.juries import ASIDE, SUBSTITUTE, jury_of, members, slot_of
from eig.demo.facts import submitted
from eig.demo.people import DEMO, save
from eig.demo.texts import read
from eig.demo.world import World
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import HalfDay, JurySeat
from eig.juries.workflow.notes import save_note
from eig.juries.workflow.seats import accept, decline, invite, replace, sign_charter
from eig.juries.workflow.sheets import NOT_YET

HOST = "jures.example"
SILENT, REPLACED, LATE = (f"{name}@{HOST}" for name in ("alix.morvan", "solene.garrec", "marius.tellier"))
INVITED = {SILENT: ("Alix", "Morvan", 7), REPLACED: ("Solène", "Garrec", 7), LATE: ("Marius", "Tellier", 8)}
"""Three more people asked to sit: one never answered, one gave their place to another, one declines on the eve."""
EXAMINED = "Atlas Culture"
ASKED, WAITING = "Enki", "NEOTac"


def plan(world: World) -> None:
    """Date what happens around the juries, from the invitations to the eve of the second day of hearings."""
    dates, add = world.calendar.at, world.script.add
    add(dates(3, 17, 11), _invite, world)
    add(dates(3, 18, 19), _give_way, world)
    add(dates(3, 18, 21), _ask, world)
    add(dates(3, 19, 9), _forward, world)
    add(dates(3, 19, 10), _replace, world)
    add(dates(3, 20, 8, 30), _say_yes, world)
    add(dates(3, 20, 15), _answer, world)
    add(dates(3, 20, 17), _declare, world, EXAMINED)
    add(dates(3, 23, 9), _examine, world, EXAMINED)
    for rank, name in enumerate(name for name in ASIDE if name != EXAMINED):
        add(dates(3, 24, 18, rank), _declare, world, name)
        add(dates(3, 26, 9, rank), _examine, world, name)
    add(dates(3, 24, 20), _prepare, world)


def _invite(world: World, *, at: datetime) -> None:
    for email, (first, last, number) in INVITED.items():
        user = User(email=email, first_name=first, last_name=last, date_joined=at)
        user.set_unusable_password()
        save([user])
        invite(jury_of(world, number), email=email, by=world.coordination, at=at)


def _give_way(world: World, *, at: datetime) -> None:
    """One proposes somebody who will come."""
    place, other = _place(REPLACED), _substitute(world)
    said = {"substitute_name": str(other), "substitute_email": other.email}
    decline(place, reason=read("jurors")["declined"]["reason"], **said, by=place.user, at=at)


def _replace(world: World, *, at: datetime) -> None:
    place = _place(REPLACED)
    replace(place, email=place.substitute_email, by=world.coordination, at=at)


def _say_yes(world: World, *, at: datetime) -> None:
    other = _substitute(world)
    place = JurySeat.objects.select_related("jury__promotion", "user").get(user=other)
    accept(place, half_days=[HalfDay.of(place.jury.meets_at).code], by=other, at=at)
    sign_charter(place, by=other, at=at)


def _ask(world: World, *, at: datetime) -> None:
    """The juror of the demonstration, about what they hear the second day."""
    ask_clarification(world.challenges[ASKED], question=read("jurors")["question"]["text"], by=_shown(), at=at)


def _forward(world: World, *, at: datetime) -> None:
    worded = read("jurors")["question"]["forwarded"]
    forward_clarification(_clarification(world), question=worded, by=world.coordination, at=at)


def _answer(world: World, *, at: datetime) -> None:
    answer = read("jurors")["question"]["answer"]
    answer_clarification(_clarification(world), answer=answer, by=world.authors[ASKED], at=at)


def _declare(world: World, name: str, *, at: datetime) -> None:
    reason = read("jurors")["conflicts"]["reasons"][list(ASIDE).index(name)]
    challenge = world.challenges[name]
    challenge.refresh_from_db()
    set_oneself_aside(challenge, kind=ConflictKind.FORMER_POSITION, reason=reason, by=_aside(world, name), at=at)


def _examine(world: World, name: str, *, at: datetime) -> None:
    """The link stands: somebody else of the jury is enough."""
    declare_conflict(world.challenges[name], _aside(world, name), by=world.coordination, at=at)


def _prepare(world: World, *, at: datetime) -> None:
    """The eve: notes that nobody else reads, a question that comes late, one more person who cannot come."""
    words, juror = read("jurors"), _shown()
    text = words["note"]["text"].strip()
    save_note(cast("Hearing", world.challenges[ASKED].hearing), text, version=NOT_YET, by=juror, at=at)
    ask_clarification(world.challenges[WAITING], question=words["waiting"]["text"], by=juror, at=at)
    place = _place(LATE)
    said = {"substitute_name": "Awa Delorme", "substitute_email": f"awa.delorme@{HOST}"}
    decline(place, **said, by=place.user, at=at)


def _shown() -> User:
    """The juror of the demonstration."""
    return User.objects.get(email=f"juror@{DEMO}")


def _substitute(world: World) -> User:
    number, rank = SUBSTITUTE
    return members(world, number)[rank]


def _aside(world: World, name: str) -> User:
    number = next(slot_of(facts).jury for facts in submitted() if facts.name == name)
    return members(world, number)[ASIDE[name]]


def _place(email: str) -> JurySeat:
    return JurySeat.objects.select_related("jury__promotion", "user").get(user__email=email)


def _clarification(world: World) -> Clarification:
    return Clarification.objects.get(challenge=world.challenges[ASKED])
