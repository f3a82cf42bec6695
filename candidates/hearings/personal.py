"""What is kept of a candidate's hearings."""

from candidates.application.personal import APPLICATION, HEARD_BY, RECRUITMENT
from candidates.hearings.models.interviews import Interview
from candidates.hearings.models.juries import JuryPosition
from eig.accounts.personal import SELF, Staff
from eig.common.personal import Kept, Nobody, Persons

BOOKED = Kept(
    RECRUITMENT,
    "auditions",
    "Convoquer la personne et son jury.",
    (SELF, HEARD_BY, Staff.COORDINATION, Staff.DIRECTION),
    APPLICATION,
)

TABLES = (
    Persons(Interview, {"application position hearing round status booked_at sequence": BOOKED}),
    Nobody(JuryPosition, "postes entendus par un jury", "jury position"),
)
