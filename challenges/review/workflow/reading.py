"""Reading a file: verdicts on its eligibility, readers, what they recommend, who has it open."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from challenges.proposal.models.challenges import Challenge
from challenges.review import hints as eligibility
from challenges.review.letters import reading as reading_letters
from challenges.review.models.eligibility import EligibilityVerdict
from challenges.review.models.presence import Presence
from challenges.review.models.reading import Reading
from challenges.review.rules import reading as rules
from challenges.review.states import Advice, Verdict
from challenges.review.workflow.bulk import EachRefused
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.common.rows import held
from eig.journal.steps import record, record_each
from eig.notifications.workflow import post


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


@transaction.atomic
def assign_reader(challenges: Sequence[Challenge], reader: User, *, by: User, at: datetime) -> int:
    """Hand files to a reader, told by one letter; those already handed to them stay as they are.

    Returns how many are new. Raises ``EachRefused`` when one cannot be: nothing is written then.
    """
    Challenge.objects.select_for_update(no_key=True, of=("self",)).filter(
        pk__in=[challenge.pk for challenge in challenges]
    ).exists()
    refusals = {challenge: refusal for challenge in challenges if (refusal := rules.reading_refusal(reader, challenge))}
    if refusals:
        raise EachRefused(refusals)
    known = set(Reading.objects.filter(reader=reader, challenge__in=challenges).values_list("challenge", flat=True))
    new = [challenge for challenge in challenges if challenge.pk not in known]
    Reading.objects.bulk_create(
        Reading(challenge=challenge, reader=reader, given_by=by, given_at=at) for challenge in new
    )
    record_each(new, "assign_reader", f"Dossier confié à {reader}"[:200], by=by, at=at)
    if new and reader != by:
        post(reading_letters.given_to_read(reader, new, at), at=at)
    return len(new)


@transaction.atomic
def take_back(reading: Reading, *, by: User, at: datetime) -> None:
    """Take a file back from a reader. Raises ``StepRefused`` once the advice is written."""
    row = held(Reading.objects.select_for_update(of=("self",)).select_related("reader", "challenge"), reading.pk)
    if row.advice:
        raise StepRefused(
            f"{row.reader} a déjà donné son avis sur ce {row.challenge.words.challenge} : il reste au dossier."
        )
    record(row.challenge, "take_back", f"Dossier repris à {row.reader}"[:200], by=by, at=at)
    row.delete()


@transaction.atomic
def advise(
    reading: Reading, *, advice: str, note: str = "", over: tuple[str, str] | None = None, by: User, at: datetime
) -> None:
    """Write one's recommendation and its internal note; nobody outside is told.

    Raises ``StepRefused`` for somebody else's reading, an unknown advice, and once the instruction is over;
    ``StaleVersion`` when the advice and the note are no longer those that they are written ``over``.
    """
    row = held(Reading.objects.select_for_update(of=("self",)).select_related("challenge"), reading.pk)
    if refusal := rules.advice_closed_because(row.challenge):
        raise StepRefused(refusal)
    if not rules.can_advise(by, row):
        raise StepRefused("Chacun écrit son propre avis.")
    if advice not in Advice.values:
        raise StepRefused("Choisissez un avis.")
    if over not in (None, (row.advice, row.note)):
        raise StaleVersion("Votre avis a changé depuis que vous avez ouvert cette page.")
    if (row.advice, row.note) == (advice, note.strip()):
        return
    Reading.objects.filter(pk=row.pk).update(advice=advice, note=note.strip(), read_at=at)
    record(row.challenge, "advise", f"Avis de lecture : {Advice(advice).label}", by=by, at=at)


def be_present(challenge: Challenge, *, by: User, at: datetime) -> list[Presence]:
    """Say that a person has a file open, forget those who left; returns the others who have it open: three queries."""
    Presence.objects.stale(at).delete()
    Presence.objects.bulk_create(
        [Presence(challenge=challenge, user=by, since=at, seen_at=at)],
        update_conflicts=True,
        update_fields=["seen_at"],
        unique_fields=["challenge", "user"],
    )
    return list(Presence.objects.now(at).filter(challenge=challenge).exclude(user=by))


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
