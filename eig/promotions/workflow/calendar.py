"""Moving the dated doors, always with a line in the journal of the promotion."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from eig.accounts.models import User
from eig.common.clock import today
from eig.common.dates import full_instant, long_day
from eig.common.flow import StepRefused
from eig.common.queue import nudge
from eig.common.rows import held
from eig.journal.steps import record
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import WindowKind

EVERY_MINUTE = "eig.home.tasks.every_minute"


@transaction.atomic
def extend_window(window: Window, *, closes_at: datetime, by: User, at: datetime, reason: str) -> None:
    """Close a door later than was said; the apps that receive files through it tell their people within the minute.

    Raises ``StepRefused`` when the new instant is past, not after the former one, after the opening of wishes, or
    after the day on which an answer was promised.
    """
    row = held(Window.objects.select_for_update().select_related("promotion"), window.pk)
    if closes_at <= at:
        raise StepRefused("La nouvelle clôture est déjà passée : choisissez un instant à venir.")
    if closes_at <= row.closes_at:
        raise StepRefused(
            f"La clôture est déjà fixée au {full_instant(row.closes_at)} : une prolongation la repousse plus tard."
        )
    _keep_before_wishes(row, closes_at)
    _keep_before_answers(row, closes_at)
    name = row.get_kind_display().capitalize()
    note = f"{name}, clôture : {_moved(row.closes_at, closes_at)}\nMotif : {reason}"
    Window.objects.filter(pk=row.pk).update(closes_at=closes_at, extended_at=at, extended_from=row.closes_at)
    window.closes_at, window.extended_at, window.extended_from = closes_at, at, row.closes_at
    nudge(EVERY_MINUTE)
    record(row.promotion, "extend_window", "Clôture repoussée", by=by, at=at, note=note)


def _keep_before_wishes(window: Window, closes_at: datetime) -> None:
    """Nobody ranks wishes while others still apply."""
    wishes = Window.objects.filter(promotion=window.promotion_id, kind=WindowKind.WISHES).first()
    if window.kind == WindowKind.CALL_FOR_CANDIDATES and wishes and closes_at > wishes.opens_at:
        opening = full_instant(wishes.opens_at)
        raise StepRefused(f"L’appel à vœux ouvre le {opening} : changez d’abord ses dates, ou prolongez moins.")


def _keep_before_answers(window: Window, closes_at: datetime) -> None:
    """Nothing is announced of a call that still receives files."""
    day = window.promotion.first_announced
    if window.kind == WindowKind.CALL_FOR_PROJECTS and day and today(closes_at) > day:
        raise StepRefused(
            f"Une réponse est promise le {long_day(day)} : changez d’abord cette date, ou prolongez moins."
        )


def note_calendar(promotion: Promotion, lines: Sequence[str], *, by: User, at: datetime) -> None:
    """Write in the journal what was changed by hand in the calendar; nothing when nothing was."""
    if lines:
        record(promotion, "change_calendar", "Calendrier modifié", by=by, at=at, note="\n".join(lines))


def described(window: Window, field: str, before: datetime) -> str:
    """« Appel à projets, clôture : … → … » for one date changed by hand."""
    word = "ouverture" if field == "opens_at" else "clôture"
    return f"{window.get_kind_display().capitalize()}, {word} : {_moved(before, getattr(window, field))}"


def _moved(before: datetime, after: datetime) -> str:
    return f"{full_instant(before)} → {full_instant(after)}"
