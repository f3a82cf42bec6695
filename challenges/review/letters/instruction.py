"""What the instruction says to the authors of a challenge."""

from datetime import datetime

from challenges.proposal.letters.common import AUTHOR, EXAMPLE, FILE, to_authors
from challenges.proposal.models.challenges import Challenge
from eig.common.dates import full_instant, short_day
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, letter

CHANGES_REQUESTED = letter(
    "challenges/changes_requested",
    "Correction demandée",
    AUTHOR,
    **EXAMPLE,
    demande="Précisez les données nécessaires et les démarches déjà faites pour y accéder.",
    jour="12 mars 2020",
    echeance="jeudi 12 mars 2020 à 17 h 00, heure de Paris",
    lien=FILE,
)
PRESELECTED = letter("challenges/preselected", SiteText("{Challenge} présélectionné"), AUTHOR, **EXAMPLE, lien=FILE)
PRESELECTED_UNHEARD = letter(
    "challenges/preselected_unheard",
    SiteText("{Challenge} présélectionné, sans audition"),
    AUTHOR,
    **EXAMPLE,
    lien=FILE,
)
SET_ASIDE = letter(
    "challenges/set_aside",
    SiteText("{Challenge} écarté à l’instruction"),
    AUTHOR,
    **EXAMPLE,
    motif="Le projet cherche un prestataire et non une équipe à accueillir.",
    lien=FILE,
)
BROUGHT_BACK = letter(
    "challenges/brought_back", SiteText("{Challenge} repris après avoir été écarté"), AUTHOR, **EXAMPLE, lien=FILE
)


def changes_requested(challenge: Challenge, at: datetime) -> list[Draft]:
    """What to correct and before when. A second request is a second letter."""
    due = challenge.changes_due_at
    context = {
        "demande": challenge.changes_reason,
        "jour": short_day(due) if due else "",
        "echeance": full_instant(due) if due else "",
    }
    return list(to_authors(CHANGES_REQUESTED, challenge, context, at))


def preselected(challenge: Challenge, at: datetime) -> list[Draft]:
    """A jury will hear the challenge, or the coordination will decide on the file alone."""
    model = PRESELECTED if challenge.promotion.hears_challenges else PRESELECTED_UNHEARD
    return list(to_authors(model, challenge, {}, at))


def set_aside(challenge: Challenge, at: datetime) -> list[Draft]:
    """The challenge goes no further, and why."""
    return list(to_authors(SET_ASIDE, challenge, {"motif": challenge.refusal_reason}, at))


def brought_back(challenge: Challenge, at: datetime) -> list[Draft]:
    """The challenge is instructed again: the letter that said it was set aside no longer holds."""
    return list(to_authors(BROUGHT_BACK, challenge, {}, at))
