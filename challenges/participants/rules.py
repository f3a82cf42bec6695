"""Taking part in a file: who invites, who answers, who may give up the pen."""

from datetime import datetime

from challenges.participants.models import Invitation
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import coordinates, is_author
from challenges.proposal.states import ChallengeStatus, Right
from eig.accounts.models import User

S = ChallengeStatus
LAST_WRITER = "Vous êtes la dernière personne à pouvoir écrire ce dossier : passez d’abord la main à quelqu’un d’autre."
ENDED = (S.SET_ASIDE, S.NOT_SELECTED, S.WITHDRAWN)


def can_manage_people(user: User, challenge: Challenge) -> bool:
    """Whether this person invites, gives and takes back rights: those who write the file, and the coordination."""
    return challenge.status not in ENDED and (is_author(user, challenge) or coordinates(user))


def takes_part(user: User, challenge: Challenge) -> bool:
    """Whether this person was personally given something to do or to read in the file."""
    reads = any(person.user_id == user.pk and person.right == Right.READ for person in challenge.stakeholders.all())
    return reads or is_author(user, challenge) or user in challenge.readers.all()


def only_writer(user: User, challenge: Challenge) -> bool:
    """Whether this person is the only author of a file that still lives: without them, nobody would write it."""
    return is_author(user, challenge) and len(challenge.authors.all()) == 1 and challenge.status not in ENDED


def leaving_refusal(user: User, challenge: Challenge) -> str:
    """Why this person may not leave the file; empty when they may."""
    return LAST_WRITER if only_writer(user, challenge) else ""


def can_answer(user: User, invitation: Invitation) -> bool:
    """Whether an invitation is addressed to this person: to the very address that their account proved."""
    return invitation.email.lower() == user.email.lower()


def answer_refusal(user: User, invitation: Invitation, at: datetime) -> str:
    """Why this invitation cannot be answered by this person now; empty when it can."""
    if not can_answer(user, invitation):
        return (
            f"Cette invitation est adressée à {invitation.email} : connectez-vous avec cette adresse pour y répondre."
        )
    if invitation.challenge.status in ENDED:
        return invitation.challenge.promotion.said(
            "Ce {challenge} ne suit plus son cours : il n’y a plus à y participer."
        )
    if invitation.is_live(at):
        return ""
    if invitation.status == Invitation.FLOW["accept"].target:
        return "Vous avez déjà accepté cette invitation."
    if at >= invitation.expires_at:
        return "Cette invitation n’est plus valable : demandez à la personne qui vous a invité de vous la renvoyer."
    return "Cette invitation a été annulée ou déclinée : demandez-en une nouvelle."
