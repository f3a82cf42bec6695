"""What is kept of those who instruct files, and what they type."""

from challenges.administrations.personal import CALL
from challenges.proposal.personal import AUTHORS, TEAM
from challenges.review.models.eligibility import EligibilityVerdict
from challenges.review.models.mailing import Mailing
from challenges.review.models.notes import InternalNote
from challenges.review.models.presence import Presence
from challenges.review.models.questions import PreparedQuestion
from challenges.review.models.reading import Reading
from eig.accounts.personal import Staff
from eig.common.personal import Kept, Persons, Retention
from eig.juries.personal import JURY
from eig.promotions.personal import AFTER_PROMOTION

GONE = Retention("une minute et demie après la dernière activité", applied=True)

ADVICE = Kept(
    CALL,
    "avis de lecture, avec leur auteur",
    "Préparer les décisions.",
    ("leur auteur", *TEAM, Staff.OUTSIDE_READERS),
    (AFTER_PROMOTION,),
)
VERDICT = Kept(
    CALL, "vérifications d’éligibilité, avec leur auteur", "Motiver l’éligibilité.", TEAM, (AFTER_PROMOTION,)
)
NOTE = Kept(
    CALL,
    "notes internes, avec leur auteur",
    "Garder la mémoire de l’instruction.",
    (Staff.COORDINATION,),
    (AFTER_PROMOTION,),
)
ASKED = Kept(
    CALL,
    "questions de l’instruction et réponses, avec leurs auteurs",
    "Éclairer le jury.",
    (AUTHORS, JURY, *TEAM),
    (AFTER_PROMOTION,),
)
WRITTEN = Kept(CALL, "courriers groupés, avec leur auteur", "Écrire à plusieurs.", (AUTHORS, *TEAM), (AFTER_PROMOTION,))
HERE = Kept(
    CALL, "dossier ouvert à l’instant", "Ne pas travailler à deux sans le savoir.", (Staff.COORDINATION,), (GONE,)
)

TABLES = (
    Persons(Reading, {"challenge reader given_by given_at advice note read_at": ADVICE}),
    Persons(EligibilityVerdict, {"line value note by at": VERDICT}, nothing="challenge"),
    Persons(InternalNote, {"challenge author written_at text": NOTE}),
    Persons(
        PreparedQuestion,
        {"text written_by written_at answer answered_by answered_at": ASKED},
        nothing="challenge sent_at",
    ),
    Persons(Mailing, {"subject body reply_to by at": WRITTEN}, nothing="token challenges letters"),
    Persons(Presence, {"challenge user since seen_at": HERE}),
)
