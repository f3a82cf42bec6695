"""What is kept of the check-ins: what each confides, and to whom."""

from eig.accounts.personal import Staff
from eig.common.personal import Kept, Persons
from eig.promotions.personal import AFTER_PROMOTION
from mentoring.checkins.models import CheckIn
from mentoring.missions.personal import FOLLOW_UP

CONFIDED = Kept(
    FOLLOW_UP,
    "météo, avancées, ce qui bloque, aide souhaitée",
    "Aider les équipes ; ce que dit une personne recrutée n’est lu ni par son équipe ni par ceux qui l’accueillent.",
    ("leurs auteurs", Staff.COORDINATION, Staff.COACHES),
    (AFTER_PROMOTION,),
)

TABLES = (
    Persons(
        CheckIn,
        {
            "placement author logged_at": CONFIDED,
            "mood progress blocked blockers help_needed next_step next_on": CONFIDED,
        },
        nothing="mission kind month due_on status",
    ),
)
