"""What is kept of the choice of candidates: ranks and offers."""

from candidates.application.personal import APPLICATION, RECRUITMENT, TEAM
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import Ranking
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
    Persons(Ranking, {"position application rank": RANKED}),
    Persons(
        Offer,
        {"application position seat status prepared_by prepared_at made_at expires_at answered_at": OFFERED},
    ),
)
