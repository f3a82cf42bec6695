"""The words and diagrams of what surrounds a hearing: questions of jurors, conflicts of interest."""

from django.db import models

from eig.common.flow import Flow, Step
from eig.common.vocabulary import SiteText
from eig.common.words import Words
from eig.reviewing.states import DECLARED_LINK, OTHER_LINK


class ClarificationStatus(Words):
    """Where a juror's question stands."""

    ASKED = "asked", "à traiter", "info"
    FORWARDED = "forwarded", "transmise aux porteurs", "info"
    ANSWERED = "answered", "répondue", "success"
    CLOSED = "closed", "sans suite", ""


Q = ClarificationStatus
CLARIFICATION_FLOW = Flow(
    Step("forward", "Transmettre aux porteurs", (Q.ASKED,), Q.FORWARDED, "Question transmise aux porteurs"),
    Step("answer", "Répondre au jury", (Q.ASKED, Q.FORWARDED), Q.ANSWERED, "Réponse donnée au jury"),
    Step("close", "Classer sans suite", (Q.ASKED, Q.FORWARDED), Q.CLOSED, "Question classée sans suite"),
)


class ConflictKind(models.TextChoices):
    """Why a person may not judge a challenge."""

    SAME_ADMINISTRATION = "same_administration", "même administration"
    FORMER_POSITION = "former_position", SiteText("ancien poste ou part prise au {challenge}")
    DECLARED = DECLARED_LINK
    OTHER = OTHER_LINK
