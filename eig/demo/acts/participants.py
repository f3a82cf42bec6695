"""The file that the demonstration shows is written by two, and waits for a third to answer."""

from datetime import datetime

from challenges.participants.models import Invitation
from challenges.participants.workflow.participants import accept, invite
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import Right
from eig.accounts.models import User
from eig.demo.acts.call import SHOWN
from eig.demo.people import DEMO, save
from eig.demo.texts import read
from eig.demo.world import World

COAUTHOR = f"colleague@{DEMO}"


def plan(world: World) -> None:
    """A colleague is invited and accepts; a reader is invited a week later and has not answered."""
    dates = world.calendar.at
    world.script.add(dates(2, 5, 11), _invite_coauthor, world)
    world.script.add(dates(2, 6, 9, 20), _accept, world)
    world.script.add(dates(2, 14, 17), _invite_guest, world)


def _invite_coauthor(world: World, *, at: datetime) -> None:
    words = read("means")["shown"]["coauthor"]
    asked = {"email": COAUTHOR, "name": words["name"], "word": words["word"], "right": Right.WRITE}
    invite(_shown(world), **asked, by=world.authors[SHOWN], at=at)


def _accept(world: World, *, at: datetime) -> None:
    words = read("means")["shown"]["coauthor"]
    colleague = User(email=COAUTHOR, first_name=words["first_name"], last_name=words["last_name"], date_joined=at)
    colleague.set_unusable_password()
    [colleague] = save([colleague])
    accept(Invitation.objects.get(email=COAUTHOR), by=colleague, at=at)


def _invite_guest(world: World, *, at: datetime) -> None:
    asked = read("means")["shown"]["guest"]
    invite(_shown(world), **asked, right=Right.READ, by=world.authors[SHOWN], at=at)


def _shown(world: World) -> Challenge:
    return world.challenges[SHOWN]
