"""From 330 applications to ranked lists: preselection, hearings in the week of 29 June, lists."""

from datetime import datetime, timedelta

from candidates.application.models.applications import Application
from candidates.application.states import ApplicationStatus, Verdict
from candidates.hearings.models.interviews import Interview
from candidates.hearings.models.juries import JuryPosition
from candidates.hearings.workflow.scheduling import schedule_interview
from candidates.review.workflow import order_preselection, prepare_verdicts, set_aside
from candidates.selection.workflow.lists import rank
from challenges.catalogue.models.catalogue import public
from challenges.proposal.models.challenges import Challenge
from eig.common import clock
from eig.demo.candidate import Candidate
from eig.demo.world import World
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.workflow.seats import seat, sign_charter
from eig.juries.workflow.sheets import NOT_YET, save_common_sheet, save_marks
from eig.promotions.models.settings import Criterion
from eig.promotions.states import Stage

SET_ASIDE = "Dossier incomplet : le CV joint ne se rapporte pas à la candidature ; la relance est restée sans réponse."
REFUSED = "Le parcours est intéressant, mais d’autres candidatures répondent plus directement aux missions décrites."
COMMENTS = (
    "A compris le problème avant de proposer une solution. Très bonnes questions aux mentors.",
    "Solide, précis ; à l’aise avec l’idée de travailler dans une administration.",
    "Beaucoup d’élan. L’expérience du terrain reste à acquérir, l’écoute y est déjà.",
    "Compétences sûres, motivation plus générale que propre à ce défi.",
    "Réponses honnêtes sur ses limites : le jury a apprécié.",
)
DAYS = ((6, 29), (6, 30), (7, 1), (7, 2), (7, 3))
JURY_SIZE = 3
LUNCH = 12


def plan(world: World) -> None:
    """Date each collective act; that of the juries then dates the sheets of each hearing."""
    dates = world.calendar.at
    world.script.add(dates(6, 9, 11), _set_aside, world)
    world.script.add(dates(6, 16, 17), _prepare, world)
    world.script.add(dates(6, 17, 18), _order, world)
    world.script.add(dates(6, 22, 10), _convene, world)


def _submitted(world: World):
    return Application.objects.filter(promotion=world.promotion, status=ApplicationStatus.SUBMITTED).order_by("number")


def _finalists(world: World) -> set[int]:
    return {candidate.user.pk for people in world.lists.values() for candidate in people}


def _set_aside(world: World, *, at: datetime) -> None:
    others = _submitted(world).exclude(user__in=_finalists(world))
    for application in others[:10]:
        set_aside(application, reason=SET_ASIDE, by=world.coordination, at=at)


def _prepare(world: World, *, at: datetime) -> None:
    """140 kept, the others answered."""
    kept, by = _finalists(world), world.coordination
    rows = list(_submitted(world))
    prepare_verdicts([row for row in rows if row.user_id in kept], Verdict.KEEP, by=by, at=at)
    refused = [row for row in rows if row.user_id not in kept]
    prepare_verdicts(refused, Verdict.REFUSE, reason=REFUSED, by=by, at=at)


def _order(world: World, *, at: datetime) -> None:
    order_preselection(world.promotion, due_at=world.calendar.at(6, 19, 9), by=world.coordination, at=at)


def _convene(world: World, *, at: datetime) -> None:
    """A jury for each challenge, one day each, and an hour for each person."""
    lines = Criterion.objects.filter(promotion=world.promotion, stage=Stage.CANDIDATE)
    world.criteria = list(lines.values_list("pk", flat=True))
    challenges = public().filter(promotion=world.promotion).order_by("key")
    for rank_, challenge in enumerate(challenges):
        month, day = DAYS[rank_ % len(DAYS)]
        _convene_one(world, challenge, world.calendar.at(month, day, 9), at)


def _convene_one(world: World, challenge: Challenge, meets_at: datetime, at: datetime) -> None:
    jury = Jury.objects.create(
        promotion=world.promotion,
        stage=Stage.CANDIDATE,
        name=f"Jury {challenge.public_title}",
        meets_at=meets_at,
        place=f"https://visio.demo.example/jury-{challenge.slug}",
    )
    JuryPosition.objects.bulk_create(
        JuryPosition(jury=jury, position=position) for position in challenge.positions.all()
    )
    busy = set(
        JurySeat.objects.filter(jury__stage=Stage.CANDIDATE, jury__meets_at=meets_at).values_list("user", flat=True)
    )
    members = _members(world, challenge, busy)
    for place, user in enumerate(members):
        sign_charter(seat(jury, user, rapporteur=place == 0, by=world.coordination, at=at), by=user, at=at)
    slot = meets_at
    for position in challenge.positions.order_by("family__order"):
        for candidate in sorted(world.lists.get(position.pk, []), key=lambda listed: listed.place):
            application = world.applications[candidate.user.pk]
            booked = schedule_interview(application, position, jury, starts_at=slot, by=world.coordination, at=at)
            world.script.add(slot + timedelta(minutes=41), _judge, world, booked, candidate, members)
            slot += timedelta(minutes=90 if slot.astimezone(clock.PARIS).hour == LUNCH else 45)
    world.script.add(clock.shifted(meets_at, 1) - timedelta(hours=1), _rank, world, challenge)


def _members(world: World, challenge: Challenge, busy: set[int]) -> list:
    """Two jurors who are free that day and the mentor; the juror of the demonstration reports for the one it shows."""
    shown = challenge.public_title == "MonitorFish"
    demo = next(user for user in world.jurors if user.email.startswith("juror@"))
    free = [user for user in world.jurors if user != demo and user.pk not in busy]
    others = world.random.sample(free, JURY_SIZE - 1)
    mentor = world.authors["mentor" if shown else challenge.public_title]
    return [demo, others[0], mentor] if shown else [*others, mentor]


def _judge(world: World, interview: Interview, candidate: Candidate, members: list, *, at: datetime) -> None:
    """The common sheet, higher near the top of the list; for those in view, a juror's own marks first."""
    low = 3 if candidate.place == 1 else 2
    choices = [low, 3, 4] if candidate.place < 3 else [1, 2, 3]
    marks = {pk: world.random.choice(choices) for pk in world.criteria}
    if candidate.place < 3:
        save_marks(interview.hearing, _near(world, marks), "", version=NOT_YET, by=members[1], at=at)
    save_common_sheet(
        interview.hearing,
        marks,
        comment=world.random.choice(COMMENTS),
        favourable=candidate.place < 4,
        version=NOT_YET,
        by=members[0],
        at=at + timedelta(minutes=2),
    )


def _near(world: World, marks: dict[int, int]) -> dict[int, int]:
    """Another juror's marks: rarely the same, never far."""
    return {pk: max(0, min(4, value + world.random.choice([-1, 0, 0, 1]))) for pk, value in marks.items()}


def _rank(world: World, challenge: Challenge, *, at: datetime) -> None:
    """The mentors' lists, the day after the hearings."""
    for position in challenge.positions.all():
        people = sorted(world.lists.get(position.pk, []), key=lambda candidate: candidate.place)
        order = [world.applications[candidate.user.pk] for candidate in people]
        rank(position, order, by=world.coordination, at=at)
