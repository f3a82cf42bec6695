"""The one door: every change of status in the project goes through ``take_step``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from eig.accounts.models import User
from eig.common.flow import Step, StepRefused
from eig.common.rows import GONE
from eig.journal.models import Entry


def take_step(
    subject: models.Model | Sequence[models.Model],
    name: str,
    *,
    by: User | None,
    at: datetime,
    note: str = "",
    **changes: Any,
) -> None:
    """Move one object, or many of one model at once, along a step of its ``FLOW``.

    Locks the rows, checks each against the table, writes the status (with the other ``changes``, given as
    field values) and one journal line each: four queries whatever their number. ``by`` is ``None`` only for
    what the calendar alone brings about.

    Raises ``StepRefused`` when one row may not take the step, or is gone; nothing is written then.
    """
    subjects = list(subject) if isinstance(subject, Sequence) else [subject]
    if not subjects:
        return
    model: Any = type(subjects[0])
    step = model.FLOW[name]
    with transaction.atomic():
        rows = list(
            model._base_manager.select_for_update().filter(pk__in=[moved.pk for moved in subjects]).order_by("pk")
        )
        if len(rows) < len({moved.pk for moved in subjects}):
            raise StepRefused(GONE)
        for row in rows:
            model.FLOW.check(name, row.status, row.get_status_display())
        model._base_manager.filter(pk__in=[row.pk for row in rows]).update(status=step.target, **changes)
        Entry.objects.bulk_create([_entry(row, step, by, at, note) for row in rows])
    for moved in subjects:
        for field, value in {"status": step.target, **changes}.items():
            setattr(moved, field, value)


def record(subject: models.Model, verb: str, sentence: str, *, by: User | None, at: datetime, note: str = "") -> Entry:
    """Write a journal line for an act that changes no status (a pending decision, a moved deadline)."""
    kind = ContentType.objects.get_for_model(subject)
    return Entry.objects.create(
        content_type=kind, object_id=subject.pk, actor=by, verb=verb, sentence=sentence, note=note, at=at
    )


def record_each(
    subjects: Sequence[models.Model], verb: str, sentence: str, *, by: User | None, at: datetime, note: str = ""
) -> None:
    """The same journal line for each of several objects of one model: one query."""
    if subjects:
        line = {"content_type": ContentType.objects.get_for_model(subjects[0]), "actor": by, "verb": verb, "at": at}
        Entry.objects.bulk_create(
            Entry(**line, object_id=subject.pk, sentence=sentence, note=note) for subject in subjects
        )


def _entry(row: Any, step: Step, by: User | None, at: datetime, note: str) -> Entry:
    kind = ContentType.objects.get_for_model(row)
    return Entry(
        content_type=kind,
        object_id=row.pk,
        actor=by,
        verb=step.name,
        sentence=step.done,
        before=row.status,
        after=step.target,
        note=note,
        at=at,
    )
