"""What is kept of the people of a file: who writes it, whom it names, what they type."""

from challenges.administrations.personal import CALL
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import ChallengeCommitment, Dataset, HostMember, Submission
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.models.positions import Position
from challenges.proposal.models.skills import PositionSkill
from eig.accounts.personal import EVERYONE, SELF, Staff
from eig.common.personal import Kept, Nobody, Persons, Retention
from eig.files.personal import stored
from eig.juries.personal import JURY
from eig.promotions.personal import AFTER_PROMOTION
from eig.questions.personal import answered

AUTHORS = "les auteurs du dossier et ceux à qui ils l’ouvrent"
TEAM = (Staff.COORDINATION, Staff.DIRECTION)
FOLLOWERS = (*TEAM, Staff.COACHES, Staff.HR)

IN_CATALOGUE = Retention("tant que le catalogue présente la promotion")

WRITERS = Kept(
    CALL, "droits sur un dossier", "Ouvrir le dossier à qui l’écrit.", (AUTHORS, *FOLLOWERS), (AFTER_PROMOTION,)
)
CONTENT = Kept(
    CALL,
    "contenu d’un dossier, où des personnes peuvent être nommées",
    "Instruire, entendre et choisir.",
    (AUTHORS, JURY, *FOLLOWERS, Staff.OUTSIDE_READERS),
    (AFTER_PROMOTION,),
)
REASONS = Kept(
    CALL,
    "motifs des décisions sur un dossier",
    "Expliquer une décision à ceux qui ont déposé.",
    (AUTHORS, *TEAM),
    (AFTER_PROMOTION,),
)
PUBLISHED = Kept(
    CALL,
    "fiche publique d’un dossier retenu",
    "Donner envie d’y travailler, et rendre compte ensuite.",
    (EVERYONE, *FOLLOWERS),
    (IN_CATALOGUE,),
)
NAMES = Kept(
    CALL,
    "nom des personnes autour d’un dossier",
    "Savoir qui porte le dossier et qui accueille l’équipe.",
    (AUTHORS, JURY, *FOLLOWERS, Staff.OUTSIDE_READERS),
    (AFTER_PROMOTION,),
)
ROLES = Kept(
    CALL,
    "rôle et fonction des personnes autour d’un dossier",
    "Dire qui accompagnera l’équipe ; la fiche publique dit ce rôle sans le nom.",
    (EVERYONE, *FOLLOWERS),
    (AFTER_PROMOTION,),
)
CONTACT = Kept(
    CALL,
    "coordonnées professionnelles",
    "Joindre les personnes qui portent le dossier.",
    (AUTHORS, *FOLLOWERS),
    (AFTER_PROMOTION,),
)
HOSTS = Kept(
    CALL,
    "équipe d’accueil : nom, fonction, statut, temps donné",
    "Juger si l’équipe recrutée sera bien accueillie.",
    (AUTHORS, JURY, *TEAM),
    (AFTER_PROMOTION,),
)
SIGNED = Kept(
    CALL,
    "engagements pris, par qui et quand",
    "Pouvoir les rappeler à l’administration.",
    (SELF, AUTHORS, *TEAM, Staff.OUTSIDE_READERS),
    (AFTER_PROMOTION,),
)

CHALLENGE = (
    "promotion administration bearer number status is_link employer_cost cofunding cofunding_amount hearing version "
    "created_at saved_at submitted_at changes_asked_at changes_due_at reopened_at reopened_until pending_decision "
    "starts_on months published_at"
)

TABLES = (
    Persons(
        Challenge,
        {
            "authors readers": WRITERS,
            "title key summary partners address town budget_programme": CONTENT,
            "deck simulation narrative section_versions": CONTENT,
            "changes_reason reopened_reason refusal_reason pending_reason": REASONS,
            "public_title slug sheet telework outcome": PUBLISHED,
        },
        nothing=CHALLENGE,
    ),
    *answered(CONTENT),
    stored(CONTENT),
    Persons(
        Stakeholder,
        {"name user challenge": NAMES, "kind function since until": ROLES, "email phone": CONTACT, "right": WRITERS},
    ),
    Persons(HostMember, {"challenge name function status share contribution": HOSTS}, nothing="order"),
    Persons(Dataset, {"name steps": CONTENT}, nothing="challenge order accessible"),
    Persons(ChallengeCommitment, {"challenge statement user at": SIGNED}),
    Persons(Submission, {"challenge lines": CONTENT}, nothing="at"),
    Persons(Position, {"mission skills_note": CONTENT}, nothing="challenge family seats profiles"),
    Nobody(PositionSkill, "compétences demandées pour un poste", "position skill required"),
)
