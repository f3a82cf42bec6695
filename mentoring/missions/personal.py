"""What is kept of the people at work on a mission."""

from eig.accounts.personal import PUBLIC_INTEREST, SELF, Staff
from eig.common.personal import Activity, Kept, Nobody, Persons
from eig.promotions.personal import AFTER_PROMOTION
from mentoring.missions.models.assignments import Assignment
from mentoring.missions.models.missions import Mission
from mentoring.missions.models.placements import Placement

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
COACHED = Kept(
    FOLLOW_UP,
    "missions accompagnées, et jusqu’à quand",
    "Savoir qui accompagne chaque équipe, et qui lit ce qu’elle confie.",
    (SELF, Staff.COORDINATION, Staff.DIRECTION, Staff.COACHES, Staff.HR),
    (AFTER_PROMOTION,),
)

TABLES = (
    Nobody(Mission, "dates de travail d’une équipe", "challenge starts_on ends_on opened_at"),
    Persons(Placement, {"mission person position offer starts_on ends_on ended_why": PLACED}),
    Persons(Assignment, {"mission user role since until": COACHED}),
)
