"""A promotion whose call is open, an administration, its agent, a challenge ready to be submitted."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from challenges.administrations.models.administrations import Administration
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.common.clock import PARIS
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, MembershipFactory
from tests.factories.promotions import (
    ProfileFactory,
    ProfileFamilyFactory,
    PromotionFactory,
    QuestionFactory,
    StatementFactory,
    TargetFactory,
    WindowFactory,
)
from tests.files.test_workflow import pdf

DURING = datetime(2020, 2, 4, 10, tzinfo=PARIS)
CLOSING = datetime(2020, 2, 28, 17, tzinfo=PARIS)


@dataclass
class Situation:
    """Everything a test of the administrations' side begins with."""

    promotion: Promotion
    call: Window
    administration: Administration
    agent: User


def open_call() -> Situation:
    """EIG 4 during its call: two sections of questions, one commitment, three families."""
    promotion = PromotionFactory()
    for order, section in enumerate(["Le problème", "Le problème", "La suite"], start=1):
        QuestionFactory(
            questionnaire=promotion.challenge_questions, order=order, section=section, label=f"Question {order}"
        )
    StatementFactory(promotion=promotion, text="Le travail à distance est possible.")
    for slug in ("developpement", "design", "data"):
        family = ProfileFamilyFactory(slug=slug)
        TargetFactory(promotion=promotion, family=family)
        ProfileFactory(family=family, name=f"profil {slug}", slug=f"profil-{slug}")
    agent = UserFactory(first_name="Amir", last_name="Agent", email="amir.agent@culture.example")
    membership = MembershipFactory(user=agent)
    return Situation(promotion, WindowFactory(promotion=promotion), membership.administration, agent)


def draft(situation: Situation, **fields) -> Challenge:
    """A draft of the agent; ``complete=True`` when nothing is missing."""
    defaults = {"promotion": situation.promotion, "administration": situation.administration}
    return ChallengeFactory(**{**defaults, "authors": [situation.agent], **fields})


def deck(pages: int = 2, name: str = "defi.pdf") -> SimpleUploadedFile:
    """A PDF to send."""
    return SimpleUploadedFile(name, pdf(pages), content_type="application/pdf")
