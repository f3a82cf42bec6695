"""What is kept of those who read applications, and of what sets somebody aside from one."""

from candidates.application.personal import RECRUITMENT
from candidates.review.models.conflicts import ConflictOfInterest
from candidates.review.models.mailing import Mailing
from candidates.review.models.notes import InternalNote
from candidates.review.models.presence import Presence
from candidates.review.models.reading import Reading
from eig.accounts.personal import SELF, Staff
from eig.common.personal import Kept, Persons, Retention
from eig.promotions.personal import AFTER_PROMOTION

GONE = Retention("une minute et demie après la dernière activité", applied=True)
TEAM = (Staff.COORDINATION, Staff.DIRECTION)

ADVICE = Kept(
    RECRUITMENT,
    "avis de lecture, avec leur auteur",
    "Préparer les décisions.",
    ("leur auteur", *TEAM, Staff.OUTSIDE_READERS),
    (AFTER_PROMOTION,),
)
NOTE = Kept(
    RECRUITMENT,
    "notes internes, avec leur auteur",
    "Garder la mémoire de l’examen.",
    (Staff.COORDINATION,),
    (AFTER_PROMOTION,),
)
CONFLICT = Kept(
    RECRUITMENT,
    "conflits d’intérêts, leur nature et leur raison",
    "Écarter qui ne peut pas juger avec neutralité.",
    (SELF, *TEAM),
    (AFTER_PROMOTION,),
)
WRITTEN = Kept(
    RECRUITMENT, "courriers groupés, avec leur auteur", "Écrire à plusieurs.", (SELF, *TEAM), (AFTER_PROMOTION,)
)
HERE = Kept(
    RECRUITMENT,
    "dossier ouvert à l’instant",
    "Ne pas travailler à deux sans le savoir.",
    (Staff.COORDINATION,),
    (GONE,),
)

TABLES = (
    Persons(Reading, {"application reader given_by given_at advice note read_at": ADVICE}),
    Persons(InternalNote, {"application author written_at text": NOTE}),
    Persons(
        ConflictOfInterest,
        {"application user kind reason declared_at declared_by examined_at stands": CONFLICT},
    ),
    Persons(Mailing, {"subject body reply_to by at": WRITTEN}, nothing="token applications letters"),
    Persons(Presence, {"application user since seen_at": HERE}),
)
