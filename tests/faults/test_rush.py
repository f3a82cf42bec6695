"""The last second of both calls: who entered in time is in, once; who did not is told so, and loses nothing."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.telling import Reader, passages
from challenges.proposal.diff import written
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.common import clock
from eig.common.dates import clock_time, full_instant
from eig.home.workflow import every_minute
from eig.journal.models import Entry
from eig.notifications.delivery import drain
from eig.notifications.models import Message
from tests.challenges.situations import CLOSING, draft, open_call
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.challenges import DRAFTED
from tests.factories.promotions import PromotionFactory, QuestionFactory, WindowFactory
from tests.faults.rush import Press, again_and_again, rush
from tests.faults.test_letters_survive import received, sink  # noqa: F401

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SUBMIT, SAVE = "submit", "save"
LAST, AFTER = CLOSING - timedelta(microseconds=1), CLOSING + timedelta(seconds=1)
EVE, SOON, DONE = (CLOSING + timedelta(minutes=minutes) for minutes in (-24 * 60, -1, 5))
CLOSED = f"est clos depuis le {full_instant(CLOSING)}"
SAVED = f"Enregistré à {clock_time(LAST)}"
CARRIERS = 3
Scene = tuple[tuple[str, datetime], ...]
"""What is done to a file from its two windows, and when."""
SCENES: tuple[Scene, ...] = (
    ((SUBMIT, LAST), (SUBMIT, LAST)),
    ((SUBMIT, LAST), (SAVE, LAST)),
    ((SUBMIT, LAST), (SUBMIT, CLOSING)),
    ((SUBMIT, CLOSING), (SAVE, CLOSING)),
    ((SAVE, LAST), (SUBMIT, AFTER)),
)


@dataclass
class File:
    """A complete draft: its people, its pages, what it said before, and what is done to it."""

    row: Challenge | Application
    people: Sequence[User]
    browsers: tuple[Client, Client]
    pages: dict[str, str]
    receipt: str
    scene: Scene
    town: str = ""
    before: list = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)

    def open(self) -> None:
        """Everybody has the page on the screen, and has typed."""
        self.before, self.town = self.content(), f"Ville-sur-{self.row.pk}"
        for browser, (act, at) in zip(self.browsers, self.scene, strict=True):
            self.presses.append(Press(browser, self.pages[act], at, {"town": self.town} if act == SAVE else {}))
            self.presses[-1].open()

    @property
    def submitted(self) -> bool:
        """Whether somebody submits it in time."""
        return any(act == SUBMIT and at < CLOSING for act, at in self.scene)

    def content(self) -> list:
        """All that the file says now."""
        if isinstance(self.row, Challenge):
            return written(Challenge.objects.with_file().get(pk=self.row.pk))
        return passages(Application.objects.with_content().get(pk=self.row.pk), Reader.CANDIDATE)


@pytest.fixture
def lined_up(coordination, client_for):
    """Plays each scene on a file of each side as many times as asked; both calls close at the same second."""
    call, other = open_call(), PromotionFactory()
    WindowFactory(promotion=other, candidates=True, opens_at=call.call.opens_at, closes_at=CLOSING)
    QuestionFactory(questionnaire=other.application_questions)

    def challenge(scene: Scene) -> File:
        authors = UserFactory.create_batch(2)
        row = draft(call, authors=authors, complete=True)
        pages = {
            act: reverse(f"challenges:{name}", args=[row.pk]) for act, name in ((SUBMIT, "submit"), (SAVE, "identity"))
        }
        return File(
            row, authors, tuple(map(client_for, authors)), pages, reverse("challenges:receipt", args=[row.pk]), scene
        )

    def application(scene: Scene) -> File:
        row = ApplicationFactory(promotion=other, complete=True, created_at=DRAFTED)
        pages = {
            SUBMIT: reverse("candidates:submit", args=[row.pk]),
            SAVE: reverse("candidates:section", args=[row.pk, "profil"]),
        }
        window = client_for(row.user)
        return File(row, [row.user], (window, window), pages, reverse("candidates:receipt", args=[row.pk]), scene)

    return lambda times: [make(scene) for scene in SCENES * times for make in (challenge, application)]


@pytest.mark.parametrize("times", [pytest.param(1, id="few"), pytest.param(20, id="many", marks=pytest.mark.long)])
def test_a_rush_at_the_closing_loses_nothing_and_repeats_nothing(
    lined_up,
    coordination,
    sink,  # noqa: F811
    settings,
    times,
    record_property,
):
    files = lined_up(times)
    with clock.moved_to(SOON):
        for file in files:
            file.open()
    assert every_minute(EVE)
    locked = deadlocks()
    with again_and_again(every_minute, LAST, CLOSING):
        seconds = rush([file.presses for file in files], after=DONE)
    assert deadlocks() == locked
    for file in files:
        the_file_is_right(file)
        for press in file.presses:
            the_answer_is_right(file, press)
    submitted = [file.row for file in files if file.submitted]
    numbers_follow(submitted)
    letters_are_written_once(files, coordination)
    letters_are_received_once(sink, settings)
    figures = {
        "people": sum(len(file.people) for file in files),
        "requests at once": sum(len(file.presses) for file in files),
        "files submitted once": len(submitted),
        "files refused and kept": len(files) - len(submitted),
        "letters, each received once": Message.objects.count(),
        "s until the last answer": round(seconds),
    }
    for name, value in figures.items():
        record_property(name, value)


def deadlocks() -> int:
    """How many PostgreSQL has had to break in this database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


def the_file_is_right(file: File) -> None:
    """One status, one journal line, at the instant of entry; what it says is what was there, or what was saved."""
    row = type(file.row).objects.get(pk=file.row.pk)
    in_time = [press.at for press in file.presses if press.page == file.pages[SUBMIT] and press.at < CLOSING]
    assert [entry.at for entry in Entry.objects.about(row) if entry.verb == "submit"] == in_time[:1]
    assert (row.status, row.submitted_at) == (("submitted", in_time[0]) if in_time else ("draft", None))
    assert (file.content() == file.before) == (row.town != file.town)
    if isinstance(row, Challenge):
        assert [kept.lines for kept in row.submissions.all()] == [file.content()] * len(in_time[:1])


def the_answer_is_right(file: File, press: Press) -> None:
    """In time, received or saved; from the closing on, refused in French, with what was typed still on the page."""
    answer, submits, in_time = press.answer, press.page == file.pages[SUBMIT], press.at < CLOSING
    refused = CLOSED in answer.text and answer.statuses in ([409], [302, 200])
    if submits:
        received = answer.statuses == [302, 200] and answer.where == file.receipt
        assert received if in_time else refused or (received and file.submitted), answer
        return
    if type(file.row).objects.get(pk=file.row.pk).town == file.town:
        assert in_time, answer
        assert (answer.statuses[0], answer.statuses[-1], SAVED in answer.text) == (302, 200, True), answer
    else:
        assert answer.statuses == [409], answer
        assert file.town in answer.text, answer
        assert file.submitted if in_time else refused, answer


def numbers_follow(rows: list[Challenge | Application]) -> None:
    """Those of one side are numbered from 1, without a hole nor a double."""
    for model in (Challenge, Application):
        numbers = model.objects.filter(pk__in=[row.pk for row in rows if isinstance(row, model)]).values_list("number")
        assert sorted(chain(*numbers)) == list(range(1, len(numbers) + 1))


def letters_are_written_once(files: list[File], coordination: User) -> None:
    """A receipt to each person of what is submitted, a notice, the reminders of the eve: nothing else, and no more."""
    written_to = Counter(Message.objects.values_list("letter", "to"))
    wanted = Counter()
    for file in files:
        app = file.row._meta.app_label
        wanted.update((f"{app}/draft_reminder", user.email) for user in file.people)
        if file.submitted:
            wanted.update((f"{app}/submitted", user.email) for user in file.people)
            wanted.update([("challenges/submitted_notice", coordination.email)] if app == "challenges" else [])
    assert written_to == wanted


def letters_are_received_once(sink: dict[str, str], settings) -> None:  # noqa: F811
    """Several carriers at once, a real mail server: each letter arrives, and none twice."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, port = sink["EMAIL_URL"].removeprefix("smtp://").split(":")
    settings.EMAIL_PORT = int(port)
    with clock.moved_to(DONE), ThreadPoolExecutor(CARRIERS) as pool:
        carrying = [pool.submit(carry) for _ in range(CARRIERS)]
    assert sum(carrier.result() for carrier in carrying) == Message.objects.count()
    assert received(sink) == Counter(Message.objects.values_list("message_id", flat=True))


def carry() -> int:
    """What one carrier does until nothing is due."""
    try:
        return drain()
    finally:
        connections.close_all()
