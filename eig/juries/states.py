"""The life of a place in a jury."""

from django.db import models

from eig.common.flow import Flow, Step
from eig.common.words import Words


class SeatStatus(Words):
    """Where an invitation to sit stands."""

    INVITED = "invited", "invité", "new"
    ACCEPTED = "accepted", "a accepté", "success"
    DECLINED = "declined", "a décliné", "error"
    REPLACED = "replaced", "remplacé", ""


S = SeatStatus
LIVE = (S.INVITED, S.ACCEPTED)
"""Those counted on: the half-day is reserved in their calendar."""

SEAT_FLOW = Flow(
    Step("accept", "Accepter l’invitation", (S.INVITED, S.DECLINED), S.ACCEPTED, "Invitation acceptée"),
    Step("decline", "Décliner l’invitation", (S.INVITED, S.ACCEPTED), S.DECLINED, "Invitation déclinée"),
    Step(
        "replace",
        "Inviter à sa place",
        (S.INVITED, S.ACCEPTED, S.DECLINED),
        S.REPLACED,
        "Remplacé par une autre personne",
    ),
    Step("invite_again", "Inviter de nouveau", (S.DECLINED, S.REPLACED), S.INVITED, "Invité de nouveau"),
)


class SheetsStatus(Words):
    """Whether the sheets of a jury may still change."""

    OPEN = "open", "fiches ouvertes", ""
    LOCKED = "locked", "fiches closes", ""


SHEETS_FLOW = Flow(
    Step("hand_in", "Remettre la grille", (SheetsStatus.OPEN,), SheetsStatus.LOCKED, "Grille finale remise"),
    Step("lock", "Verrouiller les fiches", (SheetsStatus.OPEN,), SheetsStatus.LOCKED, "Fiches verrouillées"),
    Step("reopen", "Rouvrir les fiches", (SheetsStatus.LOCKED,), SheetsStatus.OPEN, "Fiches rouvertes"),
)


class Part(models.TextChoices):
    """Why a person is in the room during a hearing."""

    JUROR = "juror", "juré"
    PRESENTER = "presenter", "porteur"
    CANDIDATE = "candidate", "candidat"
