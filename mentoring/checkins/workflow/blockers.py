"""What blocks, from the check-in that says it to what was done about it."""

from datetime import datetime

from django.db import transaction

from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.journal.steps import record, take_step
from eig.notifications.workflow import post
from mentoring.checkins.letters import blockers as letters
from mentoring.checkins.models.blockers import Signal
from mentoring.checkins.models.checkins import CheckIn


def raise_signal(checkin: CheckIn, *, by: User, at: datetime) -> Signal:
    """Open what a filled check-in says that blocks. Each check-in has its own: two texts may be two problems."""
    signal = Signal.objects.create(checkin=checkin, text=checkin.blockers, raised_by=by, raised_at=at)
    record(signal, "raise", "Blocage signalé", by=by, at=at)
    return signal


def acknowledge_signal(signal: Signal, *, by: User, at: datetime) -> None:
    """Say that somebody sees to it. Raises ``StepRefused`` when it is no longer open."""
    take_step(signal, "acknowledge", by=by, at=at, acknowledged_by=by, acknowledged_at=at)


@transaction.atomic
def close_signal(signal: Signal, *, outcome: str, by: User, at: datetime) -> None:
    """Say what was done; whoever raised it is told. Raises ``StepRefused`` without a word, or when it is closed."""
    if not outcome.strip():
        raise StepRefused("Dites en une phrase ce qui a été fait.")
    take_step(signal, "close", by=by, at=at, note=outcome, closed_by=by, closed_at=at, outcome=outcome.strip())
    post(letters.signal_closed(signal), at=at)
