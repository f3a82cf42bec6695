"""What the journal keeps of who acted."""

from eig.accounts.personal import PUBLIC_INTEREST, Staff
from eig.common.personal import Activity, Kept, Persons, Retention
from eig.journal.models import Entry

TRACE = Activity(
    "Journal des actes et des décisions",
    "Savoir qui a fait quoi et quand, expliquer une décision, réparer une erreur.",
    PUBLIC_INTEREST,
    "Les personnes qui agissent dans un dossier, et celles que leurs actes concernent.",
)
WITH_SUBJECT = Retention("autant que ce que la ligne raconte")

READERS = ("l’équipe qui ouvre la fiche concernée", Staff.COORDINATION, Staff.DIRECTION, Staff.DPO)

AUTHORSHIP = Kept(
    TRACE,
    "auteur et date d’un acte",
    "Savoir qui a décidé ou modifié quoi.",
    READERS,
    (WITH_SUBJECT,),
)
STORY = Kept(
    TRACE,
    "récit d’un acte, motif et textes remplacés compris",
    "Expliquer une décision, retrouver un texte.",
    READERS,
    (WITH_SUBJECT,),
)

TABLES = (
    Persons(
        Entry,
        {"actor at": AUTHORSHIP, "content_type object_id verb sentence before after note": STORY},
    ),
)
