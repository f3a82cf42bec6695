"""The table: each thing that an administration writes, with its label, its section, how it is read and by whom."""

from functools import partial

from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import ChallengeCommitment, Dataset, HostMember
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.rules.drafting import Section
from challenges.proposal.telling.readers import (
    CATALOGUE,
    CLERKS,
    EVERYBODY,
    FILE,
    FUNDING,
    HEARING,
    INSTRUCTION,
    LISTED,
    OFFICE,
)
from eig.common.dates import short_instant
from eig.common.telling import Chapter, Kind, Repeated, Written
from eig.common.text import NBSP, plural
from eig.common.vocabulary import SiteText, capitalized

FILES = "pieces-jointes"


def _euros(amount: int | None) -> str:
    return plural(amount, "euro") if amount else ""


def _if_cofunded(text: str, challenge: Challenge) -> str | None:
    return text if challenge.cofunding else None


def _share(member: HostMember) -> str:
    return f"{member.share}{NBSP}% de son temps"


def _role(person: Stakeholder) -> str:
    return capitalized(person.get_kind_display())


def _steps(dataset: Dataset) -> str | None:
    return None if dataset.accessible else f"À obtenir{NBSP}: {dataset.steps}"


def _ticked(row: ChallengeCommitment) -> str:
    return f"coché par {row.user}, le {short_instant(row.at)}"


def _download(name: str, challenge: Challenge) -> str:
    return reverse(f"challenges:{name}_download", args=[challenge.pk])


IDENTITY = Chapter(
    Section.IDENTITY,
    "Identité et financement",
    (
        Written("title", SiteText("Nom du {challenge}"), lambda challenge: challenge.title, LISTED, Kind.TITLE),
        Written("promotion", "Promotion", lambda challenge: challenge.promotion.name, EVERYBODY),
        Written(
            "summary",
            SiteText("Le {challenge} en une phrase"),
            lambda challenge: challenge.summary,
            EVERYBODY,
            Kind.LEAD,
        ),
        Written(
            "administration", "Administration d’accueil", lambda challenge: challenge.administration.name, EVERYBODY
        ),
        Written(
            "bearer",
            "Porteur administratif",
            lambda challenge: challenge.bearer.name if challenge.bearer else "la même administration",
            LISTED,
        ),
        Written("partners", "Partenaires", lambda challenge: challenge.partners, LISTED),
        Written("address", "Adresse d’accueil", lambda challenge: challenge.address, LISTED),
        Written("town", "Ville", lambda challenge: challenge.town, EVERYBODY),
        Written(
            "months",
            "Durée de la mission",
            lambda challenge: plural(challenge.months, "mois", "mois") if challenge.months else "",
            EVERYBODY,
            amount=lambda challenge: challenge.months,
            unit="mois",
        ),
        Written(
            "employer_cost",
            "Coût employeur prévisionnel",
            lambda challenge: _euros(challenge.employer_cost),
            FUNDING,
            amount=lambda challenge: challenge.employer_cost,
            unit="€",
        ),
        Written(
            "cofunding", "Cofinancement", lambda challenge: "demandé" if challenge.cofunding else "non demandé", LISTED
        ),
        Written(
            "cofunding_amount",
            "Montant demandé",
            lambda challenge: _if_cofunded(_euros(challenge.cofunding_amount), challenge),
            FUNDING,
            empty="à préciser",
            amount=lambda challenge: challenge.cofunding_amount,
            unit="€",
        ),
        Written(
            "budget_programme",
            "Numéro de programme budgétaire",
            lambda challenge: _if_cofunded(challenge.budget_programme, challenge),
            FUNDING,
            empty="à préciser",
        ),
    ),
)
POSITIONS = Chapter(
    Section.POSITIONS,
    "Profils recherchés",
    (
        Repeated(
            "positions",
            lambda challenge: challenge.positions.all(),
            (
                Written("family", "Famille de profils", lambda row: str(row.family), EVERYBODY, Kind.TITLE),
                Written(
                    "seats",
                    "Nombre de personnes",
                    lambda row: plural(row.seats, "personne"),
                    EVERYBODY,
                    Kind.TITLE,
                    amount=lambda row: row.seats,
                ),
                Written(
                    "profiles",
                    "Profils acceptés",
                    lambda row: [profile.name for profile in row.profiles.all()],
                    CATALOGUE,
                    Kind.TAGS,
                    bare=True,
                ),
                Written(
                    "mission",
                    "Mission",
                    lambda row: row.mission,
                    CATALOGUE,
                    Kind.PROSE,
                    empty="Mission à décrire",
                    bare=True,
                ),
                Written(
                    "skills_required", "Compétences nécessaires", lambda row: row.skills_required, EVERYBODY, Kind.TAGS
                ),
                Written("skills_wished", "Compétences souhaitées", lambda row: row.skills_wished, EVERYBODY, Kind.TAGS),
                Written(
                    "skills_note",
                    "Précisions sur les compétences",
                    lambda row: row.skills_note,
                    CATALOGUE,
                    Kind.PROSE,
                    bare=True,
                ),
            ),
            marks=("family",),
            kind=Kind.ROW,
        ),
    ),
    empty="Aucun poste",
)
HOST_TEAM = Chapter(
    Section.HOST_TEAM,
    "Équipe d’accueil",
    (
        Repeated(
            "host_members",
            lambda challenge: challenge.host_members.all(),
            (
                Written("name", "Prénom et nom", lambda row: row.name, HEARING, Kind.TITLE),
                Written("function", "Fonction", lambda row: row.function, HEARING),
                Written("status", "Statut", lambda row: row.get_status_display(), HEARING),
                Written("share", "Part de son temps", _share, HEARING),
                Written("contribution", "Contribution", lambda row: row.contribution, HEARING, Kind.PROSE, bare=True),
            ),
            marks=("name",),
        ),
    ),
)
DATASETS = Chapter(
    Section.DATASETS,
    "Données nécessaires",
    (
        Repeated(
            "datasets",
            lambda challenge: challenge.datasets.all(),
            (
                Written("name", "Jeu de données", lambda row: row.name, HEARING, Kind.TITLE),
                Written(
                    "accessible",
                    "Déjà accessible à l’équipe",
                    lambda row: "Déjà accessible" if row.accessible else None,
                    HEARING,
                ),
                Written("steps", "Démarches pour y accéder", _steps, HEARING),
            ),
            marks=("name",),
        ),
    ),
)
PEOPLE = Chapter(
    Section.PEOPLE,
    SiteText("{Mentors} et contacts"),
    (
        Repeated(
            "stakeholders",
            lambda challenge: challenge.stakeholders.all(),
            (
                Written("kind", "Rôle", _role, CATALOGUE, Kind.TITLE, own=True),
                Written("name", "Prénom et nom", lambda row: row.name, FILE),
                Written("function", "Fonction", lambda row: row.function, CATALOGUE),
                Written(
                    "email",
                    "Adresse électronique professionnelle",
                    lambda row: row.email,
                    OFFICE,
                    Kind.PROSE,
                    bare=True,
                ),
                Written("phone", "Téléphone professionnel", lambda row: row.phone, OFFICE, Kind.PROSE, bare=True),
                Written(
                    "account",
                    "Compte",
                    lambda row: "" if row.user_id else "sans compte sur ce site",
                    CLERKS,
                    Kind.PROSE,
                    bare=True,
                ),
            ),
            marks=("kind", "email"),
        ),
    ),
    empty="Personne pour le moment",
)
COMMITMENTS = Chapter(
    Section.COMMITMENTS,
    "Engagements",
    (
        Repeated(
            "commitments",
            lambda challenge: challenge.commitments.all(),
            (
                Written("statement", "Engagement", lambda row: row.statement.text, INSTRUCTION, Kind.TITLE),
                Written("ticked", "Coché", _ticked, INSTRUCTION),
            ),
            marks=("statement",),
            kind=Kind.ITEM,
        ),
    ),
)
ATTACHED = Chapter(
    FILES,
    "Pièces jointes",
    (
        Written(
            "deck",
            "Présentation",
            lambda challenge: challenge.deck or "",
            FILE,
            Kind.FILE,
            empty="aucune",
            address=partial(_download, "deck"),
        ),
        Written(
            "simulation",
            "Simulation de paie",
            lambda challenge: challenge.simulation,
            OFFICE,
            Kind.FILE,
            address=partial(_download, "simulation"),
        ),
    ),
)
TABLE = (IDENTITY, POSITIONS, HOST_TEAM, DATASETS, PEOPLE, COMMITMENTS, ATTACHED)
"""All the sections but the narrative, whose questions are the promotion's and come after the identity."""
LINES = {line.name: line for chapter in TABLE for line in chapter.lines if isinstance(line, Written)}
"""The lines of a challenge by name, those of its repeated rows apart."""
