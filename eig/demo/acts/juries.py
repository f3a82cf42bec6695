"""Eight juries of six, half a day each: own marks after each hearing, common sheets at the end."""

from datetime import datetime, timedelta

from challenges.workflow import schedule_hearing
from eig.accounts.models import User
from eig.common import clock
from eig.demo.facts import Facts, Slot, submitted
from eig.demo.people import DEMO, save
from eig.demo.texts import read
from eig.demo.world import World
from eig.juries.models import Hearing, Jury
from eig.juries.workflow import save_common_sheet, save_marks, seat, sign_charter
from eig.promotions.models import Criterion
from eig.promotions.states import Stage

SIZE, COUNT = 6, 8
SHOWN = 4
"""The jury whose rapporteur signs in: two of its three common sheets are in, the third is awaited."""
LATE = "Datalympics"


def plan(world: World) -> None:
    """Composed a week before; sheets follow the timetable of March 2020, hour by hour."""
    world.script.add(world.calendar.at(3, 17, 10), _compose, world)
    for facts in submitted():
        if facts.slot:
            _plan_sheets(world, facts)


def _plan_sheets(world: World, facts: Facts) -> None:
    end = starts_at(world, facts.slot) + timedelta(minutes=40)
    if facts.name == LATE:
        end = world.calendar.at(3, 26, 9, 30)
    for rank in range(SIZE):
        world.script.add(end + timedelta(minutes=rank), _mark, world, facts, rank)
    world.script.add(end + timedelta(hours=2), _conclude, world, facts)


def starts_at(world: World, slot: Slot) -> datetime:
    """The hour of a hearing, as the demonstration dates it."""
    return clock.paris(world.calendar.moved(slot.day), slot.start.hour, slot.start.minute)


def _compose(world: World, *, at: datetime) -> None:
    """48 people; the juror of the demonstration reports for one jury and sits in another the next day."""
    people = [world.crowd.person("jures.example", at) for _ in range(SIZE * COUNT - 1)]
    people.insert((SHOWN - 1) * SIZE, world.crowd.person(DEMO, at, email=f"juror@{DEMO}"))
    world.jurors = save(people)
    heard = [facts for facts in submitted() if facts.slot]
    for number in range(1, COUNT + 1):
        _compose_one(world, number, [facts for facts in heard if facts.slot.jury == number], at)
    shown = world.jurors[(SHOWN - 1) * SIZE]
    seat(_jury(world, COUNT), shown, rapporteur=False, by=world.coordination, at=at)


def _compose_one(world: World, number: int, heard: list[Facts], at: datetime) -> None:
    first = min(starts_at(world, facts.slot) for facts in heard)
    jury = Jury.objects.create(
        promotion=world.promotion,
        stage=Stage.CHALLENGE,
        name=f"Jury {number}",
        meets_at=first,
        place=f"Salle {'ABCD'[(number - 1) % 4]}, 20 avenue de Ségur, Paris",
    )
    world.juries[Stage.CHALLENGE, str(number)] = jury
    for rank, user in enumerate(_members(world, number)):
        place = seat(jury, user, rapporteur=rank == 0, by=world.coordination, at=at)
        sign_charter(place, by=user, at=at)
    for facts in heard:
        challenge = world.challenges[facts.name]
        schedule_hearing(challenge, jury, starts_at=starts_at(world, facts.slot), by=world.coordination, at=at)


def _members(world: World, number: int) -> list[User]:
    return world.jurors[(number - 1) * SIZE : number * SIZE]


def _jury(world: World, number: int) -> Jury:
    return world.juries[Stage.CHALLENGE, str(number)]


def _criteria(world: World) -> list[Criterion]:
    return list(Criterion.objects.filter(promotion=world.promotion, stage=Stage.CHALLENGE).order_by("order"))


def _hearing(world: World, facts: Facts) -> Hearing:
    return world.challenges[facts.name].hearing


def _mark(world: World, facts: Facts, rank: int, *, at: datetime) -> None:
    """One juror's own marks: higher for what will be kept, never all alike."""
    juror = _members(world, facts.slot.jury)[rank]
    choices = (3, 3, 4, 4, 4) if facts.words.get("favourite") else (3, 3, 3, 4) if facts.kept else (1, 2, 2, 3)
    marks = {line.pk: world.random.choice(choices) for line in _criteria(world)}
    comment = world.pick(read("narrative")["jury"]["comments"]) if rank < 3 else ""
    save_marks(_hearing(world, facts), marks, comment, by=juror, at=at)


def _conclude(world: World, facts: Facts, *, at: datetime) -> None:
    """The common sheet: the jury's agreement on each criterion, its opinion, its ranking."""
    bank, reporter = read("narrative")["jury"], _members(world, facts.slot.jury)[0]
    others = [one for one in submitted() if one.slot and one.slot.jury == facts.slot.jury]
    order = sorted(others, key=lambda one: (not one.words.get("favourite"), not one.kept))
    save_common_sheet(
        _hearing(world, facts),
        _agreed(world, facts),
        comment=world.pick(bank["comments"]),
        favourable=facts.kept,
        rank=order.index(facts) + 1,
        reason=world.pick(bank["kept"]) if facts.kept else facts.words["reason"],
        favourite=bool(facts.words.get("favourite")),
        by=reporter,
        at=at,
    )


def _agreed(world: World, facts: Facts) -> dict[int, int]:
    """The middle mark of each criterion."""
    sheets = _hearing(world, facts).sheets.exclude(juror=None)
    marks: dict[int, list[int]] = {}
    for criterion, value in sheets.values_list("marks__criterion", "marks__value"):
        marks.setdefault(criterion, []).append(value)
    return {criterion: sorted(values)[len(values) // 2] for criterion, values in marks.items()}
