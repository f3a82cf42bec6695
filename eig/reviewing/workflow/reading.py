"""Handing files to readers, who advise."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.common.rows import held
from eig.journal.steps import record, record_each
from eig.notifications.letters import Draft
from eig.notifications.workflow import post
from eig.reviewing.models.reading import AbstractReading
from eig.reviewing.rules import reading as rules
from eig.reviewing.states import Advice


class EachRefused(StepRefused):
    """Several files of which some cannot: ``refusals`` has their sentences."""

    def __init__(self, refusals: Mapping[Any, str]):
        super().__init__(" ".join(refusals.values()))
        self.refusals = refusals


@transaction.atomic
def assign_reader(
    readings: type[AbstractReading],
    subjects: Sequence[Any],
    reader: User,
    *,
    refusals: Callable[[User, Sequence[Any]], Mapping[Any, str]],
    letter: Callable[[User, Sequence[Any], datetime], list[Draft]],
    by: User,
    at: datetime,
) -> int:
    """Hand files to a reader, told by one letter; those already handed to them stay as they are.

    Returns how many are new. Raises ``EachRefused`` when one cannot be: nothing is written then.
    """
    rows = readings.subjects().filter(pk__in=[subject.pk for subject in subjects]).order_by("pk")
    list(rows.select_for_update(no_key=True, of=("self",)).values_list("pk"))
    if refused := refusals(reader, subjects):
        raise EachRefused(refused)
    about = readings.SUBJECT
    known = set(readings.objects.filter(**{f"{about}__in": subjects}, reader=reader).values_list(about, flat=True))
    new = [subject for subject in subjects if subject.pk not in known]
    readings.objects.bulk_create(
        readings(**{about: subject}, reader=reader, given_by=by, given_at=at) for subject in new
    )
    record_each(new, "assign_reader", f"Dossier confié à {reader}"[:200], by=by, at=at)
    if new and reader != by:
        post(letter(reader, new, at), at=at)
    return len(new)


@transaction.atomic
def take_back(reading: AbstractReading, *, by: User, at: datetime) -> None:
    """Take a file back from a reader. Raises ``StepRefused`` once the advice is written."""
    row = _held(reading)
    if row.advice:
        raise StepRefused(f"{row.reader} a déjà donné son avis : il reste au dossier.")
    record(row.subject, "take_back", f"Dossier repris à {row.reader}"[:200], by=by, at=at)
    row.delete()


@transaction.atomic
def advise(
    reading: AbstractReading,
    *,
    advice: str,
    note: str = "",
    over: tuple[str, str] | None = None,
    by: User,
    at: datetime,
) -> None:
    """Write one's recommendation and its internal note; nobody outside is told.

    Raises ``StepRefused`` for somebody else's reading, an unknown advice, and once the instruction is over;
    ``StaleVersion`` when the advice and the note are no longer those that they are written ``over``.
    """
    row = _held(reading)
    if refusal := rules.advice_closed_because(row):
        raise StepRefused(refusal)
    if not rules.can_advise(by, row):
        raise StepRefused("Chacun écrit son propre avis.")
    if advice not in Advice.values:
        raise StepRefused("Choisissez un avis.")
    if over not in (None, (row.advice, row.note)):
        raise StaleVersion("Votre avis a changé depuis que vous avez ouvert cette page.")
    if (row.advice, row.note) == (advice, note.strip()):
        return
    type(row).objects.filter(pk=row.pk).update(advice=advice, note=note.strip(), read_at=at)
    record(row.subject, "advise", f"Avis de lecture : {Advice(advice).label}", by=by, at=at)


def _held(reading: AbstractReading) -> AbstractReading:
    rows = type(reading).objects.select_for_update(of=("self",)).select_related("reader", reading.SUBJECT)
    return held(rows, reading.pk)
