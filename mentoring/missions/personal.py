"""What is kept of the people at work on a mission."""

from eig.accounts.personal import PUBLIC_INTEREST, SELF, Staff
from eig.common.personal import Activity, Kept, Nobody, Persons
from eig.promotions.personal import AFTER_PROMOTION
from mentoring.missions.models import Mission, Placement

FOLLOW_UP = Activity(
    "Suivi des missions",
    "Accompagner les équipes, lever ce qui bloque, rendre compte.",
    PUBLIC_INTEREST,
    "Les personnes recrutées, et les agents qui les accueillent.",
)
HOSTS = "les agents qui accueillent l’équipe"
TEAMMATES = "les membres de l’équipe"

PLACED = Kept(
    FOLLOW_UP,
    "poste occupé, arrivée et départ",
    "Organiser la mission.",
    (SELF, TEAMMATES, HOSTS, Staff.COORDINATION, Staff.DIRECTION, Staff.COACHES, Staff.HR),
    (AFTER_PROMOTION,),
)

TABLES = (
    Nobody(Mission, "dates de travail d’une équipe", "challenge starts_on ends_on opened_at"),
    Persons(Placement, {"mission offer starts_on ends_on": PLACED}),
)
