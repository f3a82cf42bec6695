"""The table: each thing that an administration writes, with its label, its section, how it is read and by whom."""

from functools import partial

from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import ChallengeCommitment, Dataset, HostMember
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
from eig.common.telling import Chapter, Kind, Line, Rows
from eig.common.text import NBSP, plural

FILES = "pieces-jointes"


def _euros(amount: int | None) -> str:
    return plural(amount, "euro") if amount else ""


def _if_cofunded(text: str, challenge: Challenge) -> str | None:
    return text if challenge.cofunding else None


def _share(member: HostMember) -> str:
    return f"{member.share}{NBSP}% de son temps"


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
        Line("title", "Nom du défi", lambda one: one.title, LISTED, Kind.TITLE),
        Line("promotion", "Promotion", lambda one: one.promotion.name, EVERYBODY),
        Line("summary", "Le défi en une phrase", lambda one: one.summary, EVERYBODY, Kind.LEAD),
        Line("administration", "Administration d’accueil", lambda one: one.administration.name, EVERYBODY),
        Line(
            "bearer",
            "Porteur administratif",
            lambda one: one.bearer.name if one.bearer else "la même administration",
            LISTED,
        ),
        Line("partners", "Partenaires", lambda one: one.partners, LISTED),
        Line("address", "Adresse d’accueil", lambda one: one.address, LISTED),
        Line("town", "Ville", lambda one: one.town, EVERYBODY),
        Line(
            "months",
            "Durée de la mission",
            lambda one: plural(one.months, "mois", "mois") if one.months else "",
            EVERYBODY,
            amount=lambda one: one.months,
            unit="mois",
        ),
        Line(
            "employer_cost",
            "Coût employeur prévisionnel",
            lambda one: _euros(one.employer_cost),
            FUNDING,
            amount=lambda one: one.employer_cost,
            unit="€",
        ),
        Line("cofunding", "Cofinancement", lambda one: "demandé" if one.cofunding else "non demandé", LISTED),
        Line(
            "cofunding_amount",
            "Montant demandé",
            lambda one: _if_cofunded(_euros(one.cofunding_amount), one),
            FUNDING,
            empty="à préciser",
            amount=lambda one: one.cofunding_amount,
            unit="€",
        ),
        Line(
            "budget_programme",
            "Numéro de programme budgétaire",
            lambda one: _if_cofunded(one.budget_programme, one),
            FUNDING,
            empty="à préciser",
        ),
    ),
)
POSITIONS = Chapter(
    Section.POSITIONS,
    "Profils recherchés",
    (
        Rows(
            "positions",
            lambda one: one.positions.all(),
            (
                Line("family", "Famille de profils", lambda row: str(row.family), EVERYBODY, Kind.TITLE),
                Line(
                    "seats",
                    "Nombre de personnes",
                    lambda row: plural(row.seats, "personne"),
                    EVERYBODY,
                    Kind.TITLE,
                    amount=lambda row: row.seats,
                ),
                Line(
                    "profiles",
                    "Profils acceptés",
                    lambda row: [profile.name for profile in row.profiles.all()],
                    CATALOGUE,
                    Kind.TAGS,
                    bare=True,
                ),
                Line(
                    "mission",
                    "Mission",
                    lambda row: row.mission,
                    CATALOGUE,
                    Kind.PROSE,
                    empty="Mission à décrire",
                    bare=True,
                ),
                Line(
                    "skills_required", "Compétences nécessaires", lambda row: row.skills_required, EVERYBODY, Kind.TAGS
                ),
                Line("skills_wished", "Compétences souhaitées", lambda row: row.skills_wished, EVERYBODY, Kind.TAGS),
                Line(
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
        Rows(
            "host_members",
            lambda one: one.host_members.all(),
            (
                Line("name", "Prénom et nom", lambda row: row.name, HEARING, Kind.TITLE),
                Line("function", "Fonction", lambda row: row.function, HEARING),
                Line("status", "Statut", lambda row: row.get_status_display(), HEARING),
                Line("share", "Part de son temps", _share, HEARING),
                Line("contribution", "Contribution", lambda row: row.contribution, HEARING, Kind.PROSE, bare=True),
            ),
            marks=("name",),
        ),
    ),
)
DATASETS = Chapter(
    Section.DATASETS,
    "Données nécessaires",
    (
        Rows(
            "datasets",
            lambda one: one.datasets.all(),
            (
                Line("name", "Jeu de données", lambda row: row.name, HEARING, Kind.TITLE),
                Line(
                    "accessible",
                    "Déjà accessible à l’équipe",
                    lambda row: "Déjà accessible" if row.accessible else None,
                    HEARING,
                ),
                Line("steps", "Démarches pour y accéder", _steps, HEARING),
            ),
            marks=("name",),
        ),
    ),
)
PEOPLE = Chapter(
    Section.PEOPLE,
    "Mentors et contacts",
    (
        Rows(
            "stakeholders",
            lambda one: one.stakeholders.all(),
            (
                Line("kind", "Rôle", lambda row: row.get_kind_display().capitalize(), CATALOGUE, Kind.TITLE, own=True),
                Line("name", "Prénom et nom", lambda row: row.name, FILE),
                Line("function", "Fonction", lambda row: row.function, CATALOGUE),
                Line(
                    "email",
                    "Adresse électronique professionnelle",
                    lambda row: row.email,
                    OFFICE,
                    Kind.PROSE,
                    bare=True,
                ),
                Line("phone", "Téléphone professionnel", lambda row: row.phone, OFFICE, Kind.PROSE, bare=True),
                Line(
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
        Rows(
            "commitments",
            lambda one: one.commitments.all(),
            (
                Line("commitment", "Engagement", lambda row: row.commitment.text, INSTRUCTION, Kind.TITLE),
                Line("ticked", "Coché", _ticked, INSTRUCTION),
            ),
            marks=("commitment",),
            kind=Kind.ITEM,
        ),
    ),
)
ATTACHED = Chapter(
    FILES,
    "Pièces jointes",
    (
        Line(
            "deck",
            "Présentation",
            lambda one: one.deck or "",
            FILE,
            Kind.FILE,
            empty="aucune",
            address=partial(_download, "deck"),
        ),
        Line(
            "simulation",
            "Simulation de paie",
            lambda one: one.simulation,
            OFFICE,
            Kind.FILE,
            address=partial(_download, "simulation"),
        ),
    ),
)
TABLE = (IDENTITY, POSITIONS, HOST_TEAM, DATASETS, PEOPLE, COMMITMENTS, ATTACHED)
"""All the sections but the narrative, whose questions are the promotion's and come after the identity."""
LINES = {line.name: line for chapter in TABLE for line in chapter.lines if isinstance(line, Line)}
"""The lines of a challenge by name, those of its repeated rows apart."""
