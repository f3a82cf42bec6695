"""The administrations' pages: what each person sees, and the submission judged on the hour of reception."""

import io
import re
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from challenges.administrations.states import MembershipStatus
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus
from eig.common import clock
from eig.common.clock import PARIS
from eig.common.text import NBSP
from eig.promotions.models.programmes import Promotion
from tests.challenges.situations import CLOSING, DURING, deck, draft
from tests.factories.accounts import UserFactory
from tests.factories.challenges import MembershipFactory, StakeholderFactory
from tests.factories.juries import HearingFactory, JurySeatFactory
from tests.factories.promotions import WindowFactory

S = ChallengeStatus
SECOND = timedelta(seconds=1)


def url(name, *args):
    return reverse(f"challenges:{name}", args=[getattr(arg, "pk", arg) for arg in args])


@pytest.fixture
def during():
    with clock.moved_to(DURING):
        yield


@pytest.fixture
def page(call, client_for, during):
    """The text of one of the agent's pages."""

    def read(name, *args):
        response = client_for(call.agent).get(url(name, *args))
        assert response.status_code == 200, response
        return response.content.decode()

    return read


def test_someone_new_is_told_where_to_begin(call, client_for, during):
    html = client_for(UserFactory()).get(url("mine")).content.decode()
    assert "pour quelle administration vous travaillez" in html
    assert "Commencer un défi" not in html


def test_a_personal_mailbox_is_told_why_not(call, client_for, during):
    html = client_for(UserFactory(email="lou@gmail.com")).get(url("mine")).content.decode()
    assert "Il faut une adresse professionnelle" in html


def test_someone_who_waits_is_told_so(call, client_for, during):
    waiting = MembershipFactory(status=MembershipStatus.REQUESTED).user
    assert "n’est pas confirmé" in client_for(waiting).get(url("mine")).content.decode()


def test_my_page_shows_drafts_with_what_is_missing_and_the_hour(call, page):
    draft(call, title="MonitorFish")
    html = page("mine")
    assert "Enregistré n’est pas déposé\u00a0: il manque 11\u00a0points." in html
    assert "vendredi 28\u00a0février 2020 à 17\u00a0h\u00a000, heure de Paris" in html


def test_outside_a_call_the_next_one_is_announced(call, client_for):
    with clock.moved_to(call.call.opens_at - SECOND):
        html = client_for(call.agent).get(url("mine")).content.decode()
    assert f"L’appel à projets {call.promotion} ouvre le mercredi 15" in html
    with clock.moved_to(CLOSING):
        assert "Le prochain sera annoncé" in client_for(call.agent).get(url("mine")).content.decode()


def test_opening_my_page_claims_the_parts_written_for_me(call, client_for, during):
    person = StakeholderFactory(user=None, email="lou.petit@culture.example", challenge=draft(call, submitted=True))
    lou = UserFactory(email="lou.petit@culture.example")
    assert str(person.challenge) in client_for(lou).get(url("mine")).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_my_page_costs_the_same_whatever_the_number(call, client_for, during, django_assert_num_queries, count):
    for number in range(count):
        draft(call, complete=True, title=f"Défi {number}")
    client = client_for(call.agent)
    with django_assert_num_queries(19):
        client.get(url("mine"))


def test_a_draft_begins(call, client_for, during):
    answer = client_for(call.agent).post(
        url("create"),
        {"title": "MonitorFish", "administration": call.administration.pk, "promotion": call.promotion.pk},
    )
    assert answer.url == url("file", Challenge.objects.get())


def test_the_first_form_has_little_to_ask(call, page):
    html = page("create")
    assert '<input type="hidden" name="promotion"' in html


def test_a_refused_beginning_keeps_what_was_typed(call, client_for, during):
    colleague = MembershipFactory(administration=call.administration).user
    draft(call, title="MonitorFish")
    answer = client_for(colleague).post(
        url("create"),
        {"title": "MonitorFish", "administration": call.administration.pk, "promotion": call.promotion.pk},
    )
    assert answer.status_code == 422
    assert 'value="MonitorFish"' in answer.content.decode()


def test_nobody_begins_without_a_call_nor_an_administration(call, client_for, during):
    assert client_for(UserFactory()).get(url("create")).url == url("mine")
    with clock.moved_to(CLOSING):
        assert client_for(call.agent).get(url("create")).url == url("mine")


def test_the_file_is_a_list_of_sections(call, page):
    html = page("file", draft(call, complete=True, town=""))
    assert html.count("complet</p>") == 7
    assert "Le problème" in html
    assert "La suite" in html
    assert "Relire et déposer le défi" in html


def test_what_lacks_is_said_in_each_section(call, page):
    html = page("file", draft(call))
    assert "Il manque le défi en une phrase et 2\u00a0autres points." in html
    assert "Il manque le mentor opérationnel et le mentor de haut niveau." in html
    assert html.count("à compléter</p>") == 7


def test_a_colleague_reads_and_does_not_write(call, client_for, during):
    challenge, colleague = draft(call, complete=True), MembershipFactory(administration=call.administration).user
    client = client_for(colleague)
    html = client.get(url("file", challenge)).content.decode()
    assert "Ce défi est préparé par Amir Agent" in html
    assert "Retirer ce défi" not in html
    for name in ("identity", "positions", "people", "commitments", "deck", "submit"):
        assert client.get(url(name, challenge)).status_code == 404


@pytest.mark.parametrize("name", ["file", "receipt", "withdraw", "deck_download", "identity", "submit"])
def test_a_stranger_finds_nothing(call, client_for, during, name):
    challenge = draft(call, complete=True, submitted=True)
    stranger = MembershipFactory(status=MembershipStatus.REQUESTED, administration=call.administration).user
    assert client_for(stranger).get(url(name, challenge)).status_code == 404


@pytest.mark.parametrize("name", ["mine", "create", "administration"])
def test_signing_in_comes_first(call, client, name):
    assert client.get(url(name)).url.startswith("/compte/connexion/")


def test_a_file_asks_for_sign_in_first(call, client):
    for name in ("file", "identity", "submit", "receipt", "withdraw", "deck_download"):
        assert client.get(url(name, draft(call))).status_code == 302


def test_a_submitted_file_shows_its_content_and_where_it_stands(call, page):
    html = page("file", draft(call, complete=True, submitted=True))
    assert "Où en est ce défi" in html
    assert "Réponse à Question 1" in html
    assert "À compléter" not in html


@pytest.mark.parametrize(
    ("trait", "says"),
    [
        ("changes_requested", "La coordination vous demande une précision"),
        ("preselected", "Présélectionné"),
        ("set_aside", "Hors du champ de l’appel."),
        ("selected", "Retenu"),
        ("published", "Publié au catalogue"),
    ],
)
def test_each_status_has_its_words(call, page, trait, says):
    assert says in page("file", draft(call, complete=True, **{trait: True}))


LATER = {
    "after closing": datetime(2020, 3, 2, 9, tzinfo=PARIS),
    "before the hearing": datetime(2020, 3, 20, 9, tzinfo=PARIS),
    "after the hearing": datetime(2020, 3, 26, 9, tzinfo=PARIS),
    "in April": datetime(2020, 4, 20, 9, tzinfo=PARIS),
}
BY_LETTER = "La date sera annoncée par courriel"
RESULTS = "Résultats annoncés le mercredi 1er avril 2020"
JURY, READERS = "Le jury, puis la coordination", "L’équipe de coordination"


def facts(html: str) -> dict[str, str]:
    """The terms of the page's lists, each with what is said of it."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html.replace(NBSP, " ").replace("\u202f", " "))
    return {term: re.sub("<[^>]+>", "", said) for term, said in pairs}


@pytest.mark.parametrize(
    ("trait", "when", "heard", "who", "follows", "promised"),
    [
        ("submitted", DURING, True, READERS, "Jusqu’à la clôture", "vendredi 28 février 2020 à 17 h 00"),
        ("submitted", "after closing", True, READERS, "Elle lit tous", "Présélection annoncée le mardi 17 mars 2020"),
        ("submitted", "before the hearing", True, READERS, "Elle lit tous", BY_LETTER),
        ("preselected", "after closing", True, JURY, "La date de votre audition", RESULTS),
        ("preselected", "after closing", False, READERS, "Les décisions sont annoncées", RESULTS),
        ("selected", "in April", True, "La coordination, avec vous", "précisés avec vous", "lundi 4 mai 2020 à 9 h 00"),
        ("published", "in April", True, "Les candidats", "choisissent leurs vœux", "lundi 4 mai 2020 à 9 h 00"),
    ],
)
def test_the_file_says_who_decides_what_follows_and_when(call, client_for, trait, when, heard, who, follows, promised):
    days = {"preselection_on": date(2020, 3, 17), "results_on": date(2020, 4, 1)}
    Promotion.objects.update(hears_challenges=heard, **days)
    WindowFactory(promotion=call.promotion, candidates=True)
    challenge = draft(call, complete=True, **{trait: True})
    with clock.moved_to(LATER.get(when, when)):
        said = facts(client_for(call.agent).get(url("file", challenge)).content.decode())
        assert said["Qui décide maintenant"] == who
        assert follows in said["La suite"]
        assert promised in said["Prochaine date"]


def test_a_hearing_is_the_next_date_then_the_results(call, client_for):
    Promotion.objects.update(results_on=date(2020, 4, 1))
    hearing = HearingFactory(starts_at=datetime(2020, 3, 24, 9, 30, tzinfo=PARIS))
    challenge, client = draft(call, preselected=True, hearing=hearing), client_for(call.agent)
    said = {}
    for when in ("before the hearing", "after the hearing", "in April"):
        with clock.moved_to(LATER[when]):
            said[when] = facts(client.get(url("file", challenge)).content.decode())
    assert [terms["Qui décide maintenant"] for terms in said.values()] == [
        JURY,
        *["La coordination, d’après l’avis du jury"] * 2,
    ]
    assert "mardi 24 mars 2020 à 9 h 30" in said["before the hearing"]["Prochaine date"]
    assert [terms["Prochaine date"] for terms in said.values()][1:] == [RESULTS, BY_LETTER]


@pytest.mark.parametrize("trait", ["submitted", "preselected", "selected"])
def test_a_date_that_nobody_set_is_promised_by_letter(call, client_for, trait):
    challenge = draft(call, complete=True, **{trait: True})
    with clock.moved_to(LATER["after closing"]):
        assert facts(client_for(call.agent).get(url("file", challenge)).content.decode())["Prochaine date"] == BY_LETTER


@pytest.mark.parametrize("trait", ["changes_requested", "set_aside", "withdrawn"])
def test_nobody_decides_while_authors_write_nor_once_it_is_over(call, page, trait):
    fields = {"submitted": True, "status": S.WITHDRAWN} if trait == "withdrawn" else {trait: True}
    assert "Qui décide maintenant" not in facts(page("file", draft(call, complete=True, **fields)))


def test_a_pending_decision_shows_nowhere(call, page):
    challenge = draft(call, complete=True, preselected=True)
    before = page("file", challenge).partition("<main")[2]
    Challenge.objects.update(pending_decision="refuse", pending_reason="Trop flou.")
    assert page("file", challenge).partition("<main")[2] == before


def test_the_submission_page_says_what_is_missing_and_where(call, page):
    html = page("submit", draft(call))
    assert "Il manque 11\u00a0points pour déposer" in html
    assert "Déposer le défi</button>" not in html


def test_one_button_submits_and_gives_a_receipt(call, client_for, during, groups):
    challenge, client = draft(call, complete=True, title="MonitorFish"), client_for(call.agent)
    assert "Déposer le défi</button>" in client.get(url("submit", challenge)).content.decode()
    answer = client.post(url("submit", challenge))
    assert answer.url == url("receipt", challenge)
    html = client.get(answer.url).content.decode()
    assert "mardi 4\u00a0février 2020 à 10\u00a0h\u00a000\u00a0min\u00a000\u00a0s, heure de Paris" in html
    assert "<dt>Numéro de dépôt</dt><dd>1</dd>" in html


def test_pressing_twice_leads_to_the_same_receipt(call, client_for, during, groups, letters):
    challenge, client = draft(call, complete=True), client_for(call.agent)
    assert [client.post(url("submit", challenge)).url for _ in range(2)] == [url("receipt", challenge)] * 2
    assert len(letters()) == 1


def test_the_hour_of_reception_decides(call, client_for, groups):
    challenge, client = draft(call, complete=True), client_for(call.agent)
    with clock.moved_to(CLOSING):
        late = client.post(url("submit", challenge))
    assert late.status_code == 409
    assert "Le défi n’est pas déposé" in late.content.decode()
    with clock.moved_to(CLOSING - SECOND):
        assert client.post(url("submit", challenge)).status_code == 302


def test_after_closing_a_draft_stays_readable(call, client_for):
    challenge, client = draft(call, complete=True), client_for(call.agent)
    with clock.moved_to(CLOSING):
        html = client.get(url("file", challenge)).content.decode()
        assert "Ce défi n’a pas été déposé" in html
        assert "Réponse à Question 1" in html
        assert client.get(url("submit", challenge)).status_code == 200
        assert client.get(url("identity", challenge)).url == url("file", challenge)


def test_a_correction_is_submitted_from_the_same_page(call, client_for, groups):
    challenge, client = draft(call, complete=True, changes_requested=True), client_for(call.agent)
    with clock.moved_to(challenge.changes_due_at - SECOND):
        assert "Déposer la correction</button>" in client.get(url("submit", challenge)).content.decode()
        receipt = client.get(client.post(url("submit", challenge)).url).content.decode()
    assert "Correction reçue le" in receipt


def test_the_receipt_is_a_file_too(call, client_for, during):
    challenge = draft(call, submitted=True, number=7, title="MonitorFish #1")
    answer = client_for(call.agent).get(url("receipt_pdf", challenge))
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().replace(NBSP, " ")
    assert f"recepisse-{call.promotion.slug}-7.pdf" in answer["Content-Disposition"]
    assert "Récépissé de dépôt du défi « MonitorFish #1 »" in text
    assert "Numéro de dépôt\n7\nReçu le\njeudi 20 février 2020 à 10 h 00 min 00 s, heure de Paris" in text


def test_no_receipt_before_submission(call, client_for, during):
    challenge, client = draft(call), client_for(call.agent)
    assert [client.get(url(name, challenge)).status_code for name in ("receipt", "receipt_pdf")] == [404, 404]


def test_withdrawing_asks_first(call, client_for, during, groups):
    challenge, client = draft(call, submitted=True), client_for(call.agent)
    assert (
        "Vous pourrez annuler ce retrait jusqu’à la clôture" in client.get(url("withdraw", challenge)).content.decode()
    )
    assert client.post(url("withdraw", challenge)).url == url("file", challenge)
    challenge.refresh_from_db()
    assert challenge.status == S.WITHDRAWN


@pytest.fixture
def with_deck(call, client_for, during):
    """A challenge of the agent whose presentation is a real file."""
    challenge = draft(call)
    client_for(call.agent).post(url("deck", challenge), {"deck": deck()})
    challenge.refresh_from_db()
    return challenge


def test_authors_members_and_the_coordination_download_the_deck(call, with_deck, client_for, coordination):
    colleague = MembershipFactory(administration=call.administration).user
    for reader in (call.agent, colleague, coordination):
        answer = client_for(reader).get(url("deck_download", with_deck))
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_jurors_of_its_hearing_and_no_others_download_the_deck(with_deck, client_for):
    hearing = HearingFactory()
    Challenge.objects.update(hearing=hearing)
    sitting, elsewhere = JurySeatFactory(jury=hearing.jury).user, JurySeatFactory().user
    assert client_for(sitting).get(url("deck_download", with_deck)).status_code == 200
    assert client_for(elsewhere).get(url("deck_download", with_deck)).status_code == 404


def test_no_deck_no_download(call, client_for, during):
    assert client_for(call.agent).get(url("deck_download", draft(call))).status_code == 404
