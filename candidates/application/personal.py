"""What is kept of candidates: their application, their wishes."""

from candidates.application.models.acceptances import ApplicationAcceptance
from candidates.application.models.applications import Application, Wish
from candidates.application.models.candidacies import Candidacy
from candidates.application.models.submissions import Submission
from eig.accounts.personal import PUBLIC_INTEREST, SELF, Staff
from eig.common.personal import Activity, Kept, Persons, Retention
from eig.files.personal import stored
from eig.promotions.personal import AFTER_PROMOTION
from eig.questions.personal import answered

RECRUITMENT = Activity(
    "Recrutement",
    "Recevoir les candidatures, les départager, proposer les postes.",
    f"{PUBLIC_INTEREST} ; consentement pour garder une candidature au-delà de sa promotion",
    "Les candidates et les candidats.",
)
HEARD_BY = "les jurés de son audition, charte signée"
TEAM = (Staff.COORDINATION, Staff.DIRECTION, Staff.HR)

REFUSED = Retention("après l’annonce du résultat", "refusal", case="candidature non retenue")
AGREED = Retention("après le dernier échange", "consent", case="candidature non retenue, avec l’accord de la personne")
RECRUITED = Retention(AFTER_PROMOTION.since, AFTER_PROMOTION.setting, case="personne recrutée")
APPLICATION = (REFUSED, AGREED, RECRUITED)

FILE = Kept(
    RECRUITMENT,
    "existence et avancement d’une candidature",
    "L’instruire, répondre à la personne.",
    (SELF, HEARD_BY, *TEAM),
    APPLICATION,
)
CONTACT = Kept(RECRUITMENT, "coordonnées", "Joindre la personne.", (SELF, *TEAM), APPLICATION)
CAREER = Kept(
    RECRUITMENT,
    "parcours, motivations et CV",
    "Juger des compétences et de l’envie, jamais d’autre chose.",
    (SELF, HEARD_BY, *TEAM),
    APPLICATION,
)
SITUATION = Kept(
    RECRUITMENT,
    "situation déclarée",
    "Vérifier que la personne peut être recrutée.",
    (SELF, *TEAM),
    APPLICATION,
)
WISHES = Kept(
    RECRUITMENT,
    "vœux et leur motivation",
    "Rapprocher les personnes et les postes.",
    (SELF, HEARD_BY, *TEAM),
    APPLICATION,
)
VERDICT = Kept(RECRUITMENT, "décision préparée", "Décider sans que rien ne s’ébruite.", TEAM, APPLICATION)
REASON = Kept(RECRUITMENT, "motif de la décision", "L’expliquer à la personne.", (SELF, *TEAM), APPLICATION)
RECEIVED = Kept(
    RECRUITMENT,
    "dossier tel qu’il a été reçu, à chaque dépôt",
    "Compter ce qui était déposé à la clôture, et pouvoir le prouver.",
    (SELF, *TEAM),
    APPLICATION,
)
STANDING = Kept(
    RECRUITMENT,
    "postes considérés, et où en est chacun",
    "Suivre chaque poste, de l’audition à la réponse.",
    TEAM,
    APPLICATION,
)

TABLES = (
    Persons(
        Application,
        {
            "user promotion number status created_at saved_at submitted_at": FILE,
            "phone": CONTACT,
            "town headline portfolio mobility cv answers": CAREER,
            "pending_verdict pending_reason": VERDICT,
            "refusal_reason": REASON,
        },
        nothing="version",
    ),
    *answered(CAREER),
    stored(CAREER),
    Persons(Wish, {"application position rank motivation": WISHES}),
    Persons(ApplicationAcceptance, {"application statement user at": SITUATION}),
    Persons(Submission, {"application at counted_at lines content cv": RECEIVED}),
    Persons(Candidacy, {"application position wish_rank proposed_by status": STANDING}),
)
