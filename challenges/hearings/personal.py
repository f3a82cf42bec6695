"""What is kept of those who judge a file: their questions, and what sets them aside."""

from challenges.administrations.personal import CALL
from challenges.hearings.models.clarifications import Clarification
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.proposal.personal import AUTHORS, TEAM
from eig.accounts.personal import SELF
from eig.common.personal import Kept, Persons
from eig.juries.personal import JURIES, JURY
from eig.promotions.personal import AFTER_PROMOTION

CONFLICT = Kept(
    JURIES,
    "conflits d’intérêts, leur nature et leur raison",
    "Écarter qui ne peut pas juger avec neutralité.",
    (SELF, *TEAM),
    (AFTER_PROMOTION,),
)
ASKER = Kept(JURIES, "auteur de la question d’un juré", "Le prévenir de la réponse.", (SELF, *TEAM), (AFTER_PROMOTION,))
CLARIFIED = Kept(
    CALL,
    "questions des jurés et réponses",
    "Éclairer le jury ; l’administration ne sait pas quel juré demande.",
    (AUTHORS, JURY, *TEAM),
    (AFTER_PROMOTION,),
)

TABLES = (
    Persons(
        ConflictOfInterest,
        {"challenge user kind reason declared_at declared_by examined_at stands": CONFLICT},
    ),
    Persons(
        Clarification,
        {
            "asked_by asked_at": ASKER,
            "question forwarded_question answer answered_by answered_at": CLARIFIED,
        },
        nothing="challenge status forwarded_at",
    ),
)
