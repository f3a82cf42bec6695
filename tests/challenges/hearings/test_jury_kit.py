"""The kit of a half-day: on line, and as one PDF."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.html import strip_tags
from pypdf import PdfReader

from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.workflow.clarifications import (
    answer_clarification,
    ask_clarification,
    close_clarification,
    forward_clarification,
)
from challenges.proposal.models.means import Dataset, HostMember
from challenges.review.models.questions import PreparedQuestion
from challenges.review.workflow.questions import answer_questions, prepare_questions, send_questions
from eig.common import clock
from eig.common.clock import PARIS
from tests.factories.challenges import ChallengeFactory, ClarificationFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory
from tests.factories.promotions import CriterionFactory, QuestionFactory
from tests.pdf import pdf

pytestmark = pytest.mark.django_db

EVE = datetime(2020, 3, 20, 18, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def before_the_day():
    with clock.moved_to(EVE):
        yield


@pytest.fixture
def jury():
    jury = JuryFactory()
    CriterionFactory(promotion=jury.promotion, label="Potentiel de transformation")
    QuestionFactory(questionnaire=jury.promotion.challenge_questions, label="Quel est le problème ?")
    return jury


@pytest.fixture
def member(jury, juror):
    return JurySeatFactory(jury=jury, user=juror).user


def heard(jury, number, title, pages=0, content=b"", **more):
    hearing = HearingFactory(jury=jury, starts_at=jury.meets_at + timedelta(minutes=55 * number))
    challenge = ChallengeFactory(
        preselected=True, complete=True, promotion=jury.promotion, hearing=hearing, title=title, **more
    )
    if pages or content:
        challenge.deck.file.save("deck", ContentFile(content or pdf(pages)))
    else:
        challenge.deck = None
        challenge.save()
    return challenge


def url(jury, name="kit"):
    return reverse(f"juries:{name}", args=[jury.pk])


def outline(reader):
    """« title → page » of each bookmark, those of a chapter under it."""
    found = []
    for branch in reader.outline:
        rows = branch if isinstance(branch, list) else [branch]
        found += [(row.title, reader.get_destination_page_number(row)) for row in rows]
    return found


def texts(reader):
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_one_file_holds_contents_files_and_presentations_with_bookmarks(client_for, jury, member):
    heard(jury, 1, "LABEL", pages=2)
    first = heard(jury, 0, "MonitorFish", pages=3)
    ClarificationFactory(challenge=first, question="Combien d’agents ?", handed=True)
    response = client_for(member).get(url(jury, "kit_download"))
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert "attachment" in response["Content-Disposition"]
    reader = PdfReader(BytesIO(response.content))
    marks = outline(reader)
    assert [title for title, _ in marks] == [
        "Sommaire et critères",
        *("MonitorFish", "Le dossier", "La présentation"),
        *("LABEL", "Le dossier", "La présentation"),
    ]
    pages = texts(reader)
    names = ["cover", "fish", "fish_file", "fish_deck", "label", "label_file", "label_deck"]
    starts = dict(zip(names, (page for _, page in marks), strict=True))
    assert starts["label"] - starts["fish_deck"] == 3
    assert len(reader.pages) - starts["label_deck"] == 2
    assert f"page {starts['fish'] + 1}" in pages[0]
    assert f"page {starts['label_deck'] + 1}" in pages[0]
    assert "Potentiel de transformation" in " ".join(pages[: starts["fish"]])
    file = " ".join(pages[starts["fish"] : starts["fish_deck"]])
    assert "Réponse à Quel est le problème" in file
    assert "Combien d’agents" in file


def test_a_presentation_that_cannot_be_read_does_not_keep_the_rest_away(client_for, jury, member):
    heard(jury, 0, "MonitorFish", content=b"%PDF-1.7 broken")
    heard(jury, 1, "LABEL")
    reader = PdfReader(BytesIO(client_for(member).get(url(jury, "kit_download")).content))
    assert [title for title, _ in outline(reader)] == [
        "Sommaire et critères",
        *("MonitorFish", "Le dossier"),
        *("LABEL", "Le dossier"),
    ]
    whole = " ".join(texts(reader))
    assert "n’a pas pu être jointe" in whole
    assert "Aucune présentation" in whole


def test_the_page_shows_the_half_day_with_its_questions(client_for, jury, member):
    challenge = heard(jury, 0, "MonitorFish", pages=1)
    ClarificationFactory(challenge=challenge, question="Combien d’agents ?", handed=True)
    heard(jury, 1, "Retiré", pages=1, status="withdrawn")
    html = client_for(member).get(url(jury)).content.decode()
    for text in ("MonitorFish", "Combien d’agents", "Potentiel de transformation", url(jury, "kit_download")):
        assert text in html
    assert "Retiré" not in html


def test_every_question_is_printed_with_its_answer(client_for, jury, member, coordination, agent):
    challenge = heard(jury, 0, "MonitorFish", authors=[agent])
    words = ["Quelles données sont déjà là ?", "Qui décide ?"]
    prepare_questions(challenge, {}, [*words, "Pas encore prête"], by=coordination, at=EVE)
    unready = challenge.prepared_questions.last()
    send_questions(challenge, by=coordination, at=EVE)
    PreparedQuestion.objects.filter(pk=unready.pk).update(sent_at=None)
    first = challenge.prepared_questions.sent()[0]
    answer_questions(challenge, {first.pk: "Les journaux de bord."}, by=agent, at=EVE)
    told, closed = (
        ask_clarification(challenge, question=question, by=member, at=EVE) for question in ("Budget ?", "Blague ?")
    )
    forward_clarification(told, question="Quel est le budget ?", by=coordination, at=EVE)
    answer_clarification(told, answer="Deux cent mille euros.", by=agent, at=EVE)
    close_clarification(closed, reason="Hors sujet", by=coordination, at=EVE)
    client = client_for(member)
    page = client.get(url(jury)).content.decode()
    reader = PdfReader(BytesIO(client.get(url(jury, "kit_download")).content))
    for shown in (" ".join(texts(reader)), " ".join(strip_tags(page).split())):
        text = shown.replace("\xa0", " ").replace("\u202f", " ").replace("&nbsp;", " ")
        assert "Quelles données sont déjà là ? Les journaux de bord." in text
        assert "Qui décide ? Pas encore de réponse : à poser à l’audition." in text
        assert "Quel est le budget ? Deux cent mille euros." in text
        assert "Blague ? Laissée sans suite par la coordination." in text
        assert text.index("Les questions de la coordination") < text.index("Les questions du jury")
        assert "Pas encore prête" not in text


def test_means_duration_and_funding_are_read_on_line_and_printed(client_for, jury, member):
    funded = {"cofunding": True, "cofunding_amount": 30_000, "budget_programme": "129", "employer_cost": 96_000}
    challenge = heard(jury, 0, "MonitorFish", months=11, **funded)
    HostMember.objects.create(
        challenge=challenge, name="Ada Renard", function="cheffe de pôle", share=40, contribution="Ouvre les portes."
    )
    Dataset.objects.create(challenge=challenge, name="Positions", accessible=True)
    Dataset.objects.create(challenge=challenge, order=1, name="Journaux", steps="Convention avec le centre.")
    client = client_for(member)
    page = client.get(reverse("juries:challenge", args=[challenge.hearing_id])).content.decode()
    reader = PdfReader(BytesIO(client.get(url(jury, "kit_download")).content))
    for shown in (" ".join(texts(reader)), " ".join(strip_tags(page).split())):
        text = shown.replace("\xa0", " ").replace("\u202f", " ").replace("&nbsp;", " ")
        assert "Ada Renard cheffe de pôle, 40 % de son temps" in text.replace("Renardcheffe", "Renard cheffe")
        for words in ("Ouvre les portes.", "Déjà accessible", "À obtenir : Convention avec le centre.", "11 mois"):
            assert words in text
        assert "96 000 euros" in text
        for words in ("Montant demandé 30 000 euros", "Numéro de programme budgétaire 129"):
            assert words in text.replace("demandé30", "demandé 30").replace("budgétaire129", "budgétaire 129")


def test_what_a_conflict_closes_is_in_neither(client_for, jury, member):
    heard(jury, 0, "LABEL", pages=1)
    closed = heard(jury, 1, "MonitorFish", pages=1)
    ConflictOfInterest.objects.create(
        challenge=closed, user=member, kind="declared", declared_at=EVE, declared_by=member
    )
    client = client_for(member)
    assert "MonitorFish" not in client.get(url(jury)).content.decode()
    reader = PdfReader(BytesIO(client.get(url(jury, "kit_download")).content))
    assert "MonitorFish" not in " ".join(texts(reader))


def test_the_charter_comes_first_and_nobody_else_enters(client_for, jury, coordination, agent):
    seat = JurySeatFactory(jury=jury, unsigned=True)
    for name in ("kit", "kit_download"):
        assert client_for(seat.user).get(url(jury, name)).url == reverse("juries:charter", args=[seat.pk])
        for user in (coordination, agent, JurySeatFactory(jury__promotion=jury.promotion).user):
            assert client_for(user).get(url(jury, name)).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_cost_does_not_grow(client_for, jury, member, count, django_assert_num_queries):
    for number in range(count):
        challenge = heard(jury, number, f"Défi {number}")
        ClarificationFactory(challenge=challenge, handed=True)
        prepare_questions(challenge, {}, ["Qui décide ?"], by=member, at=EVE)
        challenge.prepared_questions.update(sent_at=EVE)
    client = client_for(member)
    client.get(url(jury))
    with django_assert_num_queries(21):
        client.get(url(jury))
