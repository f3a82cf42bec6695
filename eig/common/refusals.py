"""What the database refuses, said as the rule that it broke."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, models, transaction

from eig.common.flow import StepRefused
from eig.common.text import typeset


def sentences_of(*tables: type[models.Model]) -> dict[str, str]:
    """The French sentence of each constraint of some models, by the constraint's name."""
    return {
        constraint.name: str(constraint.violation_error_message)
        for table in tables
        for constraint in table._meta.constraints
    }


@contextmanager
def refused_with(sentences: Mapping[str, str]) -> Iterator[None]:
    """Turn the refusal of a named constraint, or of a trigger that names one, into ``StepRefused``.

    What the block wrote is undone then; the refusal of any other constraint goes through as it is.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = broken_by(error)
        if name not in sentences:
            raise
        raise StepRefused(sentences[name]) from error


def broken_by(error: IntegrityError) -> str:
    """The name of the constraint, or of the trigger, that refused; empty when the database gives none."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def said_by(error: IntegrityError, triggers: Collection[str]) -> str:
    """The sentence with which one of these triggers refused; empty when something else did."""
    cause: Any = error.__cause__
    return typeset(cause.diag.message_primary) if broken_by(error) in triggers else ""
