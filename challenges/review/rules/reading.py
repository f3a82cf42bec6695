"""Readers and questions of the instruction: who reads what, who answers until when."""

from collections.abc import Collection, Sequence
from datetime import datetime

from challenges.proposal.models.access import COORDINATION, READS
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from challenges.proposal.rules.drafting import is_author
from challenges.proposal.states import ChallengeStatus
from challenges.review.models.reading import Reading
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.reviewing.rules.reading import no_reader_because

S = ChallengeStatus
READABLE = (S.SUBMITTED, S.CHANGES_REQUESTED, S.PRESELECTED)


def can_read_all(user: User) -> bool:
    """Whether a person opens every file of the administration's tool."""
    return user.has_perm(COORDINATION)


def can_see_readings(user: User) -> bool:
    """Whether a person has a place in the instruction: the coordination, the direction, outside readers."""
    return user.has_perm(READS)


def follows_instruction(user: User) -> bool:
    """Whether a person reads what every reader and every verdict says: the coordination and the direction."""
    return can_read_all(user) and can_see_readings(user)


def can_assign(user: User, challenge: Challenge) -> bool:
    """Hand a file to readers, or take it back."""
    return can_coordinate(user) and challenge.status in READABLE


def can_judge(user: User, challenge: Challenge) -> bool:
    """Give the verdicts of the eligibility checklist."""
    return can_coordinate(user) and challenge.status in READABLE


def can_ask(user: User, challenge: Challenge) -> bool:
    """Prepare and send questions."""
    return can_coordinate(user) and challenge.status in READABLE


def reading_refusals(reader: User, challenges: Sequence[Challenge]) -> dict[Challenge, str]:
    """Why some challenges cannot be handed to a person, a sentence for each; empty when all can: one query."""
    if refusal := no_reader_because(reader, Reading):
        return dict.fromkeys(challenges, refusal)
    around = Challenge.objects.around(reader).filter(pk__in=[challenge.pk for challenge in challenges])
    own = set(around.values_list("pk", flat=True))
    said = ((challenge, _unreadable_because(reader, challenge, own)) for challenge in challenges)
    return {challenge: sentence for challenge, sentence in said if sentence}


def _unreadable_because(reader: User, challenge: Challenge, own: Collection[int]) -> str:
    if challenge.status not in READABLE:
        return f"« {challenge.title} » n’est plus à lire : son état est « {challenge.get_status_display()} »."
    if challenge.pk in own:
        part = f"{reader} a part au {challenge.words.challenge} « {challenge.title} »"
        return f"{part} : ce dossier se confie à quelqu’un d’autre."
    return ""


def answering_refusal(user: User, challenge: Challenge, at: datetime) -> str:
    """Why a person cannot answer the prepared questions at an instant; empty when they can."""
    if not is_author(user, challenge):
        return challenge.promotion.said("Seuls les auteurs de ce {challenge} répondent aux questions.")
    if challenge.status not in READABLE:
        return challenge.promotion.said("Ce {challenge} n’est plus à l’étude : il n’y a plus de réponse à donner.")
    if challenge.hearing and at >= challenge.hearing.starts_at:
        return f"L’audition a commencé le {full_instant(challenge.hearing.starts_at)} : répondez au jury de vive voix."
    return ""
