"""The final grid of a half-day: written by the rapporteur, handed in, opened again by the coordination."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from eig.accounts.models import User
from eig.common.dates import clock_time
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.journal.steps import record, take_step
from eig.juries import rules
from eig.juries.letters import sheets as sheets_letters
from eig.juries.models.hearings import Sheet
from eig.juries.models.juries import Jury
from eig.juries.workflow.seats import lock
from eig.juries.workflow.sheets import Opinion, check_signed, tidy
from eig.notifications.workflow import post

FIELDS = ("favourable", "rank", "reason", "favourite")
STALE = "La grille a été modifiée dans une autre fenêtre depuis que vous l’avez ouverte."


@transaction.atomic
def save_grid(jury: Jury, opinions: Mapping[int, Opinion], *, version: int, by: User, at: datetime) -> bool:
    """Write the opinions of a jury, by hearing number; the rapporteur alone. Says whether something changed.

    Raises ``StepRefused`` before the day and once the grid is handed in, for a hearing whose common sheet is not in,
    and when a rank is given twice; ``StaleVersion`` when the grid is no longer at the ``version`` that was read.
    """
    jury = lock(jury)
    if not rules.reports(by, jury):
        raise StepRefused("Seul le rapporteur du jury remplit la grille finale.")
    check_signed(by, jury)
    if reason := rules.grid_closed_because(jury, at):
        raise StepRefused(reason)
    sheets = {
        sheet.hearing_id: sheet for sheet in Sheet.objects.common().filter(hearing__jury=jury).select_related("hearing")
    }
    if set(opinions) - set(sheets):
        raise StepRefused("Saisissez d’abord la fiche commune de cette audition.")
    changed = [sheets[pk] for pk, opinion in opinions.items() if _apply(sheets[pk], tidy(opinion))]
    if changed:
        _take_version(jury, version, at)
        _check_ranks(sheets.values())
        Sheet.objects.bulk_update(changed, FIELDS)
        record(jury, "save_grid", "Grille finale enregistrée", by=by, at=at)
    return bool(changed)


@transaction.atomic
def hand_in(jury: Jury, *, expected: Collection[int], by: User, at: datetime) -> None:
    """Give the grid to the coordination: the sheets of the jury close. ``expected`` are the hearings it must cover.

    Raises ``StepRefused`` while something is missing.
    """
    fresh = lock(jury)
    if not rules.reports(by, fresh):
        raise StepRefused("Seul le rapporteur du jury remet la grille finale.")
    check_signed(by, fresh)
    if reason := rules.grid_closed_because(fresh, at):
        raise StepRefused(reason)
    if lacks := rules.missing_in_grid(fresh, expected):
        raise StepRefused(f"La grille n’est pas complète. {' '.join(lacks)}")
    take_step(jury, "hand_in", by=by, at=at, locked_at=at)
    post(sheets_letters.handed_in(jury, by, at), at=at)


@transaction.atomic
def lock_sheets(jury: Jury, *, by: User | None, at: datetime) -> None:
    """Close the sheets of a jury as they stand; its members are told."""
    lock(jury)
    take_step(jury, "lock", by=by, at=at, locked_at=at)
    post(sheets_letters.locked(jury, at), at=at)


@transaction.atomic
def reopen_sheets(jury: Jury, *, reason: str, by: User, at: datetime) -> None:
    """Open the sheets of a jury again, and tell its members why.

    Raises ``StepRefused`` without a reason, or once the decisions are published.
    """
    fresh = lock(jury)
    if not (reason := reason.strip()):
        raise StepRefused("Dites pourquoi les fiches sont rouvertes : les jurés le liront.")
    if rules.published(fresh):
        raise StepRefused(rules.PUBLISHED)
    take_step(jury, "reopen", by=by, at=at, note=reason, locked_at=None)
    post(sheets_letters.reopened(jury, reason, at), at=at)


def _take_version(jury: Jury, version: int, at: datetime) -> None:
    """Write on the version that was read, and no other. Raises ``StaleVersion``."""
    rows = Jury.objects.filter(pk=jury.pk, grid_version=version)
    if not rows.update(grid_version=F("grid_version") + 1, grid_saved_at=at):
        raise StaleVersion(STALE)


def _apply(sheet: Sheet, opinion: Mapping) -> bool:
    """Write an opinion on a sheet in memory; whether it says something new."""
    fresh = {name: value for name, value in opinion.items() if getattr(sheet, name) != value}
    for name, value in fresh.items():
        setattr(sheet, name, value)
    return bool(fresh)


def _check_ranks(sheets: Collection[Sheet]) -> None:
    seen: dict[int, Sheet] = {}
    for sheet in sheets:
        if sheet.rank is not None and (other := seen.setdefault(sheet.rank, sheet)) is not sheet:
            hours = " et ".join(clock_time(twin.hearing.starts_at) for twin in (other, sheet))
            raise StepRefused(
                f"Le rang {sheet.rank} est donné aux auditions de {hours} : un rang n’est donné qu’une fois."
            )
