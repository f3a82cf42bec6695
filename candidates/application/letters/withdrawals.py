"""A challenge that candidates had wished for leaves the promotion."""

from candidates.application.letters.common import BASE, CANDIDATE, to_candidate
from candidates.application.models.applications import Application
from challenges.proposal.models.challenges import Challenge
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, absolute, letter

CHALLENGE_WITHDRAWN = letter(
    "candidates/challenge_withdrawn",
    SiteText("Un {challenge} souhaité est retiré"),
    CANDIDATE,
    **BASE,
    defi="MonitorFish",
    administration="Direction des pêches",
    lien="https://eig.example/candidature/12/",
)


def challenge_withdrawn(application: Application, challenge: Challenge) -> Draft:
    """The wish no longer counts; the others do. Once for each challenge."""
    return to_candidate(
        CHALLENGE_WITHDRAWN,
        application,
        f"candidates.challenge_withdrawn:{challenge.pk}:{application.pk}",
        defi=str(challenge),
        administration=str(challenge.administration),
        lien=absolute(application.get_absolute_url()),
    )
