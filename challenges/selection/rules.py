"""Who chooses, and what forbids a publication."""

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from challenges.proposal.states import ChallengeStatus
from challenges.selection.models import in_suspense
from eig.accounts.models import User
from eig.common.keeping.version import mark
from eig.common.vocabulary import SiteText
from eig.promotions.models.programmes import Promotion

S = ChallengeStatus
NO_REASON = SiteText(
    "Les places étaient moins nombreuses que les {challenges} de qualité : ce choix ne juge pas votre travail."
)


def reason_said(challenge: Challenge, reason: str) -> str:
    """Why a challenge is not kept, as its authors read it in the letter and on their page."""
    return reason or challenge.promotion.said(NO_REASON)


def can_enter_selected(user: User, challenge: Challenge) -> bool:
    """Enter as selected what no jury hears: the transversal team, or a promotion of the past."""
    return can_coordinate(user) and (challenge.is_link or challenge.promotion.archived)


def can_choose(user: User, challenge: Challenge) -> bool:
    """Prepare the decision on a challenge."""
    return can_coordinate(user) and challenge.status == S.PRESELECTED


def blockers(promotion: Promotion) -> list[str]:
    """What forbids to publish the decisions of a promotion, one sentence for each challenge: one query."""
    return [f"« {challenge.title} » {_suspense(challenge)}." for challenge in in_suspense(promotion)]


def _suspense(challenge: Challenge) -> str:
    if challenge.status == S.DRAFT:
        return "a été repris par ses auteurs et n’est pas déposé de nouveau : attendez son dépôt, ou retirez-le"
    if challenge.status == S.SUBMITTED:
        return "attend d’être présélectionné ou écarté"
    if challenge.status == S.CHANGES_REQUESTED:
        return "attend une correction de ses auteurs"
    if not challenge.pending_decision:
        return "n’a pas encore de décision"
    return "est à retenir mais ne cherche personne : ajoutez un poste"


def decision_version(challenge: Challenge) -> str:
    """A mark of the decision prepared on a challenge, with its reason; empty while there is none."""
    return mark([text for text in (challenge.pending_decision, challenge.pending_reason) if text])


def decided_meanwhile(challenge: Challenge) -> str:
    """What to say to whoever decides on a page that shows an older decision."""
    now = challenge.get_pending_decision_display() or "aucune décision"
    return (
        f"« {challenge.title} » : quelqu’un d’autre vient de changer la décision ou son motif (maintenant : {now}). "
        "Rien n’est enregistré, et votre motif est toujours dans la page."
    )
