"""An offer accepted, declined, run out, and what becomes of the seat."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from candidates.application.letters.common import BASE, CANDIDATE, MENTOR
from candidates.selection.letters import LIMIT, PAGE, SEAT, arrival, limit_of, seat_of, to_receiver
from candidates.selection.models.offers import Offer
from challenges.proposal.models.people import Stakeholder
from eig.accounts.models import coordination
from eig.common.clock import today
from eig.common.dates import full_instant
from eig.common.vocabulary import SiteText
from eig.notifications.letters import TEAM, Draft, Letter, absolute, greeting, letter

ACCEPTED = letter(
    "candidates/accepted", "Poste accepté", CANDIDATE, **BASE, **SEAT, arrivee="mardi 1er septembre 2020", lien=PAGE
)
ACCEPTED_MENTOR = letter(
    "candidates/accepted_mentor",
    SiteText("Un poste est accepté (aux {mentors})"),
    MENTOR,
    **BASE,
    **SEAT,
    personne="Dominique Exemple",
    metier="Développeuse, cartographie et données ouvertes",
    courriel="dominique@courriel.example",
    arrivee="mardi 1er septembre 2020",
    lien="https://eig.example/suivi/",
)
ACCEPTED_COORDINATION = letter(
    "candidates/accepted_coordination",
    "Un poste est accepté (à la coordination)",
    TEAM,
    **BASE,
    **SEAT,
    personne="Dominique Exemple",
    date="lundi 20 juillet 2020 à 18 h 02, heure de Paris",
    lien="https://eig.example/admin/candidates/listes/4/",
)
DECLINED = letter("candidates/declined", "Proposition refusée", CANDIDATE, **BASE, **SEAT, lien=PAGE)
EXPIRED = letter("candidates/expired", "Proposition expirée", CANDIDATE, **BASE, **SEAT, limite=LIMIT, lien=PAGE)
SEAT_FREED = letter(
    "candidates/seat_freed",
    "Une place se libère (à la coordination)",
    TEAM,
    **BASE,
    **SEAT,
    fait="Dominique Exemple a refusé la proposition.",
    suite="La place est proposée à Claude Modèle, suivant de la liste.",
    lien="https://eig.example/admin/candidates/listes/4/",
)


def accepted(offer: Offer, at: datetime) -> list[Draft]:
    """To the person, the mentors of the challenge on that day, and the coordination."""
    return [
        to_receiver(ACCEPTED, offer, "accepted", arrivee=arrival(offer)),
        *_to_mentors(offer, at),
        *_to_coordination(ACCEPTED_COORDINATION, offer, "accepted", personne=person_of(offer), date=full_instant(at)),
    ]


def declined(offer: Offer, followers: Sequence[Offer]) -> list[Draft]:
    """Said back to the person; the coordination learns what becomes of the seat."""
    fact = f"{person_of(offer)} a refusé la proposition."
    return [to_receiver(DECLINED, offer, "declined"), *seat_freed(offer, fact, followers)]


def left(offer: Offer, followers: Sequence[Offer]) -> list[Draft]:
    """Someone who had been offered a seat gives up altogether: the coordination learns what becomes of it."""
    return seat_freed(offer, f"{person_of(offer)} a retiré sa candidature.", followers)


def expired(offer: Offer, followers: Sequence[Offer]) -> list[Draft]:
    """Said to the person who did not answer in time; the coordination learns what becomes of the seat."""
    fact = f"{person_of(offer)} n’a pas répondu avant le {limit_of(offer)}."
    return [to_receiver(EXPIRED, offer, "expired", limite=limit_of(offer)), *seat_freed(offer, fact, followers)]


def seat_freed(offer: Offer, fact: str, followers: Sequence[Offer]) -> list[Draft]:
    """What happened to an offer, and to whom its seat goes, said to the coordination."""
    names = " et ".join(str(follower.application.user) for follower in followers)
    empty = "Plus personne n’attend sur la liste : la place reste à pourvoir."
    then = f"La place est proposée à {names}, dans l’ordre de la liste." if names else empty
    return _to_coordination(SEAT_FREED, offer, "freed", fait=fact, suite=then)


def _to_mentors(offer: Offer, at: datetime) -> list[Draft]:
    context = {
        "personne": person_of(offer),
        "metier": offer.application.headline,
        "courriel": offer.application.user.email,
        "arrivee": arrival(offer),
    }
    return on_mentors(ACCEPTED_MENTOR, offer, "accepted_mentor", at, **context)


def on_mentors(kind: Letter, offer: Offer, act: str, at: datetime, **context: str) -> list[Draft]:
    """A letter to each mentor of the challenge on that day."""
    mentors = Stakeholder.objects.mentors().filter(challenge=offer.position.challenge).on(today(at))
    link = absolute(reverse("mentoring:missions"))
    return [
        Draft(
            kind,
            f"candidates.{act}:{offer.pk}",
            mentor.user,
            {"bonjour": greeting(mentor.user, mentor.name), **seat_of(offer), "lien": link, **context},
            email=mentor.user.email if mentor.user else mentor.email,
            scope=offer.application.promotion.scope,
        )
        for mentor in mentors.select_related("user")
    ]


def _to_coordination(kind: Letter, offer: Offer, act: str, **context: str) -> list[Draft]:
    promotion = offer.application.promotion
    link = absolute(reverse("admin:candidates_board", args=[promotion.pk]))
    return [
        Draft(
            kind,
            f"candidates.{act}_coordination:{offer.pk}",
            user,
            {"bonjour": greeting(user), **seat_of(offer), "lien": link, **context},
            scope=promotion.scope,
        )
        for user in coordination()
    ]


def person_of(offer: Offer) -> str:
    """Who received an offer: those written to here need the name."""
    return str(offer.application.user)
