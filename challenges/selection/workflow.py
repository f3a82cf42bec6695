"""Choosing challenges: prepared quietly, announced together."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from challenges.administrations.models.administrations import Administration
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus, Decision
from challenges.proposal.workflow.choice import hold_choice
from challenges.selection import rules
from challenges.selection.letters import results
from challenges.selection.models import to_announce
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.common.text import sort_key
from eig.journal.steps import record, take_step
from eig.notifications.letters import Draft
from eig.notifications.workflow import post
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import AnnouncementKind
from eig.promotions.workflow.announcements import order_announcement

SENTENCES = {
    "": "Décision préparée : effacée",
    Decision.KEEP: "Décision préparée : retenir",
    Decision.REFUSE: "Décision préparée : ne pas retenir",
}


@transaction.atomic
def prepare_decision(
    challenge: Challenge, decision: str, *, reason: str = "", version: str | None = None, by: User, at: datetime
) -> None:
    """Note what will be announced, or nothing with an empty decision; nobody outside is told.

    Raises ``StepRefused`` for a challenge that is not preselected, or once the publication is ordered, and
    ``StaleVersion`` when another decision than that of ``version`` (``rules.decision_version``) was prepared meanwhile.
    Done twice, changes nothing.
    """
    if decision not in SENTENCES:
        raise StepRefused("Cette décision n’existe pas.")
    reason = reason.strip() if decision else ""
    hold_choice(challenge.promotion)
    row = Challenge.objects.select_for_update(of=("self",), no_key=True).get(pk=challenge.pk)
    if row.status != ChallengeStatus.PRESELECTED:
        raise StepRefused(f"« {row.title} » n’est plus à décider : son état est « {row.get_status_display()} ».")
    if (row.pending_decision, row.pending_reason) != (decision, reason):
        if version is not None and version != rules.decision_version(row):
            raise StaleVersion(rules.decided_meanwhile(row))
        Challenge.objects.filter(pk=row.pk).update(pending_decision=decision, pending_reason=reason)
        record(row, "prepare_decision", SENTENCES[decision], by=by, at=at, note=reason)
    challenge.pending_decision, challenge.pending_reason = decision, reason


@transaction.atomic
def order_results(promotion: Promotion, *, due_at: datetime, by: User, at: datetime) -> Announcement:
    """Order the publication of all the prepared decisions, at ``due_at``.

    Raises ``StepRefused`` while a challenge is in suspense, when there is nothing to publish, when the hour is
    past, or when the same order already waits.
    """
    Promotion.objects.select_for_update(no_key=True).get(pk=promotion.pk)
    _check_ready(promotion)
    if not to_announce(promotion).exists():
        raise StepRefused(promotion.said("Aucun {challenge} présélectionné n’attend de décision."))
    return order_announcement(promotion, AnnouncementKind.CHALLENGES, due_at=due_at, by=by, at=at)


def announce(order: Announcement, *, at: datetime) -> int:
    """For ``carry_out``: publish every prepared decision of the promotion: steps, journal and letters, all or nothing.

    The number of queries does not depend on the number of challenges. Returns how many were announced. Raises
    ``StepRefused`` while a challenge is in suspense.
    """
    Promotion.objects.select_for_update(no_key=True).get(pk=order.promotion_id)
    _check_ready(order.promotion)
    chosen = to_announce(order.promotion)
    # A withdrawal at the same instant waits, instead of making the whole publication fail.
    challenges = list(chosen.select_for_update(of=("self",), no_key=True))
    drafts = results(challenges, str(order.pk))
    _decide(challenges, Decision.KEEP, "announce_selected", order, at)
    _decide(challenges, Decision.REFUSE, "announce_refused", order, at)
    post(drafts, at=at)
    return len(challenges)


def planned_letters(promotion: Promotion) -> list[Draft]:
    """Every letter that the publication would write now: three queries."""
    return results(to_announce(promotion), "apercu")


@transaction.atomic
def create_link(
    promotion: Promotion, administration: Administration, title: str, *, by: User, at: datetime
) -> Challenge:
    """A draft of the transversal team, written by the coordination whatever the calendar; asked twice, the same.

    One of a past promotion has no author, like the other challenges of its time.
    """
    challenge, created = Challenge.objects.get_or_create(
        promotion=promotion,
        is_link=True,
        title=title.strip(),
        defaults={
            "administration": administration,
            "key": sort_key(title),
            "town": administration.town,
            "created_at": at,
            "saved_at": at,
        },
    )
    if created and not promotion.archived:
        challenge.authors.add(by)
    if created:
        record(challenge, "create", "Équipe transversale créée", by=by, at=at)
    return challenge


@transaction.atomic
def enter_selected(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Enter as selected what no jury hears: the transversal team, or a challenge of a past promotion.

    Raises ``StepRefused`` for any other challenge.
    """
    if not (challenge.is_link or challenge.promotion.archived):
        raise StepRefused("Seule l’équipe transversale est inscrite sans passer devant un jury.")
    take_step(challenge, "enter_selected", by=by, at=at)


def _check_ready(promotion: Promotion) -> None:
    if blockers := rules.blockers(promotion):
        raise StepRefused(f"Rien ne peut être publié pour l’instant. {' '.join(blockers)}")


def _decide(challenges: list[Challenge], decision: str, step: str, order: Announcement, at: datetime) -> None:
    chosen = [challenge for challenge in challenges if challenge.pending_decision == decision]
    take_step(chosen, step, by=order.ordered_by, at=at)
    if decision == Decision.REFUSE:
        keys = [challenge.pk for challenge in chosen]
        Challenge.objects.filter(pk__in=keys).update(refusal_reason=F("pending_reason"))
