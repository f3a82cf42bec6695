"""The juror's and the coordination's paths: files, marks, common sheet, board, publication, framing."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus as S
from challenges.proposal.states import Decision
from eig.common import clock
from eig.juries.rules import criteria
from eig.promotions.models.announcements import Announcement
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, MarkFactory, SheetFactory
from tests.factories.promotions import CriterionFactory, QuestionFactory, TargetFactory
from tests.journeys.world import at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def jury(groups):
    """A jury that hears three complete challenges, one after the other."""
    jury = JuryFactory(promotion__name="EIG 4")
    for label in ("Potentiel", "Équipe d’accueil"):
        CriterionFactory(promotion=jury.promotion, label=label, help="Ce que le jury regarde.")
    QuestionFactory(questionnaire=jury.promotion.challenge_questions, label="Quel est le problème ?")
    TargetFactory(promotion=jury.promotion)
    for number, title in enumerate(("MonitorFish", "LABEL", "NEOTac")):
        hearing = HearingFactory(jury=jury, starts_at=jury.meets_at + timedelta(minutes=55 * number))
        common = {"preselected": True, "promotion": jury.promotion, "hearing": hearing, "title": title}
        ChallengeFactory(**common, complete=True, authors=[UserFactory()])
    return jury


def welcome(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user.email


def decide(visitor, act, title):
    """By keyboard; the row and the portrait are saved and redrawn in place, the focus stays where it was."""
    visitor.page.evaluate("window.same = true")
    visitor.page.get_by_role("button", name=f"{act} {title}", exact=True).press("Enter")
    visitor.page.locator(f"button[aria-pressed]:focus:has-text('{title}')").wait_for()
    assert visitor.page.evaluate("window.same"), "the page was loaded again"


def test_the_coordination_chooses_and_publishes(visitor, jury, coordination):
    board = reverse("admin:challenges_board", args=[jury.promotion_id])
    for number, hearing in enumerate(jury.hearings.all(), start=1):
        sheet = SheetFactory(common=True, hearing=hearing, rank=number, reason="Équipe solide.", favourite=number == 1)
        MarkFactory(sheet=sheet, criterion=criteria(jury)[0])
    with clock.moved_to(at("2020-04-02 10:00")):
        visitor.sign_in(welcome(coordination))
        visitor.go(board)
        visitor.page.get_by_role("checkbox", name=re.compile("retenait.*MonitorFish")).press("Space")
        visitor.page.get_by_text("Si l’on retenait MonitorFish").first.wait_for()
        assert "si=" in visitor.page.url
        for act, title in (("Retenir", "MonitorFish"), ("Retenir", "LABEL"), ("Ne pas retenir", "NEOTac")):
            decide(visitor, act, title)
        visitor.check().follow("Publier les décisions").reads("2 « défi retenu »")
        visitor.page.get_by_role("radio", name="À une heure choisie").check()
        visitor.fill(due_at="2020-04-03T09:00").press("Publier et envoyer 3")
        visitor.reads("Publication programmée pour le vendredi 3 avril 2020 à 9 h 00, heure de Paris")
        visitor.follow("La voir ou l’annuler").press("Annuler la publication")
        visitor.press("Publier et envoyer 3").reads("Publication programmée pour le jeudi 2 avril 2020 à 10 h 00")
    assert Challenge.objects.filter(pending_decision=Decision.KEEP).count() == 2
    assert Announcement.objects.waiting().get().ordered_by == coordination


def test_the_coordination_instructs_and_frames(visitor, signed_in, jury, coordination):
    submitted = ChallengeFactory(submitted=True, promotion=jury.promotion, complete=True, authors=[UserFactory()])
    selected = ChallengeFactory(selected=True, promotion=jury.promotion, title="Newsroom")
    PositionFactory(challenge=selected)
    with clock.moved_to(at("2020-03-05 10:00")):
        signed_in(visitor, coordination).go(reverse("admin:challenges_challenge_change", args=[submitted.pk]))
        visitor.follow("Demander une correction")
        visitor.fill(reason="Précisez les données.", due_at="2020-03-12T17:00").press("Demander une correction")
        visitor.go(reverse("admin:challenges_challenge_change", args=[selected.pk])).follow("Cadrer le défi")
        visitor.fill(public_title="Open Collectivités", summary="Des données lisibles.", sheet="La fiche.")
        visitor.press("Enregistrer le cadrage").follow("Publier au catalogue")
        visitor.fill(reason="Fiche relue ensemble, au téléphone.").press("Publier au catalogue")
    submitted.refresh_from_db()
    selected.refresh_from_db()
    assert (submitted.status, selected.status) == (S.CHANGES_REQUESTED, S.PUBLISHED)


def test_the_coordination_composes_a_jury(visitor, signed_in, jury, coordination, letters):
    with clock.moved_to(at("2020-03-05 10:00")):
        signed_in(visitor, coordination).go(reverse("admin:juries_jury_change", args=[jury.pk]))
        visitor.follow("Inviter un juré").fill(
            email="nadia.ferrand@assos.example", first_name="Nadia", last_name="Ferrand"
        )
        visitor.press("Inviter un juré").follow("Remplacer Nadia").follow("Revenir").follow("Retirer Nadia")
        visitor.press("Retirer ce juré")
    assert [letter.letter for letter in letters()] == ["juries/invited", "juries/unseated"]


def test_the_coordination_plans_the_hearings(visitor, signed_in, jury, coordination, juror):
    waiting = ChallengeFactory(preselected=True, promotion=jury.promotion, title="Newsroom", authors=[juror])
    JurySeatFactory(jury=jury, user=juror)
    other = JuryFactory(promotion=jury.promotion, name="Jury 8", place="Salle B")
    with clock.moved_to(at("2020-03-05 10:00")):
        signed_in(visitor, coordination).go(reverse("admin:challenges_planning", args=[jury.promotion_id]))
        visitor.follow("Examiner le lien")
        visitor.press("Écarter").reads("Conflits d’intérêts en vigueur")
        visitor.follow("Inviter des jurés").fill(text="adresse;jury\nnadia@assos.example;8\nx;8")
        visitor.press("Vérifier").reads("1 ligne à corriger").fill(text="adresse;jury\nnadia@assos.example;8")
        visitor.press("Vérifier").press("Faire tout cela").press("Confirmer ces auditions")
    waiting.refresh_from_db()
    assert waiting.hearing.jury == other
    assert other.seats.get().user.email == "nadia@assos.example"


def test_a_juror_who_signed_declines(visitor, signed_in, jury, juror):
    seat = JurySeatFactory(jury=jury, user=juror)
    with clock.moved_to(at("2020-03-20 10:00")):
        signed_in(visitor, juror).go(reverse("juries:invitation", args=[seat.pk]))
        visitor.follow("Je ne peux plus siéger").fill(reason="Un empêchement").press("Décliner l’invitation")
        visitor.reads("Vous avez décliné cette invitation")
