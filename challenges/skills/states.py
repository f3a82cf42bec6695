"""The shared list of skills: what becomes of one, and those that a new site begins with."""

from collections.abc import Mapping

from django.db import models

from eig.common.flow import Flow, Step
from eig.common.words import Words


class SkillDomain(models.TextChoices):
    """Under which heading a skill is listed."""

    DEVELOPMENT = "development", "Développement"
    DATA = "data", "Données"
    DESIGN = "design", "Design"
    ANY = "any", "Pour tous les profils"


class SkillStatus(Words):
    """Whether a skill is offered to all."""

    PROPOSED = "proposed", "proposée", "new"
    LISTED = "listed", "dans la liste", "success"
    RETIRED = "retired", "hors de la liste", ""
    MERGED = "merged", "synonyme", ""


S = SkillStatus
SKILL_FLOW = Flow(
    Step("list", "Ajouter à la liste", (S.PROPOSED, S.RETIRED), S.LISTED, "Compétence ajoutée à la liste"),
    Step(
        "retire", "Laisser hors de la liste", (S.PROPOSED, S.LISTED), S.RETIRED, "Compétence laissée hors de la liste"
    ),
    Step(
        "merge",
        "Fusionner avec une autre",
        (S.PROPOSED, S.LISTED, S.RETIRED),
        S.MERGED,
        "Compétence devenue un synonyme",
    ),
    Step("part", "Ne plus en faire un synonyme", (S.MERGED,), S.RETIRED, "Compétence qui n’est plus un synonyme"),
)

FIRST_SKILLS: Mapping[SkillDomain, tuple[str, ...]] = {
    SkillDomain.DEVELOPMENT: (
        "Développement web",
        "Développement mobile",
        "Python",
        "JavaScript",
        "TypeScript",
        "PHP",
        "Java",
        "Django",
        "React",
        "Interfaces de programmation (API)",
        "Tests automatisés",
        "Intégration et déploiement continus",
        "Administration de systèmes",
        "Sécurité informatique",
        "Moteur de recherche",
    ),
    SkillDomain.DATA: (
        "Analyse de données",
        "Statistiques",
        "Apprentissage automatique",
        "Traitement automatique du langage",
        "Ingénierie des données",
        "Qualité des données",
        "SQL",
        "R",
        "Visualisation de données",
        "Données géographiques",
        "Traitement d’images",
        "Mesure des biais",
    ),
    SkillDomain.DESIGN: (
        "Recherche auprès des usagers",
        "Design de service",
        "Design d’interface",
        "Design d’expérience (UX)",
        "Prototypage",
        "Tests d’utilisabilité",
        "Écriture claire",
        "Facilitation graphique",
        "Intégration HTML et CSS",
    ),
    SkillDomain.ANY: (
        "Accessibilité numérique",
        "Animation d’ateliers",
        "Logiciel libre",
        "Méthodes agiles",
        "Documentation",
        "Gestion de produit",
        "Formation des équipes",
    ),
}
"""What ``manage.py setup`` lists, where a site has no skill of that name."""
