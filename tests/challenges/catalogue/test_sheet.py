"""The administration's word on its public page: asked, agreed, remarked, and what publication makes of it."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from challenges.catalogue.models.validations import validation_status
from challenges.catalogue.states import ValidationStatus as V
from challenges.catalogue.workflow import framing
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus as S
from challenges.proposal.todo import todo
from challenges.proposal.workflow import submission
from eig.common.clock import PARIS, moved_to
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.promotions import PromotionFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def at():
    return datetime(2020, 4, 20, 10, tzinfo=PARIS)


@pytest.fixture
def framed(agent, coordination, at):
    """A selected challenge whose page is finished."""
    challenge = ChallengeFactory(selected=True, title="Newsroom", authors=[agent])
    PositionFactory(challenge=challenge)
    values = {"public_title": "Open Collectivités", "summary": "Des données lisibles.", "sheet": "Le problème."}
    framing.frame(challenge, values, by=coordination, at=at)
    return challenge


@pytest.fixture
def asked(framed, coordination, at):
    framing.ask_validation(framed, by=coordination, at=at)
    return fresh(framed)


def fresh(challenge):
    return Challenge.objects.get(pk=challenge.pk)


def status(challenge):
    return validation_status(fresh(challenge))


def test_the_authors_are_shown_the_page_and_agree(asked, agent, coordination, at, letters):
    assert "/porteur/defis/" in letters("challenges/sheet_asked")[0].text
    assert [line.title for line in todo(agent, at)] == ["Valider la fiche publique de « Open Collectivités »"]
    framing.agree_sheet(asked, by=agent, at=at + HOUR)
    framing.agree_sheet(fresh(asked), by=agent, at=at + 2 * HOUR)
    assert status(asked) == V.AGREED
    assert len(letters("challenges/sheet_agreed")) == 1
    assert todo(agent, at) == []
    framing.publish(asked, by=coordination, at=at + 3 * HOUR)
    assert fresh(asked).status == S.PUBLISHED


def test_changes_are_proposed_in_words_and_asked_again(asked, agent, coordination, at, letters):
    framing.remark_sheet(asked, remark="La ville est Étel.", by=agent, at=at + HOUR)
    assert status(asked) == V.REMARKED
    [letter] = letters("challenges/sheet_remarked")
    assert "La ville est Étel." in letter.text
    framing.frame(asked, {"town": "Étel"}, by=coordination, at=at + 2 * HOUR)
    assert status(asked) == V.CHANGED
    framing.ask_validation(fresh(asked), by=coordination, at=at + 3 * HOUR)
    assert status(asked) == V.ASKED
    assert len(letters("challenges/sheet_asked")) == 2


def test_what_changes_after_the_agreement_is_to_be_agreed_again(asked, agent, coordination, at):
    framing.agree_sheet(asked, by=agent, at=at + HOUR)
    framing.frame(asked, {"sheet": "Le problème."}, by=coordination, at=at + 2 * HOUR)
    assert status(asked) == V.AGREED
    framing.frame(asked, {"sheet": "Un autre problème."}, by=coordination, at=at + 2 * HOUR)
    assert status(asked) == V.CHANGED
    with pytest.raises(StepRefused, match="n’attend pas de réponse"):
        framing.agree_sheet(fresh(asked), by=agent, at=at + 3 * HOUR)


def test_publication_needs_the_agreement_or_a_reason(asked, coordination, at):
    with pytest.raises(StepRefused, match="n’a pas validé la fiche"):
        framing.publish(asked, reason="  ", by=coordination, at=at)
    framing.publish(asked, reason="Accord donné au téléphone.", by=coordination, at=at)
    entry = Entry.objects.about(asked).get(verb="publish")
    assert entry.note == "Accord donné au téléphone."


@pytest.mark.parametrize("fields", [{"is_link": True}, {"promotion__archived": True}])
def test_the_past_and_the_coordination_s_own_team_need_none(coordination, at, fields):
    challenge = ChallengeFactory(selected=True, public_title="A", summary="B", sheet="C", **fields)
    PositionFactory(challenge=challenge)
    framing.publish(challenge, by=coordination, at=at)
    assert challenge.status == S.PUBLISHED


def test_nothing_is_asked_of_an_unfinished_page_nor_twice(asked, coordination, at):
    with pytest.raises(StepRefused, match="déjà demandée"):
        framing.ask_validation(asked, by=coordination, at=at)
    with pytest.raises(StepRefused, match="il manque encore : un titre public"):
        framing.ask_validation(ChallengeFactory(selected=True), by=coordination, at=at)
    with pytest.raises(StepRefused, match="retenu"):
        framing.ask_validation(ChallengeFactory(preselected=True), by=coordination, at=at)


def test_only_an_author_answers(asked, at):
    with pytest.raises(StepRefused):
        framing.agree_sheet(asked, by=UserFactory(), at=at + HOUR)


def test_the_page_is_read_and_answered_in_a_browser(asked, agent, at, client_for):
    url, client = reverse("challenges:sheet", args=[asked.pk]), client_for(agent)
    with moved_to(at + HOUR):
        html = client.get(url).content.decode()
        assert "Open Collectivités" in html
        assert "Le problème." in html
        version = fresh(asked).validation.version
        assert version in html
        answer = client.post(url, {"act": "remark", "remark": ""})
        assert answer.status_code == 422
        assert "Écrivez votre réponse." in answer.content.decode()
        remarked = client.post(url, {"act": "remark", "remark": "La ville est Étel.", "version": version})
        assert remarked.status_code == 302
        assert "La ville est Étel." in client.get(url).content.decode()
        version = fresh(asked).validation.version
        assert client.post(url, {"act": "agree", "version": version}).status_code == 302
        assert status(asked) == V.AGREED
        assert "Valider la fiche</button>" not in client.get(url).content.decode()
        stranger = client_for(UserFactory())
        assert stranger.post(url, {"act": "agree", "version": version}).status_code == 404


def test_nothing_is_shown_before_the_coordination_asks(framed, agent, client_for):
    assert client_for(agent).get(reverse("challenges:sheet", args=[framed.pk])).status_code == 302
    assert client_for(UserFactory()).get(reverse("challenges:sheet", args=[framed.pk])).status_code == 404


def test_the_coordination_asks_and_publishes_from_the_admin(framed, agent, coordination, at, client_for):
    client, pk = client_for(coordination), framed.pk
    change = reverse("admin:challenges_challenge_change", args=[pk])
    with moved_to(at):
        assert "Faire valider la fiche" in client.get(change).content.decode()
        assert client.get(reverse("admin:challenges_challenge_validation", args=[pk])).status_code == 200
        client.post(reverse("admin:challenges_challenge_validation", args=[pk]))
        html = client.get(change).content.decode()
        assert "à valider par l’administration" in html
        assert "Faire valider la fiche" not in html
        step = reverse("admin:challenges_challenge_step", args=[pk, "publish"])
        assert "n’a pas validé" in client.post(step, {"reason": ""}, follow=True).content.decode()
        client.post(step, {"reason": "Accord donné au téléphone."})
    assert fresh(framed).status == S.PUBLISHED


def test_a_withdrawn_page_stays_and_says_so(agent, coordination, at, client, django_assert_num_queries):
    promotion = PromotionFactory()
    challenge = ChallengeFactory(published=True, promotion=promotion, authors=[agent], title="MonitorFish")
    submission.withdraw(challenge, by=coordination, at=at)
    with django_assert_num_queries(4):
        response = client.get(reverse("challenges:detail", args=[challenge.slug]))
    assert response.status_code == 410
    assert response["X-Robots-Tag"] == "noindex"
    html = response.content.decode()
    assert "a été retiré de la promotion" in html
    assert '<meta name="robots" content="noindex">' in html
    assert challenge.slug not in client.get("/sitemap.xml").content.decode()
    assert "MonitorFish" not in client.get(reverse("challenges:catalogue")).content.decode()


def test_an_old_page_agrees_to_nothing_that_it_did_not_show(asked, agent, coordination, at, client_for):
    url, client = reverse("challenges:sheet", args=[asked.pk]), client_for(agent)
    old = asked.validation.version
    framing.frame(asked, {"sheet": "Un autre problème."}, by=coordination, at=at + HOUR)
    framing.ask_validation(fresh(asked), by=coordination, at=at + HOUR)
    with moved_to(at + 2 * HOUR):
        for sent in ({"act": "agree", "version": old}, {"act": "agree"}):
            assert client.post(url, sent).status_code == 409
        assert status(asked) == V.ASKED


def test_two_authors_who_propose_changes_lose_nothing(asked, agent, at, client_for):
    url, client = reverse("challenges:sheet", args=[asked.pk]), client_for(agent)
    version, colleague = asked.validation.version, UserFactory()
    asked.authors.add(colleague)
    framing.remark_sheet(asked, remark="La ville est Étel.", by=colleague, at=at + HOUR)
    with moved_to(at + 2 * HOUR):
        late = client.post(url, {"act": "remark", "remark": "Le nom a changé.", "version": version})
        assert late.status_code == 409
        for text in ("La ville est Étel.", "Le nom a changé.", "une autre personne y a répondu"):
            assert text in late.content.decode()
        assert fresh(asked).validation.remark == "La ville est Étel."
        framing.agree_sheet(fresh(asked), by=colleague, at=at + 2 * HOUR)
        late = client.post(url, {"act": "remark", "remark": "Le nom a changé.", "version": version})
        assert late.status_code == 409
        assert "Le nom a changé." in late.content.decode()
        too_late = client.post(url, {"act": "agree", "version": version})
        assert "Votre texte" not in too_late.content.decode()


def test_a_second_click_says_a_remark_once(asked, agent, at, client_for, letters):
    url, client = reverse("challenges:sheet", args=[asked.pk]), client_for(agent)
    sent = {"act": "remark", "remark": "Le nom a changé.", "version": asked.validation.version}
    with moved_to(at + HOUR):
        assert [client.post(url, sent).status_code for _ in range(2)] == [302, 302]
    assert len(letters("challenges/sheet_remarked")) == 1
