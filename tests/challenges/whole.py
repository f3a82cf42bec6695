"""A file in which everything that an administration can write is written, each time in words found nowhere else."""

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import ChallengeCommitment, Dataset, HostMember
from challenges.proposal.models.positions import Position
from challenges.proposal.states import StakeholderKind
from eig.questions.models import Answer, Response
from tests.challenges.situations import Situation
from tests.factories.challenges import (
    DRAFTED,
    AdministrationFactory,
    ChallengeFactory,
    PositionFactory,
    StakeholderFactory,
    StoredFileFactory,
)

SAID = {
    "title": "MonitorFish",
    "administration": "Direction des pêches",
    "promotion": "EIG des mers",
    "bearer": "Secrétariat du porteur",
    "summary": "Voir la mer en une phrase.",
    "partners": "Institut des partenaires",
    "address": "12 quai des Adresses",
    "town": "Saint-Ville",
    "months": "11 mois",
    "employer_cost": "123 456 euros",
    "cofunding": "demandé",
    "cofunding_amount": "65 432 euros",
    "budget_programme": "P205",
    "narrative": "Réponse à Question 1",
    "positions.family": "Famille de données",
    "positions.seats": "3 personnes",
    "positions.profiles": "Cartographe des profils",
    "positions.mission": "Tracer la mission.",
    "positions.skills_required": "PostGIS nécessaire",
    "positions.skills_wished": "QGIS souhaité",
    "positions.skills_note": "Une précision de niveau.",
    "host_members.name": "Hélène Hôte",
    "host_members.function": "Cheffe de cale",
    "host_members.status": "fonctionnaire",
    "host_members.share": "37 % de son temps",
    "host_members.contribution": "Apporte ses jumelles.",
    "datasets.name": "Positions des navires",
    "datasets.accessible": "Déjà accessible",
    "datasets.steps": "Demander au sémaphore.",
    "stakeholders.kind": "Mentor opérationnel",
    "stakeholders.name": "Maël Mentor",
    "stakeholders.function": "Quartier-maître",
    "stakeholders.email": "mael@peches.example",
    "stakeholders.phone": "01 98 76 54 32",
    "commitments": "Le travail à distance est possible.",
    "deck": "diapositives.pdf",
    "simulation": "paie.pdf",
}
"""What to look for on a page, by the name of the line in the table; spaces are those of a keyboard."""


def write_all(situation: Situation, **more) -> Challenge:
    """The challenge of a situation, written in full."""
    type(situation.promotion).objects.filter(pk=situation.promotion.pk).update(name=SAID["promotion"])
    situation.promotion.refresh_from_db()
    given = {**_identity(situation), "deck": _pdf("deck"), "simulation": _pdf("simulation"), **more}
    challenge = ChallengeFactory(promotion=situation.promotion, authors=[situation.agent], **given)
    _position(challenge, situation)
    HostMember.objects.create(
        challenge=challenge,
        name=SAID["host_members.name"],
        function=SAID["host_members.function"],
        status="civil_servant",
        share=37,
        contribution=SAID["host_members.contribution"],
    )
    Dataset.objects.create(challenge=challenge, name=SAID["datasets.name"], accessible=True)
    Dataset.objects.create(challenge=challenge, name="Journaux", steps=SAID["datasets.steps"], order=1)
    _people(challenge)
    for commitment in situation.promotion.statements.all():
        ChallengeCommitment.objects.create(challenge=challenge, statement=commitment, user=situation.agent, at=DRAFTED)
    return challenge


def _identity(situation: Situation) -> dict:
    typed = ("title", "summary", "partners", "address", "town", "budget_programme")
    narrative = Response.objects.create(questionnaire=situation.promotion.challenge_questions)
    for question in situation.promotion.challenge_questions.questions.all():
        Answer.objects.create(response=narrative, question=question, text=f"Réponse à {question.label}")
    return {
        **{name: SAID[name] for name in typed},
        "administration": AdministrationFactory(name=SAID["administration"]),
        "bearer": AdministrationFactory(name=SAID["bearer"]),
        "months": 11,
        "employer_cost": 123_456,
        "cofunding": True,
        "cofunding_amount": 65_432,
        "narrative": narrative,
    }


def _pdf(name: str):
    return StoredFileFactory(name=SAID[name])


def _position(challenge: Challenge, situation: Situation) -> Position:
    family = situation.promotion.families.first()
    type(family).objects.filter(pk=family.pk).update(name=SAID["positions.family"])
    profile = family.profiles.first()
    type(profile).objects.filter(pk=profile.pk).update(name=SAID["positions.profiles"])
    position = PositionFactory(
        challenge=challenge,
        family=family,
        seats=3,
        mission=SAID["positions.mission"],
        skills_note=SAID["positions.skills_note"],
        skills_required=[SAID["positions.skills_required"]],
        skills_wished=[SAID["positions.skills_wished"]],
    )
    position.profiles.add(profile)
    return position


def _people(challenge: Challenge) -> None:
    StakeholderFactory(
        challenge=challenge,
        user=None,
        name=SAID["stakeholders.name"],
        function=SAID["stakeholders.function"],
        email=SAID["stakeholders.email"],
        phone=SAID["stakeholders.phone"],
    )
    for kind in (StakeholderKind.HIGH_LEVEL_MENTOR, StakeholderKind.HR):
        StakeholderFactory(challenge=challenge, kind=kind)
