"""The statuses and steps of an invitation, and what each right lets a person do, in words."""

from challenges.proposal.states import Right
from eig.common.flow import Flow, Step
from eig.common.words import Words

RIGHT_SENTENCES = {
    Right.WRITE: "Écrit le dossier, le dépose et invite d’autres personnes.",
    Right.READ: "Lit tout le dossier, sans le modifier.",
    Right.CONTACT: "Figure parmi les contacts, sans voir le dossier.",
}


class InvitationStatus(Words):
    """What became of an invitation; one whose life has ended is still « envoyée »."""

    SENT = "sent", "envoyée", ""
    ACCEPTED = "accepted", "acceptée", ""
    DECLINED = "declined", "déclinée", ""
    REVOKED = "revoked", "annulée", ""


INVITATION_FLOW = Flow(
    Step(
        "accept",
        "Accepter l’invitation",
        (InvitationStatus.SENT,),
        InvitationStatus.ACCEPTED,
        "Invitation acceptée",
    ),
    Step(
        "decline",
        "Décliner l’invitation",
        (InvitationStatus.SENT,),
        InvitationStatus.DECLINED,
        "Invitation déclinée",
    ),
    Step(
        "revoke",
        "Annuler l’invitation",
        (InvitationStatus.SENT,),
        InvitationStatus.REVOKED,
        "Invitation annulée",
    ),
)
