"""An offer waits for its answer."""

from datetime import datetime

from candidates.application.letters.common import BASE, CANDIDATE, position_name, to_candidate
from candidates.application.letters.reminders import INSTANT, PAGE
from candidates.selection.models.offers import Offer
from eig.common.dates import full_instant, remaining
from eig.common.vocabulary import SiteText
from eig.notifications.ladder import Rung, rung_key
from eig.notifications.letters import Draft, absolute, letter
from eig.notifications.states import Policy

OFFER = letter(
    "candidates/offer_reminder",
    "Rappel : proposition sans réponse",
    CANDIDATE,
    Policy.AT_MOST_ONCE,
    **BASE,
    defi="MonitorFish",
    poste=SiteText("Développement, {challenge} MonitorFish"),
    reste="dans 24 heures",
    limite=INSTANT,
    lien=PAGE,
)


def offer_reminder(offer: Offer, expires_at: datetime, rung: Rung, at: datetime) -> Draft:
    """An offer waits for its answer."""
    return to_candidate(
        OFFER,
        offer.application,
        rung_key("candidates.offer_reminder", offer.pk, expires_at, rung),
        defi=str(offer.position.challenge),
        poste=position_name(offer.position, offer.application.promotion),
        reste=remaining(expires_at, at),
        limite=full_instant(expires_at),
        lien=absolute(offer.get_absolute_url()),
    )
