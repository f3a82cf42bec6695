"""An offer given up, taken back, left open for longer, or answered by the coordination for somebody."""

from collections.abc import Sequence
from datetime import datetime

from candidates.application.letters.common import BASE, CANDIDATE, MENTOR
from candidates.application.letters.submission import stamp
from candidates.offers.letters.answers import on_mentors, person_of, seat_freed
from candidates.selection.letters import LIMIT, PAGE, SEAT, limit_of, to_receiver
from candidates.selection.models.offers import Offer
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, letter

REASON = "Vous nous l’avez demandé par téléphone le 16 juillet."
ANSWERED_FOR = letter(
    "candidates/answered_for",
    "Réponse enregistrée au nom de la personne",
    CANDIDATE,
    **BASE,
    **SEAT,
    reponse="acceptation",
    motif=REASON,
    lien=PAGE,
)
EXTENDED = letter(
    "candidates/offer_extended", "Délai de réponse prolongé", CANDIDATE, **BASE, **SEAT, limite=LIMIT, lien=PAGE
)
RESIGNED = letter("candidates/resigned", "Désistement enregistré", CANDIDATE, **BASE, **SEAT, lien=PAGE)
RESCINDED = letter(
    "candidates/rescinded",
    "Proposition retirée",
    CANDIDATE,
    **BASE,
    **SEAT,
    motif="Le financement de ce poste n’est plus assuré.",
    lien=PAGE,
)
LEFT_MENTOR = letter(
    "candidates/left_mentor",
    SiteText("Une personne ne vient plus (aux {mentors})"),
    MENTOR,
    **BASE,
    **SEAT,
    personne="Dominique Exemple",
    lien="https://eig.example/suivi/",
)


def answered_for(offer: Offer, answer: str) -> list[Draft]:
    """The coordination answered in this person's name: said to them, with the reason."""
    return [to_receiver(ANSWERED_FOR, offer, "answered_for", reponse=answer, motif=offer.reason)]


def extended(offer: Offer) -> list[Draft]:
    """The person has until later to answer."""
    assert offer.expires_at
    return [to_receiver(EXTENDED, offer, f"extended.{stamp(offer.expires_at)}", limite=limit_of(offer))]


def resigned(offer: Offer, followers: Sequence[Offer], at: datetime) -> list[Draft]:
    """To the person, to the mentors who were told of them, and to the coordination."""
    fact = f"{person_of(offer)} s’est désisté."
    return [
        to_receiver(RESIGNED, offer, "resigned"),
        *on_mentors(LEFT_MENTOR, offer, "left_mentor", at, personne=person_of(offer)),
        *seat_freed(offer, fact, followers),
    ]


def rescinded(offer: Offer, followers: Sequence[Offer], at: datetime, *, accepted: bool) -> list[Draft]:
    """To the person, with the reason; to the mentors if they had been told of them; to the coordination."""
    fact = f"La proposition faite à {person_of(offer)} est retirée."
    mentors = on_mentors(LEFT_MENTOR, offer, "left_mentor", at, personne=person_of(offer)) if accepted else []
    told = to_receiver(RESCINDED, offer, "rescinded", motif=offer.reason)
    return [told, *mentors, *seat_freed(offer, fact, followers)]
