"""Letters that announce the offers: a position offered, a place on the waiting list, or neither."""

from collections.abc import Iterable
from typing import Any

from candidates.application.letters.common import BASE, CANDIDATE, position_name, to_candidate
from candidates.application.models.applications import Application
from candidates.selection.models.offers import Offer
from eig.common.dates import full_instant, long_day
from eig.common.text import NBSP
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, Letter, absolute, letter

PAGE = "https://eig.example/candidature/proposition/7/"
SEAT: dict[str, Any] = {
    "defi": "MonitorFish",
    "poste": SiteText("Développement, {challenge} MonitorFish"),
    "administration": "Direction des pêches",
}
LIMIT = "samedi 25 juillet 2020 à 10 h 00, heure de Paris"

OFFER = letter(
    "candidates/offer",
    "Proposition d’un poste",
    CANDIDATE,
    **BASE,
    **SEAT,
    arrivee="mardi 1er septembre 2020",
    duree="10 mois",
    limite=LIMIT,
    lien=PAGE,
)
RESERVE = letter("candidates/reserve", "Sur liste d’attente", CANDIDATE, **BASE, lien=PAGE)
NOT_CHOSEN = letter("candidates/not_chosen", "Candidature non retenue", CANDIDATE, **BASE, lien=PAGE)


def offered(offers: Iterable[Offer]) -> list[Draft]:
    """To each person offered a position: until when, and where, to answer."""
    return [
        to_receiver(OFFER, offer, "offer", arrivee=arrival(offer), duree=_duration(offer), limite=limit_of(offer))
        for offer in offers
    ]


def reserve(applications: Iterable[Application]) -> list[Draft]:
    """To each person on a waiting list, without an offer for now."""
    return [_answer(RESERVE, application, "reserve") for application in applications]


def not_chosen(applications: Iterable[Application]) -> list[Draft]:
    """To each person to whom no position will be offered."""
    return [_answer(NOT_CHOSEN, application, "not_chosen") for application in applications]


def to_receiver(kind: Letter, offer: Offer, act: str, **context: str) -> Draft:
    link = absolute(offer.get_absolute_url())
    return to_candidate(kind, offer.application, f"candidates.{act}:{offer.pk}", **seat_of(offer), lien=link, **context)


def _answer(kind: Letter, application: Application, act: str) -> Draft:
    link = absolute(application.get_absolute_url())
    return to_candidate(kind, application, f"candidates.{act}:{application.pk}", lien=link)


def seat_of(offer: Offer) -> dict[str, str]:
    challenge = offer.position.challenge
    return {
        "promotion": offer.application.promotion.name,
        "defi": str(challenge),
        "poste": position_name(offer.position, offer.application.promotion),
        "administration": str(challenge.administration),
    }


def limit_of(offer: Offer) -> str:
    return full_instant(offer.expires_at) if offer.expires_at else ""


def arrival(offer: Offer) -> str:
    day = offer.position.challenge.starts_on or offer.application.promotion.starts_on
    return long_day(day) if day else "une date à convenir"


def _duration(offer: Offer) -> str:
    months = offer.position.challenge.months or offer.application.promotion.months
    return f"{months}{NBSP}mois"
