"""The decisions, announced together: everybody or nobody."""

from collections.abc import Iterable

from challenges.proposal.letters.common import AUTHOR, EXAMPLE, FILE, active_authors, context_of
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import Decision
from challenges.selection.rules import reason_said
from eig.accounts.models import User
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, greeting, letter

KEPT = letter("challenges/kept", SiteText("{Challenge} retenu"), AUTHOR, **EXAMPLE, lien=FILE)
REFUSED = letter(
    "challenges/refused",
    SiteText("{Challenge} non retenu"),
    AUTHOR,
    **EXAMPLE,
    motif="La commission a souligné l’intérêt du sujet ; l’accès aux données lui a semblé trop incertain.",
    lien=FILE,
)
LETTERS = {Decision.KEEP: KEPT, Decision.REFUSE: REFUSED}


def results(challenges: Iterable[Challenge], occasion: str) -> list[Draft]:
    """One letter to each author of each decided challenge; ``occasion`` names the publication.

    The authors must already be loaded: the number of queries does not grow.
    """
    return [_draft(challenge, user, occasion) for challenge in challenges for user in active_authors(challenge)]


def _draft(challenge: Challenge, user: User, occasion: str) -> Draft:
    decision = Decision(challenge.pending_decision)
    context = {
        **context_of(challenge, greeting(user)),
        "motif": reason_said(challenge, challenge.pending_reason),
    }
    key = f"challenges.announced:{challenge.pk}:{occasion}"
    return Draft(LETTERS[decision], key, user, context, scope=challenge.promotion.scope)
