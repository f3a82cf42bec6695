"""A promotion that says « projet » and « porteur »: every page and letter of it does, and nobody's text changes."""

import html
import re
from datetime import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from challenges.hearings.rules.clarifications import asking_refusal
from challenges.hearings.workflow.conflicts import declare_conflict
from challenges.participants.workflow.participants import hand_over
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import StakeholderKind
from challenges.proposal.workflow.reminders import remind as remind_agents
from challenges.proposal.workflow.submission import submit
from eig.common import clock
from eig.common.clock import PARIS
from eig.common.flow import StepRefused
from eig.home.todo import awaiting
from eig.notifications.letters import LETTERS
from eig.notifications.models import LetterText, Message
from eig.notifications.rendering import render
from eig.notifications.workflow import wording_for
from tests.challenges.situations import draft, open_call
from tests.factories.candidates import ApplicationFactory, OfferFactory, WishFactory, a_call, a_position
from tests.factories.challenges import ChallengeFactory, StakeholderFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, SheetFactory
from tests.factories.promotions import CriterionFactory, QuestionFactory

pytestmark = pytest.mark.django_db

WORDS = {
    "challenge_word": "projet",
    "challenge_words": "projets",
    "mentor_word": "porteur",
    "mentor_words": "porteurs",
    "sponsor_word": "parrain",
    "sponsor_words": "parrains",
}
TITLE = "Défi des mentors"
TYPED = "Un défi pour nos mentors, écrit tel quel."
USUAL = re.compile(r"\b(défi|mentor)s?\b", re.IGNORECASE)
CALL = datetime(2020, 2, 26, 10, tzinfo=PARIS)
DAY = datetime(2020, 3, 24, 11, 10, tzinfo=PARIS)
JUNE = datetime(2020, 6, 4, 21, 30, tzinfo=PARIS)
SECTIONS = ("identity", "positions", "host_team", "datasets", "people", "commitments", "deck", "simulation")
ACTS = ("preview", "participants", "invite", "questions", "submit", "withdraw")


def visible(response) -> str:
    """What the page says, title included, addresses and code left out."""
    page = response.content.decode()
    title, main = (
        page.partition("<title>")[2].partition("</title>")[0],
        page.partition("<main")[2].partition("</main>")[0],
    )
    shown = re.findall(r'(?:aria-label|title|placeholder)="([^"]*)"', main)
    spoken = re.sub(r"<[^>]+>", " ", f"{title.partition(' – ')[0]} {main} {' '.join(shown)}")
    return html.unescape(spoken)


def said(response) -> str:
    """The visible text of a page that was answered with 200, without what people typed."""
    assert response.status_code == 200, response
    text = visible(response)
    return untyped(text)


def untyped(text: str) -> str:
    """A text without what people typed in it, the names given by the factories included."""
    for typed in (TYPED, TITLE):
        text = text.replace(typed, "")
    return re.sub(r"Défi \d+", "", text)


def awaited(user, at) -> str:
    """The titles and details of the lines of « Ma page », without what people typed."""
    todos, waiting = awaiting(user, at)
    assert todos + waiting
    return untyped(" ".join(f"{line.title} {line.detail}" for line in todos + waiting))


def renamed(promotion):
    type(promotion).objects.filter(pk=promotion.pk).update(**WORDS)
    promotion.refresh_from_db()
    return promotion


def filled(challenge: Challenge) -> Challenge:
    Challenge.objects.filter(pk=challenge.pk).update(title=TITLE, summary=TYPED)
    challenge.positions.update(mission=TYPED)
    if challenge.narrative:
        challenge.narrative.answers.update(text=TYPED)
    challenge.refresh_from_db()
    return challenge


@pytest.fixture
def call():
    situation = open_call()
    renamed(situation.promotion)
    return situation


def test_the_agent_reads_the_words_of_the_promotion(call, client_for, letters):
    challenge = filled(draft(call, complete=True))
    StakeholderFactory(challenge=challenge, kind=StakeholderKind.HR)
    client = client_for(call.agent)
    with clock.moved_to(CALL):
        pages = [client.get(reverse(f"challenges:{name}", args=[challenge.pk])) for name in ("file", *SECTIONS, *ACTS)]
        pages += [client.get(reverse("challenges:narrative", args=[challenge.pk, 1]))]
        pages += [client.get(reverse("challenges:create"))]
    for page in pages:
        assert not USUAL.findall(said(page)), page.request["PATH_INFO"]
    assert not USUAL.findall(awaited(call.agent, CALL))
    assert TITLE in visible(pages[0])
    assert f'value="{TITLE}"' in pages[1].content.decode()
    assert TYPED in pages[1].content.decode()
    assert "Ce que contient votre projet" in visible(pages[0])
    assert "Second porteur opérationnel" in visible(pages[5])


def test_refusals_and_receipts_too(call, client_for):
    challenge = filled(draft(call, complete=True))
    client = client_for(call.agent)
    with clock.moved_to(CALL):
        submit(challenge, by=call.agent, at=CALL)
        done = client.get(reverse("challenges:receipt", args=[challenge.pk]))
        take_up = client.get(reverse("challenges:take_up", args=[challenge.pk]))
        refused = client.get(reverse("challenges:identity", args=[challenge.pk]), follow=True)
        pdf = client.get(reverse("challenges:receipt_pdf", args=[challenge.pk]))
    for page in (done, take_up, refused):
        assert not USUAL.findall(said(page)), page.request["PATH_INFO"]
    assert "Ce projet n’est plus en préparation" in visible(refused)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    assert TITLE in text
    assert not USUAL.findall(text.replace(TITLE, ""))


def test_letters_say_the_words_except_those_that_staff_wrote(call, letters):
    challenge = filled(draft(call, complete=True))
    with clock.moved_to(CALL):
        remind_agents(at=CALL)
        submit(challenge, by=call.agent, at=CALL)
    (reminder,), (receipt,) = letters("challenges/draft_reminder"), letters("challenges/submitted")
    for letter in (reminder, receipt):
        assert "Votre projet" in letter.subject
        assert TITLE in letter.subject
        assert not USUAL.findall((letter.subject + letter.text).replace(TITLE, ""))
    assert "auteur ou autrice de ce projet" in receipt.text
    LetterText.objects.create(
        letter="challenges/submitted", scope=call.promotion.scope, subject="Merci", body="Votre défi, chers mentors."
    )
    assert wording_for(LETTERS["challenges/submitted"], call.promotion.scope).body == "Votre défi, chers mentors."


def test_every_original_letter_can_be_said(call):
    for letter in LETTERS.values():
        done = render(letter, wording_for(letter, call.promotion.scope), dict.fromkeys(letter.examples, "x"))
        assert not USUAL.findall(done.subject + done.text), letter.key


def test_the_coordination_rewords_a_letter_in_these_words(call, client_for, coordination):
    client = client_for(coordination)
    page = client.get(reverse("admin:promotions_promotion_letter", args=[call.promotion.pk, "challenges", "submitted"]))
    assert "Votre projet {{ defi }} est bien déposé" in page.content.decode()


@pytest.fixture
def jury():
    jury = JuryFactory()
    renamed(jury.promotion)
    CriterionFactory(promotion=jury.promotion, label="Potentiel")
    QuestionFactory(questionnaire=jury.promotion.challenge_questions, label="Quelle est la difficulté ?")
    return jury


def test_the_juror_reads_the_words_of_the_promotion(jury, juror, client_for):
    JurySeatFactory(jury=jury, user=juror, rapporteur=True)
    hearing = HearingFactory(jury=jury)
    filled(ChallengeFactory(preselected=True, promotion=jury.promotion, hearing=hearing, complete=True))
    client = client_for(juror)
    names = ("challenge", "challenge_sheet", "challenge_conflict", "challenge_ask")
    with clock.moved_to(DAY):
        pages = [client.get(reverse(f"juries:{name}", args=[hearing.pk])) for name in names]
        pages += [client.get(reverse(f"juries:{name}", args=[jury.pk])) for name in ("kit", "grid")]
        pages += [client.get(reverse("juries:desk"))]
        pdf = client.get(reverse("juries:kit_download", args=[jury.pk]))
    for page in pages:
        assert not USUAL.findall(said(page)), page.request["PATH_INFO"]
    assert "Porteur opérationnel" in visible(pages[0])
    assert TYPED in visible(pages[0])
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf.content)).pages)
    assert TITLE in text
    assert TYPED in text
    assert "Porteur opérationnel" in text
    assert not USUAL.findall(text.replace(TITLE, "").replace(TYPED, ""))


def test_so_are_the_refusals_of_jurors_and_agents(jury, juror, agent, client_for, at):
    JurySeatFactory(jury=jury, user=juror)
    hearing = HearingFactory(jury=jury)
    challenge = ChallengeFactory(preselected=True, promotion=jury.promotion, hearing=hearing, authors=[agent])
    sheet, given = SheetFactory(hearing=hearing, juror=juror), {"by": juror, "at": at}
    with pytest.raises(StepRefused, match="a déjà noté ce projet"):
        declare_conflict(challenge, juror, **given)
    with pytest.raises(StepRefused, match="participe à ce projet"):
        hand_over(challenge, to=juror, by=agent, at=at)
    sheet.delete()
    declare_conflict(challenge, juror, **given)
    page = client_for(juror).get(reverse("juries:challenge_conflict", args=[hearing.pk]))
    assert "vous écarte de ce projet" in visible(page)
    taken = client_for(agent).get(reverse("challenges:reuse", args=[challenge.pk]), follow=True)
    assert "ce projet ne peut pas être repris" in visible(taken)
    Challenge.objects.update(status="withdrawn")
    challenge.refresh_from_db()
    assert asking_refusal(challenge, at).startswith("Ce projet n’attend plus d’audition")


def test_the_catalogue_says_the_words_of_each_promotion(client):
    challenge = filled(ChallengeFactory(published=True, public_title=TITLE, sheet=TYPED, complete=True))
    renamed(challenge.promotion)
    page = client.get(reverse("challenges:detail", args=[challenge.slug]))
    assert not USUAL.findall(said(page))
    assert "Porteur opérationnel" in visible(page)
    assert TYPED in visible(page)


def test_the_candidate_reads_the_words_of_the_promotion(candidate, client_for):
    promotion = renamed(a_call())
    position = a_position(promotion, title=TITLE, public_title=TITLE)
    application = ApplicationFactory(promotion=promotion, user=candidate, complete=True)
    application.wishes.all().delete()
    WishFactory(application=application, position=position, motivation=TYPED)
    client = client_for(candidate)
    with clock.moved_to(JUNE):
        pages = [client.get(reverse("candidates:section", args=[application.pk, "voeux"]))]
        names = ("application", "read", "submit", "withdraw")
        pages += [client.get(reverse(f"candidates:{name}", args=[application.pk])) for name in names]
    for page in pages:
        assert not USUAL.findall(said(page)), page.request["PATH_INFO"]
    assert not USUAL.findall(awaited(candidate, JUNE))
    assert "Lire les projets" in visible(pages[0])
    assert TYPED in visible(pages[0])
    assert f"projet {TITLE}" in visible(pages[2])


def test_an_offer_says_them_too(candidate, client_for):
    promotion = renamed(a_call())
    offer = OfferFactory(sent=True, application__user=candidate, application__promotion=promotion)
    filled(offer.position.challenge)
    client = client_for(candidate)
    with clock.moved_to(datetime(2020, 7, 21, 10, tzinfo=PARIS)):
        pages = [client.get(reverse(f"candidates:{name}", args=[offer.pk])) for name in ("offer", "accept", "decline")]
        lines = awaited(candidate, clock.now())
        client.post(reverse("candidates:accept", args=[offer.pk]))
    for page in pages:
        assert not USUAL.findall(said(page)), page.request["PATH_INFO"]
    assert not USUAL.findall(lines)
    sent = Message.objects.filter(letter="candidates/accepted").get()
    assert "Vous rejoignez le projet" in sent.subject
