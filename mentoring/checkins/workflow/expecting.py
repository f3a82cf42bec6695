"""What is expected of missions: the check-ins of each form, recomputed whenever forms, people or days change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from eig.common import clock
from eig.common.text import plural
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.models.forms import Form
from mentoring.checkins.periods import Period, periods
from mentoring.checkins.states import CheckInStatus
from mentoring.checkins.workflow.forms import give_usual_forms
from mentoring.missions.models.missions import Mission

Key = tuple[int, int | None, int]


@dataclass
class Changes:
    """What differs between the check-ins of some missions and those that should be expected."""

    added: list[CheckIn] = field(default_factory=list)
    moved: list[CheckIn] = field(default_factory=list)
    removed: list[CheckIn] = field(default_factory=list)


@transaction.atomic
def expect(missions: Sequence[Mission], at: datetime) -> None:
    """Add, move or take away check-ins that nobody filled. Repeatable; five queries at most and three writes.

    A period that is over when it is first expected is not asked; one that is late stays. A promotion without forms
    gets the usual two.
    """
    give_usual_forms({mission.challenge.promotion for mission in missions})
    changes = _changes(missions, at)
    CheckIn.objects.bulk_create(changes.added, ignore_conflicts=True)
    if changes.moved:
        CheckIn.objects.bulk_update(changes.moved, ["opens_on", "due_on"])
    if changes.removed:
        gone = [checkin.pk for checkin in changes.removed]
        CheckIn.objects.expected().filter(pk__in=gone).delete()


def foretell(missions: Sequence[Mission], at: datetime) -> dict[int, list[str]]:
    """What ``expect`` would change in the check-ins, in words by mission number."""
    changes, lines = _changes(missions, at), defaultdict(list)
    words = {"déplacé": changes.moved, "ajouté": changes.added, "retiré": changes.removed}
    for word, checkins in words.items():
        counts: dict[int, int] = defaultdict(int)
        for checkin in checkins:
            counts[checkin.mission_id] += 1
        for pk, count in counts.items():
            lines[pk].append(plural(count, f"point d’étape {word}", f"points d’étape {word}s"))
    return lines


def _changes(missions: Sequence[Mission], at: datetime) -> Changes:
    forms, entries = _forms(missions), _entries(missions)
    changes, today = Changes(), clock.today(at)
    for mission in missions:
        wanted = dict(_wanted(mission, forms[mission.challenge.promotion_id]))
        for checkin in entries[mission.pk]:
            _compare(checkin, wanted.pop(_key(checkin), None), changes)
        changes.added += [_new(mission, key, period) for key, period in wanted.items() if period.due_on >= today]
    return changes


def _forms(missions: Sequence[Mission]) -> Mapping[int, list[Form]]:
    found = defaultdict(list)
    promotions = {mission.challenge.promotion_id for mission in missions}
    for form in Form.objects.filter(promotion__in=promotions, asked=True).order_by("pk"):
        found[form.promotion_id].append(form)
    return found


def _entries(missions: Sequence[Mission]) -> Mapping[int, list[CheckIn]]:
    found = defaultdict(list)
    # What raised a signal stays, whatever is expected now.
    for checkin in CheckIn.objects.filter(mission__in=missions).select_related("signal").order_by("pk"):
        found[checkin.mission_id].append(checkin)
    return found


def _wanted(mission: Mission, forms: Iterable[Form]) -> Iterator[tuple[Key, Period]]:
    """Each check-in that a mission should have: one for those who answer together, else one for each who is there."""
    for form in forms:
        for period in periods(mission, form.rhythm):
            there = [place for place in mission.team if place.starts_on <= period.due_on <= place.ends_on]
            if form.shared and there:
                yield (form.pk, None, period.number), period
            elif not form.shared:
                yield from (((form.pk, place.pk, period.number), period) for place in there)


def _compare(checkin: CheckIn, period: Period | None, changes: Changes) -> None:
    if checkin.status != CheckInStatus.EXPECTED or hasattr(checkin, "signal"):
        return
    if period is None:
        changes.removed.append(checkin)
    elif (checkin.opens_on, checkin.due_on) != (period.opens_on, period.due_on):
        checkin.opens_on, checkin.due_on = period.opens_on, period.due_on
        changes.moved.append(checkin)


def _key(checkin: CheckIn) -> Key:
    return checkin.form_id, checkin.placement_id, checkin.period


def _new(mission: Mission, key: Key, period: Period) -> CheckIn:
    form, placement, number = key
    days = {"opens_on": period.opens_on, "due_on": period.due_on}
    return CheckIn(mission=mission, form_id=form, placement_id=placement, period=number, **days)
