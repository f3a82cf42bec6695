"""Before the choice: files shared between two readers, their advice, the checklist, the questions and some answers."""

from datetime import datetime

from django.contrib.auth.models import Group

from challenges.proposal.models.challenges import Challenge
from challenges.review.hints import hints
from challenges.review.models.reading import Reading
from challenges.review.states import Verdict
from challenges.review.workflow.questions import answer_questions, prepare_questions, send_questions
from challenges.review.workflow.reading import assign_reader, give_verdicts
from eig.accounts.models import User
from eig.demo.facts import submitted
from eig.demo.people import DEMO, save
from eig.demo.texts import read
from eig.demo.world import World
from eig.reviewing.states import Advice
from eig.reviewing.workflow.reading import advise

GIVEN, READ, CHECKED, ASKED = 12, 5, 8, 6
SHOWN = "Enki"
"""Asked and answered too: the juror of the demonstration reads it."""


def plan(world: World) -> None:
    """The day after the closing, then the days before the preselection and before the hearings."""
    world.script.add(world.calendar.at(3, 2, 9), _share, world)
    world.script.add(world.calendar.at(3, 3, 14), _read, world)
    world.script.add(world.calendar.at(3, 16, 10), _ask, world)
    world.script.add(world.calendar.at(3, 19, 11), _answer, world)


def _share(world: World, *, at: datetime) -> None:
    """One half for the coordination, the other for somebody of a former promotion."""
    former = User(email=f"lecture@{DEMO}", first_name="Lou", last_name="Ferrand", is_staff=True, date_joined=at)
    former.set_unusable_password()
    [reader] = save([former])
    reader.groups.add(Group.objects.get(name="outside_readers"))
    files = _files(world, [facts.name for facts in submitted()])
    assign_reader(files[:GIVEN], reader, by=world.coordination, at=at)
    assign_reader(files[READ : GIVEN + READ], world.coordination, by=world.coordination, at=at)


def _read(world: World, *, at: datetime) -> None:
    """The first advice, and the checklist of the first files as the hints say it."""
    words = read("reading")
    rows = Reading.objects.filter(reader__email=f"lecture@{DEMO}").select_related("reader").order_by("pk")
    for rank, reading in enumerate(rows[:READ]):
        given = {"advice": Advice.PRESELECT if rank % 3 else Advice.DISCUSS, "note": words["notes"][rank]}
        advise(reading, **given, by=reading.reader, at=at)
    for challenge in _files(world, [facts.name for facts in submitted()][:CHECKED]):
        given = {line.key: (hint.value, _note(hint)) for line, hint in hints(challenge)}
        give_verdicts(challenge, given, by=world.coordination, at=at)


def _ask(world: World, *, at: datetime) -> None:
    words = read("reading")["questions"]
    for rank, challenge in enumerate(_files(world, _heard())):
        asked = [words[rank % len(words)], words[(rank + 1) % len(words)]]
        prepare_questions(challenge, {}, asked, by=world.coordination, at=at)
        send_questions(challenge, by=world.coordination, at=at)


def _answer(world: World, *, at: datetime) -> None:
    """Half of the administrations have answered."""
    words = read("reading")["answers"]
    names = _heard()[::2]
    for name, challenge in zip(names, _files(world, names), strict=True):
        answers = {row.pk: words[rank] for rank, row in enumerate(challenge.prepared_questions.sent())}
        answer_questions(challenge, answers, by=world.authors[name], at=at)


def _heard() -> list[str]:
    return [*[facts.name for facts in submitted() if facts.slot and facts.name != SHOWN][:ASKED], SHOWN]


def _note(hint) -> str:
    return hint.sentence if hint.value != Verdict.OK else ""


def _files(world: World, names: list[str]) -> list[Challenge]:
    """The files of these challenges as they are now, in that order."""
    found = Challenge.objects.with_file().in_bulk([world.challenges[name].pk for name in names])
    return [found[world.challenges[name].pk] for name in names]
