"""What is kept of those who are invited to a file."""

from challenges.administrations.personal import CALL
from challenges.participants.models import Invitation
from challenges.proposal.personal import AUTHORS, TEAM
from eig.accounts.personal import SELF
from eig.common.personal import Kept, Persons
from eig.promotions.personal import AFTER_PROMOTION

INVITED = Kept(
    CALL,
    "personnes invitées : nom, adresse, rôle proposé, réponse",
    "Leur écrire, et leur ouvrir le dossier si elles acceptent.",
    (SELF, AUTHORS, *TEAM),
    (AFTER_PROMOTION,),
)

TABLES = (
    Persons(
        Invitation,
        {"challenge email name kind right word status token by sent_at answered_at": INVITED},
        nothing="expires_at",
    ),
)
