"""Before anything happens: programmes, promotions, questions, criteria, and the coordination team."""

from datetime import datetime

from django.contrib.auth.models import Group

from eig.common import clock
from eig.demo.acts.minutes import pass_a_minute
from eig.demo.people import DEMO, save
from eig.demo.texts import read
from eig.demo.world import World
from eig.promotions.models.calendar import Window
from eig.promotions.models.profiles import Profile, ProfileFamily
from eig.promotions.models.programmes import Programme, Promotion
from eig.promotions.models.settings import Criterion, Statement, Target
from eig.promotions.states import Stage, WindowKind
from eig.promotions.workflow.calendar import extend_window
from eig.promotions.workflow.statements import give_usual
from eig.questions.models import LINE_CHARS, Question, Questionnaire

CRITERIA = {Stage.CHALLENGE: ("challenge_criteria", 1), Stage.CANDIDATE: ("candidate_criteria", 0)}


def plan(world: World) -> None:
    """Everything that the coordination settles before the call."""
    world.script.add(clock.paris(world.calendar.day(6, 1, 2016), 9), _prepare, world)
    world.script.add(world.calendar.at(1, 6), _open_promotion, world)
    world.script.add(world.calendar.at(2, 12, 11), _extend, world)
    world.script.add(world.calendar.at(2, 12, 11, 1), pass_a_minute)


def _prepare(world: World, *, at: datetime) -> None:
    """The coordination team, the families of profiles and the programmes."""
    names = ("coordination", "coordination.archives")
    team = [world.crowd.person(DEMO, at, email=f"{name}@{DEMO}", is_staff=True) for name in names]
    world.coordination, world.archivist = save(team)
    group = Group.objects.get(name="coordination")
    group.user_set.add(*team)
    words = read("promotion")
    for order, family in enumerate(words["families"]):
        _family(world, order, family)
    for order, programme in enumerate(words["programmes"]):
        Programme.objects.create(order=order, **programme)


def _family(world: World, order: int, words: dict) -> None:
    family = ProfileFamily.objects.create(name=words["name"], slug=words["slug"], order=order)
    world.families[words["key"]] = family
    for rank, (slug, name) in enumerate(words["profiles"].items()):
        world.profiles[slug] = Profile.objects.create(family=family, name=name, slug=slug, order=rank)


def _open_promotion(world: World, *, at: datetime) -> None:
    """EIG 4: its calendar, its questions, its criteria, its portrait-robot."""
    words = read("promotion")
    world.promotion = promotion = Promotion.objects.create(
        programme=Programme.objects.get(slug="eig"),
        name="EIG 4",
        slug="eig-4",
        public=True,
        preselection_on=world.calendar.day(3, 17),
        results_on=world.calendar.day(4, 1),
        starts_on=world.calendar.day(9, 1),
        salary_text=words["salary"],
        challenge_questions=questionnaire("Appel à projets EIG 4", words["questions"]),
        application_questions=questionnaire("Appel à candidatures EIG 4", words["application_questions"]),
    )
    _windows(world, promotion)
    _rules(world, promotion, words)


def _windows(world: World, promotion: Promotion) -> None:
    dates = world.calendar.at
    projects = Window(promotion=promotion, kind=WindowKind.CALL_FOR_PROJECTS)
    projects.opens_at, projects.closes_at = dates(1, 15), dates(2, 21, 17)
    candidates = Window(promotion=promotion, kind=WindowKind.CALL_FOR_CANDIDATES)
    candidates.opens_at, candidates.closes_at = dates(5, 4), dates(6, 7, 23)
    Window.objects.bulk_create([projects, candidates])


def _extend(world: World, *, at: datetime) -> None:
    """The call closes on its real date; that it was once meant to close a week earlier is invented."""
    call = world.promotion.windows.get(kind=WindowKind.CALL_FOR_PROJECTS)
    reason = read("promotion")["extension"]["reason"]
    extend_window(call, closes_at=world.calendar.at(2, 28, 17), by=world.coordination, at=at, reason=reason)


def _rules(world: World, promotion: Promotion, words: dict) -> None:
    Target.objects.bulk_create(
        Target(promotion=promotion, family=world.families[family["key"]], seats=family["target"])
        for family in words["families"]
    )
    Criterion.objects.bulk_create(
        Criterion(promotion=promotion, stage=stage, order=order, mark_min=low, mark_max=4, **line)
        for stage, (name, low) in CRITERIA.items()
        for order, line in enumerate(words[name])
    )
    texts = enumerate(words["commitments"]["texts"])
    Statement.objects.bulk_create(Statement(promotion=promotion, order=order, text=text) for order, text in texts)
    give_usual(promotion)


def questionnaire(name: str, questions: list[dict]) -> Questionnaire:
    """A questionnaire whose limits are given in lines."""
    asked = Questionnaire.objects.create(name=name)
    Question.objects.bulk_create(
        Question(
            questionnaire=asked,
            order=order,
            section=words["section"],
            label=words["label"],
            help=words["help"],
            max_chars=words["lines"] * LINE_CHARS,
            required=not words.get("optional", False),
        )
        for order, words in enumerate(questions)
    )
    return asked
