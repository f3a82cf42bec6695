"""What is kept of the check-ins: what each confides, and to whom."""

from eig.accounts.personal import Staff
from eig.common.personal import Kept, Nobody, Persons
from eig.promotions.personal import AFTER_PROMOTION
from eig.questions.personal import answered
from mentoring.checkins.models.blockers import Signal
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.models.forms import Form
from mentoring.missions.personal import FOLLOW_UP

CONFIDED = Kept(
    FOLLOW_UP,
    "météo, avancées, ce qui bloque, aide souhaitée",
    "Aider les équipes ; ce que dit une personne recrutée n’est lu ni par son équipe ni par ceux qui l’accueillent.",
    ("leurs auteurs", Staff.COORDINATION, Staff.COACHES),
    (AFTER_PROMOTION,),
)
HANDLED = Kept(
    FOLLOW_UP,
    "qui a levé un blocage, et comment",
    "Rendre compte à qui l’a signalé.",
    ("qui l’a signalé", Staff.COORDINATION, Staff.COACHES),
    (AFTER_PROMOTION,),
)

TABLES = (
    Persons(
        CheckIn,
        {
            "placement author logged_at": CONFIDED,
            "mood progress blocked blockers help_needed next_step next_on response": CONFIDED,
        },
        nothing="form mission period opens_on due_on status",
    ),
    Persons(
        Signal,
        {
            "checkin raised_by raised_at text": CONFIDED,
            "acknowledged_by acknowledged_at closed_by closed_at outcome": HANDLED,
        },
        nothing="status",
    ),
    Nobody(Form, "ce qui est demandé aux équipes", "promotion name audience rhythm questionnaire asked"),
    *answered(CONFIDED),
)
