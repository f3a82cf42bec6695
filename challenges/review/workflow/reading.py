"""Reading a file: verdicts on its eligibility, readers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from challenges.proposal.models.challenges import Challenge
from challenges.review import hints as eligibility
from challenges.review.letters import reading as letters
from challenges.review.models.eligibility import EligibilityVerdict
from challenges.review.models.reading import Reading
from challenges.review.rules import reading as rules
from challenges.review.states import Verdict
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.journal.steps import record
from eig.reviewing.workflow import reading as readings


@transaction.atomic
def give_verdicts(
    challenge: Challenge,
    given: Mapping[str, tuple[str, str]],
    *,
    over: Mapping[str, tuple[str, str]] | None = None,
    by: User,
    at: datetime,
) -> int:
    """Write what a person decided, line by line: key → (verdict, note); an empty verdict takes the former back.

    Lines that say the same as before keep their author and their hour. Returns how many changed.
    Raises ``StepRefused`` for an unknown line, and for a line « non conforme » without a note; ``StaleVersion`` when
    a given line no longer says what it is written ``over``.
    """
    Challenge.objects.select_for_update(no_key=True, of=("self",)).get(pk=challenge.pk)
    before = {row.line: (row.value, row.note) for row in challenge.verdicts.all()}
    if over is not None and any(before.get(key) != over.get(key) for key in given):
        raise StaleVersion("Un verdict a changé depuis que vous avez ouvert cette page.")
    changed = {key: pair for key, pair in given.items() if pair != before.get(key, ("", ""))}
    for key, (value, note) in changed.items():
        _check_verdict(key, value, note)
    for key, (value, note) in changed.items():
        _write_verdict(challenge, key, value=value, note=note, by=by, at=at)
    if changed:
        note = "\n".join(_said(key, *pair) for key, pair in changed.items())
        record(challenge, "give_verdicts", "Éligibilité vérifiée", by=by, at=at, note=note)
    return len(changed)


def assign_reader(challenges: Sequence[Challenge], reader: User, *, by: User, at: datetime) -> int:
    """Hand challenges to a reader, told by one letter. Returns how many are new; raises ``EachRefused``."""
    refusals, letter = rules.reading_refusals, letters.given_to_read
    return readings.assign_reader(Reading, challenges, reader, refusals=refusals, letter=letter, by=by, at=at)


def _check_verdict(key: str, value: str, note: str) -> None:
    if key not in eligibility.KEYS:
        raise StepRefused("Cette ligne n’est pas dans la liste.")
    if value == Verdict.NOT_OK and not note:
        raise StepRefused(f"« {_label(key)} » : dites pourquoi la ligne n’est pas conforme.")


def _write_verdict(challenge: Challenge, key: str, **given: Any) -> None:
    if not given["value"]:
        EligibilityVerdict.objects.filter(challenge=challenge, line=key).delete()
        return
    EligibilityVerdict.objects.update_or_create(challenge=challenge, line=key, defaults=given)


def _said(key: str, value: str, note: str) -> str:
    word = Verdict(value).label if value else "sans verdict"
    return f"{_label(key)} : {word}" + (f" ({note})" if note else "")


def _label(key: str) -> str:
    return next(line.label for line in eligibility.LINES if line.key == key)
