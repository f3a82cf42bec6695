"""Filling a check-in, once and for all."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from eig.accounts.models import User, coordination
from eig.common import clock
from eig.common.dates import long_day
from eig.common.flow import StepRefused
from eig.journal.steps import take_step
from eig.notifications.workflow import post
from mentoring.checkins.asking import answer
from mentoring.checkins.letters import blockers as letters
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.workflow.blockers import raise_signal

FIELDS = ("mood", "progress", "blocked", "blockers", "help_needed", "next_step", "next_on")


@transaction.atomic
def log_checkin(
    checkin: CheckIn, values: Mapping, *, by: User, at: datetime, answers: Mapping[int, str] | None = None
) -> None:
    """Fill a check-in, once and for all; what blocks raises a signal, and the coordination is told.

    ``values`` holds ``mood`` (1 to 4), ``progress``, ``blocked``, ``blockers``, ``help_needed``, ``next_step`` and
    ``next_on``; ``answers`` goes from the numbers of the form's own questions to texts. Raises ``StepRefused`` when it
    is filled already, opens later, or says too little.
    """
    if clock.today(at) < checkin.opens_on:
        raise StepRefused(f"Ce point d’étape se remplit à partir du {long_day(checkin.opens_on)}.")
    given = {name: values[name] for name in FIELDS if name in values}
    _check(given)
    response = answer(checkin, answers or {})
    take_step(checkin, "log", by=by, at=at, author=by, logged_at=at, response=response, **given)
    if checkin.blocked:
        raise_signal(checkin, by=by, at=at)
        post(letters.blocker(checkin, coordination()), at=at)


def _check(given: Mapping) -> None:
    if not given.get("mood") or not given.get("progress", "").strip():
        raise StepRefused("Un point d’étape dit la météo et les avancées.")
    if given.get("blocked") and not given.get("blockers", "").strip():
        raise StepRefused("Dites en quelques mots ce qui bloque.")
