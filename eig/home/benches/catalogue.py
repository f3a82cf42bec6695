"""The catalogue of two thousand challenges, and the plan by which the database answers a search."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product

from django.db import connection
from django.urls import reverse

from challenges.administrations.models.administrations import Administration
from challenges.catalogue.models.catalogue import public
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from challenges.proposal.states import ChallengeStatus
from eig.common.text import sort_key
from eig.home.benches.common import NothingToMeasureError, client_of, yardstick
from eig.home.measure import Line, Page, ratios
from eig.promotions.models.profiles import ProfileFamily
from eig.promotions.models.programmes import Programme, Promotion

CHALLENGES, PROMOTIONS, HOSTS = 2000, 25, 120
ACTS = ("Simplifier", "Ouvrir", "Cartographier", "Prévoir", "Contrôler", "Anticiper", "Relier", "Expliquer")
THINGS = (
    "la pêche", "les écoles", "le budget", "les forêts", "la justice", "la santé", "les routes", "le littoral",
    "les archives", "le climat", "les musées", "le logement", "les douanes", "les ports", "la monnaie", "les fleuves",
    "les secours", "la mémoire", "les orgues", "la montagne", "le commerce", "les brevets", "le vivant", "les marchés",
    "les frontières", "la statistique", "les impôts", "les navires", "la sismologie", "les réfugiés", "le cadastre",
)  # fmt: skip
MEANS = ("par les données", "avec les usagers", "au guichet", "en ligne", "sur le terrain", "dans les territoires")
SOUGHT = {
    "catalogue": "",
    "catalogue, every filter": "?q=donnees&profil={family}&promotion={promotion}&administration={host}&etat=passe",
    "catalogue, searched": "?q=controler+peches",
    "catalogue, common word": "?q=donnees&tri=parution",
    "catalogue, one filter": "?profil={family}",
    "catalogue, last page": "?page=999",
    "catalogue, typo": "?q=controlre+forets",
    "catalogue, nothing": "?q=xylophone",
}


def catalogue(at: datetime) -> Iterator[Line]:
    """The pages of a full catalogue, then the index that answers a search.

    Raises ``NothingToMeasureError`` on a database without programmes or families of profiles.
    """
    programme, families = Programme.objects.first(), list(ProfileFamily.objects.all())
    if programme is None or not families:
        raise NothingToMeasureError("il faut un programme et des familles de profils")
    promotions, hosts = _promotions(programme), _hosts()
    _challenges(promotions, hosts, families, at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    words = {"family": families[0].slug, "promotion": promotions[0].slug, "host": str(hosts[0].pk)}
    visitor, base = client_of(None), reverse("challenges:catalogue")
    yield from ratios(
        yardstick(), [Page(name, visitor, base + query.format(**words)) for name, query in SOUGHT.items()]
    )
    plan = plan_of("controler peches")
    yield {"search": "controler peches", "answered_by": answered_by(plan), "plan": plan}


def plan_of(text: str) -> list[str]:
    """How the database would answer a search, line by line, indented as it prints it."""
    return public().search(text).explain().splitlines()


def answered_by(plan: list[str]) -> str:
    """The first reading of an index by a plan, as « Bitmap Index Scan on … »; empty when it reads whole tables."""
    return next((line.strip(" ->").partition("  ")[0] for line in plan if "Index Scan" in line), "")


def _promotions(programme: Programme) -> list[Promotion]:
    rows = [
        Promotion(
            programme=programme,
            name=f"Mesure {number}",
            slug=f"mesure-{number}",
            public=True,
            archived=True,
            starts_on=date(1990 + number, 9, 1),
        )
        for number in range(PROMOTIONS)
    ]
    return Promotion.objects.bulk_create(rows)


def _hosts() -> list[Administration]:
    names = [f"Direction mesurée n° {number}" for number in range(HOSTS)]
    return Administration.objects.bulk_create(Administration(name=name, key=sort_key(name)) for name in names)


def _challenges(
    promotions: list[Promotion], hosts: list[Administration], families: list[ProfileFamily], at: datetime
) -> None:
    phrases = [" ".join(words) for words in product(ACTS, THINGS, MEANS)]
    rows = [
        Challenge(
            promotion=promotions[number % PROMOTIONS],
            administration=hosts[number % HOSTS],
            title=f"Mesure {number}",
            public_title=f"Mesure {number}",
            key=f"mesure {number:04}",
            slug=f"mesure-{number}",
            summary=phrases[number % len(phrases)],
            sheet="\n\n".join(phrases[(number * step) % len(phrases)] for step in (7, 11)),
            status=ChallengeStatus.PUBLISHED,
            created_at=at,
            published_at=at - timedelta(days=number),
        )
        for number in range(CHALLENGES)
    ]
    made = Challenge.objects.bulk_create(rows)
    Position.objects.bulk_create(
        Position(challenge=challenge, family=families[(challenge.pk + place) % len(families)], seats=1 + place)
        for challenge in made
        for place in range(min(2, len(families)))
    )
