"""Who frames, validates and publishes the page of a challenge."""

from challenges.catalogue.models.validations import validation_of, validation_status
from challenges.catalogue.states import ValidationStatus
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from challenges.proposal.rules.drafting import is_author
from challenges.proposal.states import ChallengeStatus
from eig.accounts.models import User

S = ChallengeStatus
V = ValidationStatus
FRAMED = (S.SELECTED, S.PUBLISHED)
UNVALIDATED = (
    "L’administration n’a pas validé la fiche ({}). Demandez sa validation, ou donnez le motif pour lequel vous "
    "publiez sans elle : il restera au journal."
)


def needs_validation(challenge: Challenge) -> bool:
    """Whether an administration has its word: not on a past promotion, nor on the coordination's own team."""
    return not (challenge.is_link or challenge.promotion.archived)


def can_ask_validation(user: User, challenge: Challenge) -> bool:
    """Send a finished page to its authors."""
    return can_coordinate(user) and challenge.status == S.SELECTED and needs_validation(challenge)


def asking_refusal(challenge: Challenge) -> str:
    """Why a page cannot be sent to its authors now; empty when it can: at most one query."""
    if lacks := missing_to_publish(challenge):
        return f"Avant de demander la validation, il manque encore : {', '.join(lacks)}."
    if validation_status(challenge) == V.ASKED:
        return "La validation est déjà demandée : elle attend la réponse des auteurs."
    if validation_status(challenge) == V.AGREED:
        return "L’administration a déjà validé cette fiche."
    return ""


def can_read_sheet(user: User, challenge: Challenge) -> bool:
    """See the public page as it will be, once it has been shown to the administration."""
    return challenge.status in (S.SELECTED, S.PUBLISHED) and validation_of(challenge) is not None


def can_validate(user: User, challenge: Challenge) -> bool:
    """Agree with the page, or propose changes: its authors, while they are asked."""
    asked = validation_status(challenge) in (V.ASKED, V.REMARKED)
    return asked and challenge.status == S.SELECTED and is_author(user, challenge)


def publishing_refusal(challenge: Challenge, reason: str) -> str:
    """Why a page cannot go to the catalogue, with this reason to do without the administration; empty when it can."""
    if lacks := missing_to_publish(challenge):
        return f"Pour publier, il manque encore : {', '.join(lacks)}."
    status = validation_status(challenge)
    if needs_validation(challenge) and status != V.AGREED and not reason.strip():
        return UNVALIDATED.format(status.label)
    return ""


def can_frame(user: User, challenge: Challenge) -> bool:
    """Write what the catalogue says of a challenge."""
    return can_coordinate(user) and challenge.status in FRAMED


def can_publish(user: User, challenge: Challenge) -> bool:
    """Put a challenge in the catalogue."""
    return can_coordinate(user)


def missing_to_publish(challenge: Challenge) -> list[str]:
    """What the catalogue still needs, said as « un titre public »: at most one query."""
    needed = {
        "un titre public": challenge.public_title,
        "une fiche publique": challenge.sheet,
        "une phrase de présentation": challenge.summary,
        "au moins un poste": list(challenge.positions.all()),
    }
    return [sentence for sentence, value in needed.items() if not value]
