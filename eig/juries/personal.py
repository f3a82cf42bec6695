"""What is kept of jurors, and of those whom they hear."""

from eig.accounts.personal import PUBLIC_INTEREST, SELF, Staff
from eig.common.personal import Activity, Kept, Persons
from eig.juries.models.attendance import Attendance
from eig.juries.models.hearings import Hearing, Mark, Sheet
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.models.notes import PrivateNote
from eig.promotions.personal import AFTER_PROMOTION

JURY = "les membres du jury"
TEAM = (Staff.COORDINATION, Staff.DIRECTION)

JURIES = Activity(
    "Jurys et auditions",
    "Réunir des jurés sans conflit d’intérêts, entendre, et recueillir leurs avis ; une note ne décide jamais seule.",
    PUBLIC_INTEREST,
    "Les jurés, et les personnes entendues.",
)
SEAT = Kept(JURIES, "participation à un jury", "Composer le jury.", (SELF, JURY, *TEAM), (AFTER_PROMOTION,))
AVAILABLE = Kept(JURIES, "disponibilités", "Choisir les demi-journées.", (SELF, *TEAM), (AFTER_PROMOTION,))
CHARTER = Kept(
    JURIES, "signature de la charte", "N’ouvrir les dossiers qu’après elle.", (SELF, *TEAM), (AFTER_PROMOTION,)
)
SUBSTITUTE = Kept(JURIES, "remplaçant proposé, nom et adresse", "Compléter le jury.", (SELF, *TEAM), (AFTER_PROMOTION,))
HEARING = Kept(
    JURIES,
    "lieu et horaire d’une audition",
    "Convoquer, ne demander à personne d’être à deux endroits.",
    (SELF, JURY, *TEAM),
    (AFTER_PROMOTION,),
)
OPINION = Kept(
    JURIES,
    "notes et avis, avec leur auteur",
    "Comparer les auditions et motiver la décision, qui reste prise par une personne.",
    (JURY, *TEAM),
    (AFTER_PROMOTION,),
)
OWN_NOTES = Kept(
    JURIES, "notes personnelles d’un juré", "Se préparer et délibérer.", ("leur auteur, lui seul",), (AFTER_PROMOTION,)
)

TABLES = (
    Persons(
        Jury,
        {"members": SEAT, "name place meets_at": HEARING},
        nothing="promotion stage round status locked_at grid_version grid_saved_at sequence",
    ),
    Persons(
        JurySeat,
        {
            "user jury rapporteur status seated_at answered_at": SEAT,
            "half_days": AVAILABLE,
            "charter_signed_at": CHARTER,
            "substitute_name substitute_email": SUBSTITUTE,
        },
    ),
    Persons(Hearing, {"jury starts_at room": HEARING}, nothing="minutes placed_at sequence"),
    Persons(Attendance, {"hearing user email part during": HEARING}),
    Persons(
        Sheet,
        {"hearing juror entered_by entered_at comment favourable rank reason favourite": OPINION},
        nothing="version",
    ),
    Persons(Mark, {"sheet criterion value": OPINION}),
    Persons(PrivateNote, {"hearing user text saved_at": OWN_NOTES}, nothing="version"),
)
