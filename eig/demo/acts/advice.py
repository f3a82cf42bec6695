"""Before the preselection: the first applications shared with a reader, some advice, a note, a conflict of interest."""

from datetime import datetime

from candidates.application.models.applications import Application
from candidates.review.models.notes import InternalNote
from candidates.review.models.reading import Reading
from candidates.review.states import ConflictKind
from candidates.review.workflow import assign_reader, set_oneself_aside
from eig.accounts.models import User
from eig.demo.people import DEMO
from eig.demo.texts import read
from eig.demo.world import World
from eig.reviewing.states import Advice
from eig.reviewing.workflow.notes import add_note
from eig.reviewing.workflow.reading import advise

GIVEN = 12


def plan(world: World) -> None:
    """While the call is still open: what came first is read first."""
    world.script.add(world.calendar.at(5, 28, 9), _share, world)
    world.script.add(world.calendar.at(5, 30, 14), _read, world)
    world.script.add(world.calendar.at(6, 1, 10), _set_aside, world)


def _share(world: World, *, at: datetime) -> None:
    """The same person of a former promotion as for challenges."""
    files = Application.objects.submitted().filter(promotion=world.promotion).with_people().order_by("number")
    assign_reader(list(files[:GIVEN]), _reader(), by=world.coordination, at=at)


def _read(world: World, *, at: datetime) -> None:
    words = read("reading")["candidates"]
    for rank, (reading, note) in enumerate(zip(_waiting(), words["notes"], strict=False)):
        advice = Advice.DISCUSS if rank % 2 else Advice.PRESELECT
        advise(reading, advice=advice, note=note, by=reading.reader, at=at)
    add_note(InternalNote, _waiting()[0].application, text=words["internal"], by=world.coordination, at=at)


def _set_aside(world: World, *, at: datetime) -> None:
    """The reader knows one of them: the file closes, the coordination will examine it."""
    known, reason = _waiting()[-1], read("reading")["candidates"]["link"]
    given = {"kind": ConflictKind.PROFESSIONAL, "reason": reason}
    set_oneself_aside(known.application, **given, by=known.reader, at=at)


def _reader() -> User:
    return User.objects.get(email=f"lecture@{DEMO}")


def _waiting() -> list[Reading]:
    """What waits for the reader's advice, in the order of the files."""
    rows = Reading.objects.filter(reader=_reader()).to_do().select_related("reader", "application__promotion")
    return list(rows.order_by("application__number"))
