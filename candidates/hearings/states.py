"""The life of a hearing of a candidate, in the slot that it fills."""

from candidates.application.states import FILLS_ITS_SLOT
from eig.common.flow import Flow, Step
from eig.common.words import Words


class InterviewStatus(Words):
    """Where a hearing stands; the active ones fill their slot."""

    BOOKED = "booked", "fixée", "info"
    MOVED = "moved", "déplacée", "info"
    HELD = "held", "tenue", "success"
    ABSENT = "absent", "personne absente", "warning"
    CANCELLED = "cancelled", "annulée", ""


S = InterviewStatus
AHEAD = (S.BOOKED, S.MOVED)
"""Still to be held."""
ACTIVE = tuple(S(value) for value in FILLS_ITS_SLOT)
INTERVIEW_FLOW = Flow(
    Step("move", "Déplacer l’audition", AHEAD, S.MOVED, "Audition déplacée"),
    Step("hold", "Constater l’audition", AHEAD, S.HELD, "Audition tenue"),
    Step("miss", "Noter une absence", AHEAD, S.ABSENT, "Personne absente à l’audition"),
    Step("cancel", "Annuler l’audition", AHEAD, S.CANCELLED, "Audition annulée"),
)
