"""What is kept of the choice of candidates: ranks and offers."""

from candidates.application.personal import APPLICATION, RECRUITMENT, TEAM
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import RankedLine, RankedList
from eig.accounts.personal import SELF, Staff
from eig.common.personal import Kept, Persons

RANKED = Kept(
    RECRUITMENT,
    "rang sur une liste",
    "Proposer les postes dans l’ordre décidé.",
    (Staff.COORDINATION, Staff.DIRECTION),
    APPLICATION,
)
OFFERED = Kept(
    RECRUITMENT,
    "propositions et réponses, avec leur auteur",
    "Pourvoir les postes, préparer les contrats.",
    (SELF, *TEAM),
    APPLICATION,
)

TABLES = (
    Persons(RankedLine, {"ranked_list application rank": RANKED}),
    Persons(RankedList, {"validated_by validated_at": RANKED}, nothing="position version locked"),
    Persons(
        Offer,
        {
            "application position seat status prepared_by prepared_at made_at expires_at": OFFERED,
            "answered_at answered_by ended_at reason": OFFERED,
        },
    ),
)
