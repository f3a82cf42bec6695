"""Acts on many challenges: everybody or nobody, a letter to several, a file for spreadsheets, the tension."""

from uuid import uuid4

import pytest

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus as S
from challenges.review.models.mailing import Mailing
from challenges.review.models.reading import Reading
from challenges.review.workflow import bulk, mailing
from challenges.review.workflow import reading as reading_workflow
from eig.common import clock as product_clock
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.reviewing.workflow import reading as readings
from eig.reviewing.workflow.reading import EachRefused
from tests.factories.challenges import AdministrationFactory, ChallengeFactory, PositionFactory
from tests.factories.promotions import AnnouncementFactory, ProfileFamilyFactory, PromotionFactory, TargetFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/challenges/challenge/"


@pytest.fixture(autouse=True)
def in_february(clock):
    return clock


@pytest.fixture
def client(client_for, coordination):
    return client_for(coordination)


@pytest.fixture
def promotion():
    return PromotionFactory()


@pytest.fixture
def three(promotion, agent):
    return [ChallengeFactory(submitted=True, promotion=promotion, authors=[agent]) for _ in range(3)]


def numbers(rows):
    return "?id__in=" + ",".join(str(row.pk) for row in rows)


def statuses():
    return sorted(Challenge.objects.values_list("status", flat=True))


class TestEverybodyOrNobody:
    def test_the_menu_leads_to_a_page_that_confirms(self, client, three):
        data = {"action": "preselect", "_selected_action": [challenge.pk for challenge in three[:2]]}
        answer = client.post(LIST, data)
        assert answer.url == f"{LIST}lot/preselect/{numbers(three[:2])}"
        assert "2\xa0défis" in client.get(answer.url).content.decode()
        assert client.post(answer.url, {"confirmed": "1"}).url == LIST
        assert statuses() == [S.PRESELECTED, S.PRESELECTED, S.SUBMITTED]

    def test_one_that_cannot_stops_all_with_its_sentence(self, client, three, letters):
        Challenge.objects.filter(pk=three[1].pk).update(status=S.SET_ASIDE, refusal_reason="Non.")
        url = f"{LIST}lot/preselect/{numbers(three)}"
        answer = client.post(url, {"confirmed": "1"})
        html = answer.content.decode()
        assert answer.status_code == 409
        assert f"«\xa0{three[1].title}\xa0»\xa0: l’état actuel est «\xa0écarté\xa0»." in html
        assert f"{three[0].pk},{three[2].pk}" in html
        assert statuses() == [S.SET_ASIDE, S.SUBMITTED, S.SUBMITTED]
        assert letters() == []

    def test_setting_aside_needs_a_reason_and_writes_to_each(self, client, three, letters):
        url = f"{LIST}lot/set_aside/{numbers(three)}"
        client.post(url, {"reason": ""})
        assert statuses() == [S.SUBMITTED] * 3
        client.post(url, {"reason": "Hors du champ."})
        assert statuses() == [S.SET_ASIDE] * 3
        assert len(letters("challenges/set_aside")) == 3
        assert Entry.objects.about(three[2]).get().note == "Hors du champ."

    def test_a_correction_is_asked_of_all(self, client, three, letters):
        data = {"reason": "Précisez.", "due_at": "2020-02-20T17:00"}
        client.post(f"{LIST}lot/request_changes/{numbers(three)}", data)
        assert statuses() == [S.CHANGES_REQUESTED] * 3
        assert len(letters("challenges/changes_requested")) == 3

    def test_files_are_handed_to_one_reader(self, client, three, coordination):
        client.post(f"{LIST}lot/assign_reader/{numbers(three)}", {"reader": coordination.pk})
        assert Reading.objects.filter(reader=coordination).count() == 3

    def test_nobody_is_preselected_while_a_publication_is_ordered(self, three, promotion, coordination, at):
        AnnouncementFactory(promotion=promotion)
        with pytest.raises(EachRefused) as refusal:
            bulk.preselect_all(three, by=coordination, at=at)
        assert len(refusal.value.refusals) == 3

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_cost_does_not_grow(self, promotion, agent, coordination, at, count, django_assert_num_queries):
        rows = [ChallengeFactory(submitted=True, promotion=promotion, authors=[agent]) for _ in range(count)]
        bulk.preselect_all([ChallengeFactory(submitted=True, promotion=promotion)], by=coordination, at=at)
        with django_assert_num_queries(13):
            bulk.preselect_all(rows, by=coordination, at=at)


class TestLetterToSeveral:
    def data(self, **changes):
        written = {"subject": "Au sujet de {{ defi }}", "body": "{{ bonjour }},\n\nÀ bientôt pour {{ promotion }}."}
        return {"token": str(uuid4()), "reply_to": "equipe@eig.example", **written, **changes}

    def test_read_again_then_sent_once(self, client, three, promotion, letters):
        url, data = f"{LIST}courrier/?promotion={promotion.pk}&etat=submitted", self.data()
        html = client.post(url, {**data, "preview": "1"}).content.decode()
        assert f"Au sujet de {three[0].title}" in html
        assert "3\xa0courriers" in html
        assert letters() == []
        for _ in range(2):
            assert "3\xa0courriers partent" in client.post(url, {**data, "send": "1"}, follow=True).content.decode()
        assert "Courrier aux auteurs : Au sujet de …" in client.get(f"{LIST}{three[0].pk}/change/").content.decode()
        sent = letters("challenges/to_several")
        assert {letter.subject for letter in sent} == {f"Au sujet de {challenge.title}" for challenge in three}
        assert sent[0].headers == {"Reply-To": "equipe@eig.example"}
        assert "Bonjour Amir" in sent[0].text
        assert [entry.verb for entry in Entry.objects.about(three[0])] == ["write_to_authors"]
        assert Mailing.objects.get().letters == 3

    def test_a_letter_that_left_is_not_said_to_leave_again_with_another_text(self, client, three, promotion, letters):
        url, data = f"{LIST}courrier/?promotion={promotion.pk}&etat=submitted", self.data()
        client.post(url, {**data, "send": "1"}, follow=True)
        corrected = {**data, "body": "{{ bonjour }},\n\nLa date a changé."}
        html = client.post(url, {**corrected, "send": "1"}, follow=True).content.decode()
        assert "Ce courrier est déjà parti" in html
        assert "courriers partent" not in html
        assert "La date a changé." in html
        assert len(letters("challenges/to_several")) == 3

    def test_an_unknown_placeholder_is_named(self, client, three):
        html = client.post(f"{LIST}courrier/", self.data(body="{{ prenon }}")).content.decode()
        assert "prenon" in html
        assert "rien ne correspond" in html

    def test_nobody_to_write_to(self, coordination, at):
        lonely = [ChallengeFactory(submitted=True)]
        given = {"token": uuid4(), "subject": "Objet", "body": "Texte", "reply_to": "equipe@eig.example"}
        with pytest.raises(StepRefused, match="auteur"):
            mailing.write_to_authors(lonely, **given, by=coordination, at=at)
        assert not Mailing.objects.exists()


class TestExport:
    def test_the_filtered_list_for_spreadsheets(self, client, promotion, coordination):
        host = AdministrationFactory(name="Mairie; de « Lyon »")
        ChallengeFactory(submitted=True, promotion=promotion, title="=SOMME(A1)", administration=host)
        ChallengeFactory(promotion=promotion, title="Brouillon")
        answer = client.post(f"{LIST}exporter/?etat=submitted", {"columns": ["title", "administration"]})
        heading, line = answer.content.decode().splitlines()
        assert heading == "\ufeffNom du défi;Administration d’accueil"
        assert line == '\'=SOMME(A1);"Mairie; de « Lyon »"'
        assert "defis-2020-02-04.csv" in answer["Content-Disposition"]
        entry = Entry.objects.about(promotion).get()
        assert (entry.actor, entry.verb) == (coordination, "export")
        assert entry.note == "Colonnes : Nom du défi, Administration d’accueil"

    def test_every_column_can_be_written(self, client, three):
        PositionFactory(challenge=three[0])
        columns = [value for value, _ in client.get(f"{LIST}exporter/").context["form"].fields["columns"].choices]
        lines = client.post(f"{LIST}exporter/", {"columns": columns}).content.decode().splitlines()
        assert len(lines) == 4
        assert client.post(f"{LIST}exporter/", {"other": "1"}).context["form"].errors


class TestWorklists:
    def test_they_count_what_waits(self, client, three, coordination, at):
        reading_workflow.assign_reader(three[:2], coordination, by=coordination, at=at)
        strip = {entry["label"]: entry["count"] for entry in client.get(LIST).context["work"]}
        assert strip == {"mes lectures à faire": 2, "éligibilité à vérifier": 3, "aucun lecteur": 1}
        reading = Reading.objects.get(challenge=three[0])
        readings.advise(reading, advice="preselect", by=coordination, at=at)
        assert client.get(f"{LIST}?attente=advised").context["cl"].result_count == 1
        for query, count in (
            ("lecteur=none", 1),
            (f"lecteur={coordination.pk}", 2),
            ("avis=preselect", 1),
            ("nature=local", 0),
            ("cofinancement=non", 3),
        ):
            assert client.get(f"{LIST}?{query}").context["cl"].result_count == count

    def test_search_forgets_the_accents_of_people_too(self, client, three, agent):
        type(agent).objects.filter(pk=agent.pk).update(last_name="Lefèvre")
        assert client.get(LIST, {"q": "lefevre"}).context["cl"].result_count == 3


def test_the_tension_is_drawn_and_told(client, promotion, three):
    family = ProfileFamilyFactory(name="Design", slug="design")
    TargetFactory(promotion=promotion, family=family, seats=2)
    PositionFactory(challenge=three[0], family=family, seats=2)
    Challenge.objects.filter(pk=three[1].pk).update(status=S.PRESELECTED)
    PositionFactory(challenge=three[1], family=family, seats=1)
    html = client.get(f"{LIST}tension/{promotion.pk}/").content.decode()
    assert html.count("<circle") == 3
    assert html.count('class="eig-dot-preselected"') == 1
    assert "3 demandés, dont 1 dans des défis présélectionnés, pour 2 visés" in html
    assert "1,5 demandé pour 1 visé" in html


def test_setting_aside_can_be_undone_from_the_screen(client, three):
    answer = client.post(f"{LIST}{three[0].pk}/etape/set_aside/", {"reason": "Hors du champ."}, follow=True)
    undo = f"{LIST}{three[0].pk}/etape/bring_back/"
    assert f'<a href="{undo}">Reprendre le défi</a>' in answer.content.decode()
    with product_clock.moved_to(product_clock.now()):
        client.post(undo)
    assert statuses() == [S.SUBMITTED] * 3
