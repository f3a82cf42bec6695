"""What is kept of the agents of an administration."""

from challenges.administrations.models.administrations import Administration, AdministrationDomain, Membership
from challenges.administrations.models.duplicates import DistinctPair
from eig.accounts.personal import PUBLIC_INTEREST, SELF, Staff
from eig.common.personal import Activity, Kept, Nobody, Persons
from eig.journal.personal import AUTHORSHIP
from eig.promotions.personal import AFTER_PROMOTION

CALL = Activity(
    "Appel à projets",
    "Recevoir les dossiers des administrations, les instruire, les choisir et les publier.",
    PUBLIC_INTEREST,
    "Les agents des administrations : auteurs, contacts, équipe d’accueil.",
)
COLLEAGUES = "ses collègues de la même administration"
MEMBERSHIP = Kept(
    CALL,
    "administration de rattachement",
    "N’ouvrir les dossiers d’une administration qu’à ses agents.",
    (SELF, COLLEAGUES, Staff.COORDINATION, Staff.DIRECTION),
    (AFTER_PROMOTION,),
)

TABLES = (
    Persons(Membership, {"administration user status asked_at": MEMBERSHIP}),
    Persons(DistinctPair, {"by at": AUTHORSHIP}, nothing="one other"),
    Nobody(Administration, "personnes morales", "name key kind ministry town region siret"),
    Nobody(AdministrationDomain, "domaines de messagerie des personnes morales", "administration domain"),
)
