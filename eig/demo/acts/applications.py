"""The call for candidates: files begun, completed, submitted, a few given up, some never finished."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import prefetch_related_objects

from candidates.application.rules import statements_of
from candidates.application.workflow.drafting import attach_cv, save_answers, save_profile, save_wishes, start
from candidates.application.workflow.submission import submit
from candidates.offers.workflow.withdrawal import withdraw
from challenges.proposal.models.positions import Position
from eig.common import clock
from eig.demo import pdf
from eig.demo.candidate import Candidate
from eig.demo.casting import answers, cast, motivations, profile
from eig.demo.facts import link, submitted
from eig.demo.people import save
from eig.demo.world import World

CVS = [["Curriculum vitæ"], ["Curriculum vitæ", "Expériences"], ["Curriculum vitæ", "Expériences", "Formation"]]
FIRST_ANSWERS = 2
LAST_WEEK = 28


def plan(world: World) -> None:
    """The candidates and the dates of their files are only drawn on the day of the opening."""
    world.script.add(world.calendar.at(5, 4, 8), _open, world)


def _open(world: World, *, at: datetime) -> None:
    prefetch_related_objects([world.promotion], "windows", "statements", "application_questions__questions__options")
    positions = list(Position.objects.open_to_wishes(world.promotion))
    asked: Any = world.promotion.application_questions
    world.questions = list(asked.questions.order_by("order"))
    world.words = {
        facts.name: {"users": facts.words["users"], "subject": facts.subject}
        for facts in (*submitted(), link())
        if facts.kept
    }
    for rank, candidate in enumerate(cast(world, positions, at)):
        candidate.texts = answers(candidate, world.random)
        _plan_one(world, rank, candidate)


def _plan_one(world: World, rank: int, candidate: Candidate) -> None:
    """Nearly all begin before the last week; many wait for the last days to submit."""
    begun, ready, sent = _dates(world, rank, candidate)
    world.script.add(begun, _begin, world, candidate)
    if candidate.finishes or rank % 2:
        world.script.add(ready, _complete, world, candidate)
    if candidate.finishes:
        world.script.add(sent, _submit, world, candidate)
    if candidate.finishes and not candidate.place and rank % 40 == 0:
        world.script.add(world.calendar.at(6, 7, 22, 40), _withdraw, world, candidate)


def _dates(world: World, rank: int, candidate: Candidate) -> tuple[datetime, datetime, datetime]:
    dates, random = world.calendar.at, world.random
    if candidate.shown:
        return dates(5, 28, 21, 10), dates(5, 30, 22, 30), dates(6, 6, 21, 47)
    opening, closing = dates(5, 4, 9, 30), dates(6, 7, 22, 30)
    days = random.randrange(LAST_WEEK) if random.random() < 0.94 else random.randrange(LAST_WEEK, 33)
    begun = clock.shifted(opening, days) + timedelta(minutes=random.randrange(13 * 60))
    ready = begun + timedelta(hours=random.choice([1, 20, 30, 50]))
    sent = ready + timedelta(hours=random.choice([1, 2, 24, 72, 150, 300]), minutes=random.randrange(60))
    last = closing - timedelta(seconds=rank)
    return begun, min(ready, last - timedelta(minutes=30)), min(sent, last)


def _begin(world: World, candidate: Candidate, *, at: datetime) -> None:
    """Sign up, say who one is, answer the questions; whoever is shown leaves some for later."""
    candidate.user.date_joined = at
    save([candidate.user])
    application = start(world.promotion, by=candidate.user, at=at)
    world.applications[candidate.user.pk] = application
    values = profile(candidate, world.random)
    accepted = {statement.pk: True for statement in statements_of(world.promotion)}
    save_profile(application, values, accepted=accepted, version=application.version, by=candidate.user, at=at)
    _answer(world, candidate, slice(0, FIRST_ANSWERS if candidate.shown else None), at)


def _complete(world: World, candidate: Candidate, *, at: datetime) -> None:
    """The CV and the wishes."""
    application, user = world.applications[candidate.user.pk], candidate.user
    cv = pdf.upload(f"cv-{user.email.partition('@')[0]}.pdf", world.random.choice(CVS))
    attach_cv(application, cv, by=user, at=at)
    wishes = motivations(candidate, world.words, world.random)
    save_wishes(application, wishes, version=application.version, by=user, at=at)


def _answer(world: World, candidate: Candidate, part: slice, at: datetime) -> None:
    application = world.applications[candidate.user.pk]
    texts = dict(zip([question.pk for question in world.questions], candidate.texts, strict=True))
    chosen = {pk: text for pk, text in list(texts.items())[part] if text}
    save_answers(application, chosen, version=application.version, by=candidate.user, at=at)


def _submit(world: World, candidate: Candidate, *, at: datetime) -> None:
    if candidate.shown:
        _answer(world, candidate, slice(FIRST_ANSWERS, None), at)
    submit(world.applications[candidate.user.pk], by=candidate.user, at=at)
    if candidate.place:
        world.lists.setdefault(candidate.wishes[0].pk, []).append(candidate)


def _withdraw(world: World, candidate: Candidate, *, at: datetime) -> None:
    withdraw(world.applications[candidate.user.pk], by=candidate.user, at=at)
