"""One step for many challenges: everybody or nobody, with a sentence for each one that refuses."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules import coordination
from challenges.proposal.workflow.choice import required
from challenges.review.letters import instruction
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.flow import StepRefused
from eig.common.vocabulary import SiteText
from eig.journal.steps import take_step
from eig.notifications.letters import Draft
from eig.notifications.workflow import post
from eig.promotions.models.programmes import Promotion
from eig.reviewing.workflow.reading import EachRefused


def refused(challenges: Sequence[Challenge], step: str) -> dict[Challenge, str]:
    """Those that cannot take a step, each with its sentence: one query for each promotion, and only to preselect."""
    flow = Challenge.FLOW
    said = {
        challenge: f"« {challenge.title} » : l’état actuel est « {challenge.get_status_display()} »."
        for challenge in challenges
        if not flow.allows(step, challenge.status)
    }
    if step == "preselect":
        frozen = {challenge.promotion_id: challenge.promotion for challenge in challenges}
        held = {pk: coordination.choice_frozen_because(promotion) for pk, promotion in frozen.items()}
        said |= {
            challenge: f"« {challenge.title} » : {held[challenge.promotion_id]}"
            for challenge in challenges
            if held[challenge.promotion_id]
        }
    return said


def preselect_all(challenges: Sequence[Challenge], *, by: User, at: datetime) -> int:
    """Send challenges before a jury; their authors are told. Raises ``EachRefused``."""
    return _all("preselect", challenges, instruction.preselected, by, at)


def set_aside_all(challenges: Sequence[Challenge], *, reason: str, by: User, at: datetime) -> int:
    """End the instruction of challenges for one reason, which all their authors read. Raises ``EachRefused``."""
    reason = required(reason, SiteText("Écarter un {challenge} demande un motif : les auteurs le liront."))
    return _all("set_aside", challenges, instruction.set_aside, by, at, note=reason, refusal_reason=reason)


def request_changes_all(
    challenges: Sequence[Challenge], *, reason: str, due_at: datetime, by: User, at: datetime
) -> int:
    """Ask the authors of several challenges for one and the same correction. Raises ``EachRefused``."""
    if due_at <= at:
        raise StepRefused("La date limite est déjà passée : choisissez un instant à venir.")
    reason = required(reason, "Dites ce qui est à corriger : les auteurs le liront.")
    changes = {"changes_reason": reason, "changes_asked_at": at, "changes_due_at": due_at}
    note = f"{reason}\nAttendue avant le {full_instant(due_at)}"
    return _all("request_changes", challenges, instruction.changes_requested, by, at, note=note, **changes)


@transaction.atomic
def _all(
    step: str,
    challenges: Sequence[Challenge],
    tell: Callable[[Challenge, datetime], list[Draft]],
    by: User,
    at: datetime,
    **changes: Any,
) -> int:
    """Lock, look at each one, then one step for all and all the letters: the number of queries does not grow."""
    promotions = {challenge.promotion_id for challenge in challenges}
    list(Promotion.objects.select_for_update(no_key=True).filter(pk__in=promotions).order_by("pk"))
    rows = list(
        Challenge.objects.select_for_update(of=("self",), no_key=True)
        .select_related("promotion", "administration")
        .prefetch_related("authors")
        .filter(pk__in=[challenge.pk for challenge in challenges])
        .order_by("pk")
    )
    if refusals := refused(rows, step):
        raise EachRefused(refusals)
    take_step(rows, step, by=by, at=at, **changes)
    post([draft for challenge in rows for draft in tell(challenge, at)], at=at)
    return len(rows)
