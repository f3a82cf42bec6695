"""The candidate's and the mentor's paths, by keyboard, at both widths; the agent's is in ``test_whole_file``."""

from datetime import timedelta

import pytest
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.rules import statements_of
from eig.common import clock
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.mentoring import CheckInFactory, MentorFactory, MissionFactory
from tests.factories.promotions import (
    PromotionFactory,
    QuestionFactory,
    TargetFactory,
    WindowFactory,
)
from tests.journeys.world import at
from tests.pdf import pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PDF = {"name": "document.pdf", "mimeType": "application/pdf", "buffer": pdf(2)}


@pytest.fixture
def promotion(groups):
    """EIG 4 with one question and one profile."""
    promotion = PromotionFactory(name="EIG 4", slug="eig-4")
    QuestionFactory(questionnaire=promotion.application_questions, label="Racontez votre parcours")
    TargetFactory(promotion=promotion)
    return promotion


def test_the_candidate_applies(visitor, signed_in, promotion, candidate):
    WindowFactory(promotion=promotion, candidates=True)
    PositionFactory(challenge=ChallengeFactory(promotion=promotion, published=True, title="MonitorFish"))
    signed_in(visitor, candidate)
    with clock.moved_to(at("2020-06-02 22:30")):
        visitor.go("/candidature/").press("Commencer ma candidature")
        application = Application.objects.get()

        def page(section: str):
            return visitor.go(reverse("candidates:section", args=[application.pk, section]))

        page("profil").fill(phone="06 12 34 56 78", town="Lyon", headline="Designeuse de service")
        for statement in statements_of(promotion):
            visitor.page.check(f"[name='statement-{statement.pk}']", force=True)
        visitor.press("Enregistrer")
        question = promotion.application_questions.questions.get()
        page("parcours").fill(**{f"question-{question.pk}": "Huit ans de terrain."}).press("Enregistrer")
        page("cv").page.set_input_files("[name='cv']", PDF)
        visitor.press("Envoyer|Enregistrer|Joindre")
        page("voeux").page.select_option("[name='position_1']", index=1)
        visitor.fill(motivation_1="Parce que la mer se contrôle mal sans carte.").press("Enregistrer")
        visitor.go(reverse("candidates:submit", args=[application.pk])).press("Déposer")
        visitor.go(reverse("candidates:receipt", args=[application.pk])).reads("2 juin 2020")
    application.refresh_from_db()
    assert application.status == "submitted"


def test_the_mentor_logs_a_check_in(visitor, signed_in, groups):
    mission = MissionFactory()
    mentor = MentorFactory(challenge=mission.challenge, user=UserFactory()).user
    checkin = CheckInFactory(mission=mission)
    signed_in(visitor, mentor)
    with clock.moved_to(clock.paris(checkin.due_on - timedelta(days=1), 9)):
        visitor.go("/").go("/suivi/").go(reverse("mentoring:mission", args=[mission.pk]))
        visitor.go(reverse("mentoring:checkin", args=[checkin.pk]))
        visitor.page.check("[name='mood'][value='3']", force=True)
        visitor.page.check("[name='blocked'][value='non']", force=True)
        visitor.fill(progress="Une première maquette est en test.").press("Enregistrer")
    checkin.refresh_from_db()
    assert (checkin.status, checkin.mood) == ("logged", 3)
