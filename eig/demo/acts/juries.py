"""Eight juries of six, half a day each: own marks after each hearing, common sheets at the end, the grid handed in."""

from datetime import datetime, timedelta
from typing import cast

from challenges.hearings.workflow.scheduling import schedule_hearing
from eig.accounts.models import User
from eig.common import clock
from eig.demo.facts import Facts, Slot, submitted
from eig.demo.people import DEMO, save
from eig.demo.texts import read
from eig.demo.world import World
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.workflow.grids import hand_in
from eig.juries.workflow.seats import seat, sign_charter
from eig.juries.workflow.sheets import NOT_YET, save_common_sheet, save_marks
from eig.promotions.models.settings import Criterion
from eig.promotions.states import Stage

SIZE, COUNT = 6, 8
SECOND = {5: (1, 1), 6: (2, 2), 8: (4, 0)}
"""Who also sits in another jury the next day: jury → their first jury and their place in it. The others hear once."""
MOODS = {2: -2, 4: 1}
"""A strict jury and a kind one: their scores do not compare, their rankings do."""
TEMPERS = (0, -1, 0, 1, 0, -1, 0)
"""How each place marks beside the others."""
HESITATION = "Améliore ta Kaz’"
"""Well received, last of its jury: favourable, and not kept."""
SHOWN = 4
"""The jury whose rapporteur signs in: two of its three common sheets are in, the third is awaited."""
LATE = "Datalympics"
SLOW = {3: (26, 10), SHOWN: (26, 12)}
"""Juries whose grid comes on another day: day and hour."""
ASIDE = {"CMA Transformation": SIZE, "Atlas Culture": SIZE}
"""Challenges from which a link sets one place of their jury aside."""
SUBSTITUTE = (7, 5)
"""The jury and the place of a person who is asked later, instead of another."""


def plan(world: World) -> None:
    """Composed a week before; sheets follow the timetable of March 2020, hour by hour."""
    world.script.add(world.calendar.at(3, 17, 10), _compose, world)
    heard = [facts for facts in submitted() if facts.slot]
    for facts in heard:
        _plan_sheets(world, facts)
    for number in range(1, COUNT + 1):
        last = max(starts_at(world, slot_of(facts)) for facts in heard if slot_of(facts).jury == number)
        usual = last + timedelta(hours=3, minutes=10)
        at = world.calendar.at(3, *SLOW[number]) if number in SLOW else usual
        world.script.add(at, _hand_in, world, number)


def _plan_sheets(world: World, facts: Facts) -> None:
    end = starts_at(world, slot_of(facts)) + timedelta(minutes=40)
    if facts.name == LATE:
        end = world.calendar.at(3, 26, 9, 30)
    for rank in range(SIZE + (slot_of(facts).jury in SECOND)):
        world.script.add(end + timedelta(minutes=rank), _mark, world, facts, rank)
    world.script.add(end + timedelta(hours=2), _conclude, world, facts)


def slot_of(facts: Facts) -> Slot:
    """When and by which jury a challenge is heard, for those that are."""
    return cast("Slot", facts.slot)


def starts_at(world: World, slot: Slot) -> datetime:
    """The hour of a hearing, as the demonstration dates it."""
    return clock.paris(world.calendar.moved(slot.day), slot.start.hour, slot.start.minute)


def _compose(world: World, *, at: datetime) -> None:
    """48 people; the juror of the demonstration reports for one jury and sits in another the next day."""
    people = [world.crowd.person("jures.example", at) for _ in range(SIZE * COUNT - 1)]
    people.insert((SHOWN - 1) * SIZE, world.crowd.person(DEMO, at, email=f"juror@{DEMO}"))
    world.jurors = save(people)
    lines = Criterion.objects.filter(promotion=world.promotion, stage=Stage.CHALLENGE).order_by("order")
    world.challenge_criteria = list(lines.values_list("pk", flat=True))
    heard = [facts for facts in submitted() if facts.slot]
    for number in range(1, COUNT + 1):
        _compose_one(world, number, [facts for facts in heard if slot_of(facts).jury == number], at)
    for number in SECOND:
        _sit_again(world, number, at)


def _sit_again(world: World, number: int, at: datetime) -> None:
    """A second seat: its charter is signed on the day, just before the jury meets."""
    jury = jury_of(world, number)
    place = seat(jury, members(world, number)[SIZE], rapporteur=False, by=world.coordination, at=at)
    world.script.add(jury.meets_at - timedelta(minutes=10), _sign, place)


def _sign(place: JurySeat, *, at: datetime) -> None:
    sign_charter(place, by=place.user, at=at)


def _compose_one(world: World, number: int, heard: list[Facts], at: datetime) -> None:
    first = min(starts_at(world, slot_of(facts)) for facts in heard)
    jury = Jury.objects.create(
        promotion=world.promotion,
        stage=Stage.CHALLENGE,
        name=f"Jury {number}",
        meets_at=first,
        place=f"Salle {'ABCD'[(number - 1) % 4]}, 20 avenue de Ségur, Paris",
    )
    world.juries[Stage.CHALLENGE, str(number)] = jury
    for rank, user in enumerate(members(world, number)[:SIZE]):
        if (number, rank) == SUBSTITUTE:
            continue
        place = seat(jury, user, rapporteur=rank == 0, by=world.coordination, at=at)
        sign_charter(place, by=user, at=at)
    for facts in heard:
        challenge = world.challenges[facts.name]
        schedule_hearing(challenge, jury, starts_at=starts_at(world, slot_of(facts)), by=world.coordination, at=at)


def members(world: World, number: int) -> list[User]:
    """Who sits in a jury, the rapporteur first."""
    own = world.jurors[(number - 1) * SIZE : number * SIZE]
    first = SECOND.get(number)
    return [*own, world.jurors[(first[0] - 1) * SIZE + first[1]]] if first else own


def jury_of(world: World, number: int) -> Jury:
    """The jury of that number, from 1 to 8."""
    return world.juries[Stage.CHALLENGE, str(number)]


def _hearing(world: World, facts: Facts) -> Hearing:
    return cast("Hearing", world.challenges[facts.name].hearing)


def _mark(world: World, facts: Facts, rank: int, *, at: datetime) -> None:
    """One juror's own marks: higher for what will be kept, by a jury and a person more or less strict."""
    juror = members(world, slot_of(facts).jury)[rank]
    choices = (3, 3, 4, 4, 4) if facts.words.get("favourite") else (3, 3, 3, 4) if facts.kept else (1, 2, 2, 3)
    shifts = (0, TEMPERS[rank] + MOODS.get(slot_of(facts).jury, 0))
    draw = world.random.choice
    marks = {line: max(1, min(4, draw(choices) + draw(shifts))) for line in world.challenge_criteria}
    comment = world.pick(read("narrative")["jury"]["comments"]) if rank < 3 else ""
    if ASIDE.get(facts.name) == rank:
        return
    save_marks(_hearing(world, facts), marks, comment, version=NOT_YET, by=juror, at=at)


def _conclude(world: World, facts: Facts, *, at: datetime) -> None:
    """The common sheet: the jury's agreement on each criterion, its opinion, its ranking."""
    bank, reporter = read("narrative")["jury"], members(world, slot_of(facts).jury)[0]
    others = [heard for heard in submitted() if heard.slot and slot_of(heard).jury == slot_of(facts).jury]
    favourable = facts.kept or facts.name == HESITATION
    order = sorted(others, key=lambda heard: (not heard.words.get("favourite"), not heard.kept))
    save_common_sheet(
        _hearing(world, facts),
        _agreed(world, facts),
        comment=world.pick(bank["comments"]),
        favourable=favourable,
        rank=order.index(facts) + 1,
        reason=world.pick(bank["kept"]) if favourable else facts.words["reason"],
        favourite=bool(facts.words.get("favourite")),
        version=NOT_YET,
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


def _hand_in(world: World, number: int, *, at: datetime) -> None:
    """The rapporteur gives the coordination the whole half-day."""
    heard = [_hearing(world, facts).pk for facts in submitted() if facts.slot and slot_of(facts).jury == number]
    hand_in(jury_of(world, number), expected=heard, by=members(world, number)[0], at=at)
