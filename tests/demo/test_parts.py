"""Facts, people, documents: what the acts are made of."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from eig.common.clock import paris
from eig.demo import facts, pdf, writing
from eig.demo.acts.applications import CVS
from eig.demo.acts.call import DECK
from eig.demo.calendar import Calendar
from eig.demo.people import Crowd
from eig.demo.script import Script
from eig.demo.texts import read
from eig.files.workflow import count_pages
from eig.questions.models import LINE_CHARS

AT = datetime(2026, 1, 1, tzinfo=UTC)


def test_the_figures_of_the_call():
    submitted = facts.submitted()
    assert len(submitted) == 31
    assert sum(bool(challenge.slot) for challenge in submitted) == 21
    assert sum(challenge.kept for challenge in submitted) == 16
    assert sum(any(seat.family == "design" for seat in challenge.team) for challenge in submitted) == 18
    assert (
        sum(any(seat.family == "design" for seat in challenge.team) for challenge in submitted if challenge.kept) == 13
    )
    assert Counter(challenge.slot.jury for challenge in submitted if challenge.slot) == {
        1: 2,
        2: 2,
        3: 3,
        4: 3,
        5: 3,
        6: 2,
        7: 3,
        8: 3,
    }


def test_the_seats_of_the_promotion():
    kept = [challenge for challenge in facts.submitted() if challenge.kept] + [facts.link()]
    seats = Counter()
    for challenge in kept:
        for seat in challenge.team:
            seats[seat.family] += seat.seats
    assert seats == {"development": 18, "design": 14, "data": 9}


@pytest.mark.parametrize(("promotion", "challenges", "people"), [("EIG 1", 9, 9), ("EIG 2", 13, 28), ("EIG 3", 15, 32)])
def test_the_archive(promotion, challenges, people):
    held = facts.archive(promotion)
    assert len(held) == challenges
    assert sum(seat.seats for challenge in held for seat in challenge.team) == people


def test_a_family_without_a_seat_lends_its_profiles():
    team = facts.team(["dev", "design", "dataengineering"], 2)
    assert [(seat.family, seat.profiles, seat.seats) for seat in team] == [
        ("development", ("dev", "dataengineering"), 1),
        ("design", ("design",), 1),
    ]


def test_no_answer_is_longer_than_its_limit():
    limits = [question["lines"] * LINE_CHARS for question in read("promotion")["questions"]]
    for challenge in facts.submitted():
        for seed in range(5):
            texts = writing.answers(challenge, Random(seed))
            assert len(texts) == len(limits)
            assert all(0 < len(text) <= limit for text, limit in zip(texts, limits, strict=True)), challenge.name
            assert not any("{" in text for text in texts)


def test_summaries_fit():
    for challenge in (*facts.submitted(), facts.link(), *facts.drafts()):
        assert len(challenge.words["summary"]) <= 200
        assert len(challenge.subject) <= 200


def test_people_have_names_of_their_own_and_no_real_address():
    crowd = Crowd(Random(1))
    people = [crowd.person("mel.example", AT) for _ in range(800)]
    assert len({person.email for person in people}) == 800
    assert all(person.email.endswith(".example") and person.email.isascii() for person in people)


def test_the_same_seed_draws_the_same_people():
    first, second = Crowd(Random(7)), Crowd(Random(7))
    assert [first.name() for _ in range(20)] == [second.name() for _ in range(20)]


@pytest.mark.parametrize("lines", [*CVS, DECK])
def test_documents_are_real_pdfs(lines):
    assert count_pages(pdf.document(tuple(lines))) == len(lines)


def test_dates_move_and_hours_stay():
    calendar = Calendar.showing(date(2020, 2, 18), paris(date(2026, 11, 23), 22))
    assert calendar.day(2, 18) == date(2026, 11, 23)
    assert calendar.at(2, 28, 17) == paris(date(2026, 12, 3), 17)


def test_a_script_plays_the_past_in_order_and_accepts_more():
    script, played = Script(), []

    def act(name, *, at):
        played.append(name)
        if name == "first":
            script.add(at + timedelta(hours=1), act, "added")

    for name, days in (("later", 9), ("second", 2), ("first", 1)):
        script.add(AT + timedelta(days=days), act, name)
    script.play(AT + timedelta(days=5))
    assert played == ["first", "added", "second"]
