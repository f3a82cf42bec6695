"""The agent's, the candidate's and the mentor's paths, by keyboard, at both widths."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from candidates.application.models import Application
from challenges.proposal.models.challenges import Challenge
from eig.common import clock
from eig.notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, MembershipFactory, PositionFactory
from tests.factories.mentoring import CheckInFactory, MentorFactory, MissionFactory
from tests.factories.promotions import (
    CommitmentFactory,
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
    """EIG 4 with one question on each side, one commitment, one profile."""
    promotion = PromotionFactory(name="EIG 4", slug="eig-4")
    QuestionFactory(questionnaire=promotion.challenge_questions, label="Quel problème voulez-vous résoudre ?")
    QuestionFactory(questionnaire=promotion.application_questions, label="Racontez votre parcours")
    CommitmentFactory(promotion=promotion)
    TargetFactory(promotion=promotion)
    return promotion


def test_the_agent_writes_and_submits_a_challenge(visitor, promotion, agent):
    WindowFactory(promotion=promotion)
    MembershipFactory(user=agent)
    EmailAddress.objects.create(user=agent, email=agent.email, verified=True, primary=True)
    with clock.moved_to(at("2020-02-20 14:02")):
        visitor.sign_in(agent.email)
        visitor.go("/porteur/").go("/porteur/nouveau/").fill(title="MonitorFish").press("Commencer")
        challenge = Challenge.objects.get()
        _sections(visitor, challenge)
        visitor.go(reverse("challenges:submit", args=[challenge.pk])).press("Déposer").reads("Numéro de dépôt")
    assert Message.objects.filter(letter="challenges/submitted").count() == 1


def _sections(visitor, challenge) -> None:
    def save(name: str, *args, **values) -> None:
        visitor.go(reverse(f"challenges:{name}", args=[challenge.pk, *args])).fill(**values)
        visitor.press("Enregistrer")

    save("identity", summary="Contrôler la pêche en mer.", address="1 rue du Port", town="Étel")
    question = challenge.promotion.challenge_questions.questions.get()
    save("narrative", 1, **{f"question-{question.pk}": "Les contrôleurs manquent de données."})
    visitor.go(reverse("challenges:positions", args=[challenge.pk]))
    visitor.page.select_option("[name='poste-0-family']", index=1)
    visitor.fill(**{"poste-0-seats": "2", "poste-0-mission": "Construire l’outil."}).press("Enregistrer")
    people = {}
    for number, email in ((0, "mentor@peche.example"), (2, "direction@peche.example")):
        people |= {f"personne-{number}-name": "Dominique Martin", f"personne-{number}-function": "Cheffe de projet"}
        people[f"personne-{number}-email"] = email
    save("people", **people)
    visitor.go(reverse("challenges:commitments", args=[challenge.pk]))
    visitor.page.check("[name='commitments']", force=True)
    visitor.press("Enregistrer")
    visitor.go(reverse("challenges:deck", args=[challenge.pk]))
    visitor.page.set_input_files("[name='deck']", PDF)
    visitor.press("Envoyer|Enregistrer|Joindre")


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
        for name in ("not_public_servant", "not_student"):
            visitor.page.check(f"[name='{name}']", force=True)
        visitor.press("Enregistrer")
        question = promotion.application_questions.questions.get()
        page("parcours").fill(**{f"question_{question.pk}": "Huit ans de terrain."}).press("Enregistrer")
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
