"""Loading past challenges from a table: all of it or nothing, and as often as one likes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from challenges.administrations.models.administrations import Administration
from challenges.administrations.workflow.administrations import enter_administration
from challenges.catalogue.history_table import Known, Past, Row, UnreadableError, understand
from challenges.catalogue.workflow.framing import frame, publish
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.workflow.drafting import create_challenge
from challenges.selection.workflow import enter_selected
from eig.accounts.models import User
from eig.common.clock import paris
from eig.common.flow import StepRefused
from eig.common.text import clean, sort_key
from eig.promotions.workflow.past import enter_past

NOON = 12


@dataclass(frozen=True)
class History:
    """What a table brought: challenges created, challenges that were there, names of promotions created."""

    created: int
    known: int
    promotions: list[str]


@transaction.atomic
def import_history(
    rows: Iterable[tuple[int, Row]], *, by: User, at: datetime, dry_run: bool = False, create_promotions: bool = False
) -> History:
    """Publish past challenges given as (line, columns).

    A promotion that does not exist is a mistake, unless ``create_promotions``. A ``dry_run`` does everything, then
    takes it back. Raises ``UnreadableError`` with every mistake, and nothing is written then.
    """
    lines = [(line, _clean(given)) for line, given in rows]
    here = Known.here()
    named = [row.get("promotion", "") for _, row in lines if create_promotions]
    promotions = _enter_promotions(named, here, by, at)
    understood, problems = understand(lines, here)
    created = 0
    for line, past in understood:
        try:
            with transaction.atomic():
                created += _load(past, by, at)
        except StepRefused as refusal:
            problems.append(f"Ligne {line} : {refusal}")
    if problems:
        raise UnreadableError(problems)
    if dry_run:
        transaction.set_rollback(True)
    return History(created, len(understood) - created, promotions)


def _clean(given: Row) -> Row:
    return {name: " ".join(clean(value or "").split(" ")).strip() for name, value in given.items() if name}


def _enter_promotions(names: Iterable[str], here: Known, by: User, at: datetime) -> list[str]:
    """Create the promotions that are named and unknown; why one cannot be is told with its lines."""
    made = []
    for name in dict.fromkeys(filter(None, names)):
        key = sort_key(name)
        if key in here.promotions or key in here.refused:
            continue
        try:
            here.promotions[key] = enter_past(name, by=by, at=at)
            made.append(name)
        except StepRefused as refusal:
            here.refused[key] = str(refusal)
    return made


def _load(past: Past, by: User, at: datetime) -> bool:
    """Enter, frame and publish one challenge, through the verbs of everyone; whether it was not there yet."""
    known = Challenge.objects.filter(promotion=past.promotion, title__iexact=past.title, administration__key=_key(past))
    if known.exists():
        return False
    published_at = paris(past.published_on, NOON) if past.published_on else at
    challenge = create_challenge(past.promotion, _host(past, by, at), past.title, by=by, at=at)
    enter_selected(challenge, by=by, at=at)
    positions = [{"family": family, "seats": seats, "profiles": []} for family, seats in past.seats.items()]
    said = {"public_title": past.title, "summary": past.title, **past.words, "positions": positions}
    frame(challenge, said, by=by, at=at)
    publish(challenge, by=by, at=published_at)
    return True


def _key(past: Past) -> str:
    return sort_key(" ".join(past.administration.split()))


def _host(past: Past, by: User, at: datetime) -> Administration:
    """The administration of that name, left as it is; else a new one, as the table describes it."""
    if known := Administration.objects.filter(key=_key(past)).first():
        return known
    host, town = past.host, past.words.get("town", "")
    facts = {"ministry": host["ministry"], "region": host["region"]}
    return enter_administration(past.administration, host["kind"], town, **facts, by=by, at=at)
