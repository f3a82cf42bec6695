"""The catalogue as open data: JSON, CSV, and the page that says what each column means."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from challenges.catalogue.models.catalogue import public
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from eig.common.text import cell
from eig.common.vocabulary import SiteText
from eig.notifications.letters import absolute

LICENCE = "Licence Ouverte 2.0"
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
TEXT, DAY, INSTANT, NUMBER, LIST = "texte", "date (AAAA-MM-JJ)", "instant ISO 8601", "nombre entier", "liste de textes"
SEPARATOR = " ; "


@dataclass(frozen=True)
class Column:
    """One field of a challenge: its name, its type, its meaning, and where it is read."""

    name: str
    kind: str
    meaning: str
    read: Callable[[Challenge], object]


def _day(value) -> str | None:
    return value.isoformat() if value else None


def address(challenge: Challenge) -> str:
    """The full address of a public page."""
    return absolute(reverse("challenges:detail", args=[challenge.slug]))


def _families(challenge: Challenge) -> list[str]:
    return [position.family.name for position in challenge.positions.all()]


def _skills(*lists: Callable[[Position], list[str]]) -> Callable[[Challenge], list[str]]:
    def read(challenge: Challenge) -> list[str]:
        return list(
            dict.fromkeys(name for position in challenge.positions.all() for names in lists for name in names(position))
        )

    return read


def _team(challenge: Challenge) -> int:
    return sum(position.seats for position in challenge.positions.all())


COLUMNS = (
    Column(
        "identifiant", TEXT, "La fin de l’adresse de la fiche ; elle ne change plus.", lambda challenge: challenge.slug
    ),
    Column("titre", TEXT, SiteText("Le titre public du {challenge}."), lambda challenge: challenge.public_title),
    Column("resume", TEXT, SiteText("Le {challenge} en une phrase."), lambda challenge: challenge.summary),
    Column(
        "fiche",
        TEXT,
        "Le texte de la fiche ; une ligne vide sépare les paragraphes.",
        lambda challenge: challenge.sheet,
    ),
    Column("programme", TEXT, "Le programme, par son nom court.", lambda challenge: challenge.promotion.programme.name),
    Column(
        "promotion",
        TEXT,
        SiteText("La promotion, par exemple « {fellow} 4 »."),
        lambda challenge: challenge.promotion.name,
    ),
    Column("administration", TEXT, "L’administration d’accueil.", lambda challenge: challenge.administration.name),
    Column(
        "nature_administration",
        TEXT,
        "Sa nature : ministère, opérateur…",
        lambda challenge: challenge.administration.get_kind_display(),
    ),
    Column("ville", TEXT, "La ville d’accueil, si elle est connue.", lambda challenge: challenge.town),
    Column(
        "teletravail",
        TEXT,
        "Ce qui est possible, dans les mots de l’administration.",
        lambda challenge: challenge.telework,
    ),
    Column("profils", LIST, "Les familles de profils cherchées.", _families),
    Column(
        "competences_necessaires",
        LIST,
        "Les compétences sans lesquelles une mission ne se fait pas, tous postes confondus, dans les mots de la liste "
        "commune.",
        _skills(lambda position: position.skills_required),
    ),
    Column(
        "competences_souhaitees",
        LIST,
        "Celles qui aideraient.",
        _skills(lambda position: position.skills_wished),
    ),
    Column("equipe", NUMBER, "Le nombre de personnes cherchées.", _team),
    Column(
        "arrivee",
        DAY,
        "Le jour d’arrivée de l’équipe.",
        lambda challenge: _day(challenge.starts_on or challenge.promotion.starts_on),
    ),
    Column("duree_mois", NUMBER, "La durée de la mission, en mois.", lambda challenge: challenge.duration),
    Column("publie_le", INSTANT, "La parution au catalogue.", lambda challenge: _day(challenge.published_at)),
    Column(
        "devenir",
        TEXT,
        SiteText("Ce que le {challenge} est devenu, pour les promotions passées."),
        lambda challenge: challenge.outcome,
    ),
    Column("adresse", TEXT, "L’adresse de la fiche.", address),
)


@login_not_required
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is to reuse, under which licence, and what each column means."""
    return render(
        request,
        "challenges/open_data.html",
        {"columns": COLUMNS, "licence": LICENCE, "licence_url": LICENCE_URL, "separator": SEPARATOR.strip()},
    )


@login_not_required
@require_safe
def as_json(request: HttpRequest) -> JsonResponse:
    """Every published challenge: three queries."""
    content = {
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "schema": absolute(reverse("challenges:open_data")),
        "defis": [{column.name: column.read(challenge) for column in COLUMNS} for challenge in _published()],
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


@login_not_required
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table that spreadsheets open as it is: three queries."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="defis.csv"'
    table = csv.writer(response)
    table.writerow([column.name for column in COLUMNS])
    table.writerows([cell(_joined(column.read(challenge))) for column in COLUMNS] for challenge in _published())
    return response


def _published() -> Iterator[Challenge]:
    return iter(public().latest_first().with_skills())


def _joined(value: object) -> object:
    return SEPARATOR.join(value) if isinstance(value, list) else value
