"""What the catalogue keeps: words that are public already, and who validated a page."""

from challenges.administrations.personal import CALL
from challenges.catalogue.models.entries import CatalogueEntry, CatalogueWord
from challenges.catalogue.models.validations import SheetValidation
from challenges.proposal.personal import AUTHORS, TEAM
from eig.common.personal import Kept, Nobody, Persons
from eig.promotions.personal import AFTER_PROMOTION

VALIDATED = Kept(
    CALL,
    "validation de la fiche publique, avec son auteur",
    "Ne publier que ce que l’administration a relu.",
    (AUTHORS, *TEAM),
    (AFTER_PROMOTION,),
)

TABLES = (
    Persons(SheetValidation, {"answered_at answered_by remark": VALIDATED}, nothing="challenge asked_at outdated"),
    Nobody(CatalogueEntry, "index de recherche des fiches publiques", "challenge document"),
    Nobody(CatalogueWord, "mots des fiches publiques", "key shown"),
)
