"""The board of the choice and its publication page."""

from datetime import datetime, timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from challenges.overview import todo as coordination_todo
from challenges.proposal.states import ChallengeStatus as S
from challenges.proposal.states import Decision
from challenges.selection import workflow as selection
from challenges.selection.admin.asked import BoardQuery
from challenges.selection.admin.choice import ChoiceBoard
from challenges.selection.rules import decision_version
from eig.common import clock as product_clock
from eig.common.clock import PARIS
from eig.promotions.models.announcements import Announcement
from eig.promotions.states import AnnouncementStatus
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, MembershipFactory, PositionFactory
from tests.factories.juries import HearingFactory, JuryFactory, MarkFactory, SheetFactory
from tests.factories.promotions import CriterionFactory, ProfileFamilyFactory, PromotionFactory, TargetFactory

pytestmark = pytest.mark.django_db

APRIL_2 = datetime(2020, 4, 2, 10, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def in_april():
    with product_clock.moved_to(APRIL_2):
        yield


@pytest.fixture
def promotion():
    promotion = PromotionFactory()
    CriterionFactory(promotion=promotion, label="Potentiel", weight=2)
    return promotion


@pytest.fixture
def client(client_for, coordination):
    return client_for(coordination)


def family(slug="developpement"):
    return ProfileFamilyFactory(slug=slug)


def heard(promotion, rank=None, mark=3, seats=2, jury=None, starts_at=None, **more):
    jury = jury or JuryFactory(promotion=promotion)
    hearing = HearingFactory(jury=jury, starts_at=starts_at or jury.meets_at)
    sheet = SheetFactory(common=True, hearing=hearing, rank=rank)
    MarkFactory(sheet=sheet, criterion=promotion.criteria.get(), value=mark)
    challenge = ChallengeFactory(
        **({"preselected": True} | more), promotion=promotion, hearing=hearing, authors=[UserFactory()]
    )
    PositionFactory(challenge=challenge, family=family(), seats=seats)
    return challenge


def board(promotion):
    return reverse("admin:challenges_board", args=[promotion.pk])


def publish(promotion):
    return reverse("admin:challenges_board_publish", args=[promotion.pk])


class TestBoard:
    def test_its_address(self, promotion):
        assert board(promotion) == f"/admin/challenges/choix/{promotion.pk}/"

    def test_it_shows_what_the_jury_says(self, client, promotion):
        challenge = heard(promotion, rank=2, mark=4)
        html = client.get(board(promotion)).content.decode()
        for text in (challenge.title, "<strong>8</strong> / 8", "favorable", "2 developpement"):
            assert text in html

    def test_a_decision_is_prepared_with_its_reason(self, client, promotion):
        challenge = heard(promotion)
        data = {"challenge": challenge.pk, "decision": "refuse", "reason": "Données incertaines."}
        response = client.post(board(promotion), data)
        assert response.url == f"{board(promotion)}#defi-{challenge.pk}"
        challenge.refresh_from_db()
        assert (challenge.pending_decision, challenge.pending_reason) == (Decision.REFUSE, "Données incertaines.")
        challenge.refresh_from_db()
        version = decision_version(challenge)
        client.post(board(promotion), {"challenge": challenge.pk, "decision": "", "version": version})
        challenge.refresh_from_db()
        assert challenge.pending_decision == ""

    @pytest.mark.parametrize("data", [{"challenge": ""}, {"challenge": "x"}, {"challenge": "0"}])
    def test_an_unknown_challenge_is_not_found(self, client, promotion, data):
        assert client.post(board(promotion), {**data, "decision": "keep"}).status_code == 404

    def test_a_challenge_of_another_promotion_is_not_found(self, client, promotion):
        stranger = ChallengeFactory(preselected=True)
        data = {"challenge": stranger.pk, "decision": "keep"}
        assert client.post(board(promotion), data).status_code == 404

    def test_a_decision_already_announced_does_not_change(self, client, promotion):
        challenge = heard(promotion, preselected=False, selected=True)
        client.post(board(promotion), {"challenge": challenge.pk, "decision": "refuse"})
        challenge.refresh_from_db()
        assert (challenge.status, challenge.pending_decision) == (S.SELECTED, "")

    def test_the_coordination_alone(self, client_for, promotion, groups, agent):
        reader = UserFactory(is_staff=True)
        reader.groups.add(groups["direction"])
        for address in (board(promotion), publish(promotion)):
            assert client_for(reader).get(address).status_code == 403
            assert client_for(agent).get(address).status_code == 302

    def test_the_order_is_chosen_in_the_address(self, client, promotion):
        low, high = heard(promotion, rank=1, mark=1), heard(promotion, rank=2, mark=4)
        for order, expected in (("note", [high, low]), ("rang", [low, high]), ("autre", [low, high])):
            choice = ChoiceBoard(promotion, BoardQuery.of(QueryDict(f"tri={order}")))
            assert [row.challenge for row in choice.open_rows] == expected

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_cost_does_not_grow(self, client, promotion, count, django_assert_num_queries):
        TargetFactory(promotion=promotion, family=family())
        for number in range(count):
            heard(promotion, rank=number + 1)
        client.get(board(promotion))
        with django_assert_num_queries(13):
            client.get(board(promotion))


class TestPortrait:
    def bar(self, promotion):
        [bar] = ChoiceBoard(promotion).portrait().bars
        return bar

    def test_it_moves_as_challenges_are_chosen(self, client, promotion):
        TargetFactory(promotion=promotion, family=family(), seats=18)
        first, second = heard(promotion, seats=2), heard(promotion, seats=1)
        assert (self.bar(promotion).kept, self.bar(promotion).undecided) == (0, 3)
        client.post(board(promotion), {"challenge": first.pk, "decision": "keep"})
        client.post(board(promotion), {"challenge": second.pk, "decision": "refuse"})
        bar = self.bar(promotion)
        assert (bar.prepared, bar.kept, bar.undecided, bar.target) == (2, 2, 0, 18)

    def test_the_transversal_team_counts_from_the_start(self, promotion):
        link = ChallengeFactory(promotion=promotion, status=S.SELECTED, is_link=True)
        PositionFactory(challenge=link, family=family(), seats=2)
        ChallengeFactory(promotion=promotion, set_aside=True)
        assert (self.bar(promotion).sure, self.bar(promotion).kept) == (2, 2)
        assert ChoiceBoard(promotion).counts["kept"] == 1

    def test_the_drawing_has_a_title_a_description_and_its_table(self, client, promotion):
        TargetFactory(promotion=promotion, family=family(), seats=18)
        heard(promotion, pending_decision=Decision.KEEP)
        html = client.get(board(promotion)).content.decode()
        assert '<svg viewBox="0 0 680 56" role="img" aria-labelledby="portrait-titre portrait-description">' in html
        assert "2 retenues sur 18 visées" in html
        assert "Les chiffres du portrait-robot" in html


class TestPublication:
    def test_it_is_refused_while_a_decision_lacks(self, client, promotion):
        heard(promotion, pending_decision=Decision.KEEP)
        late = heard(promotion)
        html = client.get(publish(promotion)).content.decode()
        assert f"«\xa0{late.title}\xa0» n’a pas encore de décision." in html
        assert "Publier et envoyer" not in html
        client.post(publish(promotion), {"order": "1", "when": "now"})
        assert not Announcement.objects.exists()

    def test_it_counts_and_shows_every_letter(self, client, promotion):
        kept = heard(promotion, pending_decision=Decision.KEEP)
        refused = heard(promotion, pending_decision=Decision.REFUSE, pending_reason="Données incertaines.")
        html = client.get(publish(promotion)).content.decode()
        assert "2\xa0courriers" in html
        for challenge in (kept, refused):
            assert challenge.authors.get().email in html
        assert "Données incertaines." in html

    def test_the_letters_are_read_page_by_page_and_kind_by_kind(self, client, promotion):
        for number in range(23):
            heard(promotion, pending_decision=Decision.REFUSE if number == 0 else Decision.KEEP)
        pages = [client.get(f"{publish(promotion)}{query}").content.decode() for query in ("", "?page=2", "?page=x")]
        assert [html.count('class="eig-preview"') for html in pages] == [20, 3, 20]
        refused = client.get(f"{publish(promotion)}?courrier=challenges/refused").content.decode()
        assert refused.count('class="eig-preview"') == 1
        assert "23\xa0courriers" in refused

    def test_now_or_at_an_hour(self, client, promotion, coordination):
        heard(promotion, pending_decision=Decision.KEEP)
        data = {"order": "1", "when": "later", "due_at": "2020-04-03T09:00"}
        assert client.post(publish(promotion), data).status_code == 302
        order = Announcement.objects.get()
        assert (order.due_at, order.ordered_by) == (datetime(2020, 4, 3, 9, tzinfo=PARIS), coordination)
        client.post(publish(promotion), {"cancel": "1"})
        order.refresh_from_db()
        assert order.status == AnnouncementStatus.CANCELLED
        client.post(publish(promotion), {"order": "1", "when": "now"})
        assert Announcement.objects.waiting().get().due_at == APRIL_2

    @pytest.mark.parametrize("due_at", ["", "2020-04-02T09:59", "demain"])
    def test_an_hour_ahead_is_needed(self, client, promotion, due_at):
        heard(promotion, pending_decision=Decision.KEEP)
        html = client.post(publish(promotion), {"order": "1", "when": "later", "due_at": due_at}).content.decode()
        assert 'id="id_due_at_error"' in html
        assert not Announcement.objects.exists()

    def test_posting_twice_is_one_order(self, client, promotion):
        heard(promotion, pending_decision=Decision.KEEP)
        for _ in range(2):
            client.post(publish(promotion), {"order": "1", "when": "now"})
        assert Announcement.objects.count() == 1

    @pytest.mark.parametrize("count", [2, 30])
    def test_the_cost_does_not_grow(self, client, promotion, count, django_assert_num_queries):
        for number in range(count):
            heard(promotion, pending_decision=Decision.KEEP if number % 2 else Decision.REFUSE)
        client.get(publish(promotion))
        with django_assert_num_queries(11):
            client.get(publish(promotion))

    @pytest.mark.parametrize("count", [2, 30])
    def test_nor_does_that_of_ordering(self, client, promotion, count, django_assert_num_queries):
        for number in range(count):
            heard(promotion, pending_decision=Decision.KEEP if number % 2 else Decision.REFUSE)
        client.get(publish(promotion))
        with django_assert_num_queries(18):
            client.post(publish(promotion), {"order": "1", "when": "now"})


class TestTodo:
    def titles(self, user):
        return [line.title.replace("\xa0", " ") for line in coordination_todo.todo(user, APRIL_2)]

    def test_nothing_for_others(self, agent):
        ChallengeFactory(submitted=True)
        assert self.titles(agent) == []

    def test_each_line_leads_to_its_list(self, client, promotion, coordination):
        MembershipFactory(status="requested")
        for situation in ("submitted", "changes_requested", "selected"):
            ChallengeFactory(promotion=promotion, **{situation: True})
        ChallengeFactory(promotion=promotion, submitted=True, changes_asked_at=APRIL_2)
        ChallengeFactory(promotion=promotion, preselected=True)
        heard(promotion)
        lines = coordination_todo.todo(coordination, APRIL_2)
        assert self.titles(coordination) == [
            "Confirmer ou refuser 1 rattachement",
            "Planifier l’audition de 1 défi présélectionné",
            "Instruire 1 défi déposé",
            "Relire 1 défi corrigé",
            "Attendre 1 correction demandée",
            "Cadrer puis publier 1 défi retenu",
            "Préparer la décision sur 1 défi entendu",
        ]
        assert [line.waiting for line in lines].count(True) == 1
        assert {client.get(line.url).status_code for line in lines} == {200}

    def test_then_the_publication_until_it_is_ordered(self, client, promotion, coordination):
        heard(promotion, pending_decision=Decision.KEEP)
        assert self.titles(coordination) == ["Publier 1 décision préparée"]
        later = {"order": "1", "when": "later", "due_at": f"{APRIL_2 + timedelta(days=1):%Y-%m-%dT%H:%M}"}
        client.post(publish(promotion), later)
        assert self.titles(coordination) == []


def test_two_people_on_the_board_decide_knowingly(client, promotion, coordination):
    challenge = heard(promotion)
    html = client.get(board(promotion)).content.decode()
    selection.prepare_decision(challenge, "refuse", reason="Hors sujet.", by=coordination, at=APRIL_2)
    stale = {"challenge": challenge.pk, "decision": "keep", "reason": "Un vrai besoin.", "version": ""}
    assert 'name="version" value=""' in html
    answer = client.post(board(promotion), stale)
    assert answer.status_code == 409
    page = answer.content.decode()
    for text in ("quelqu’un d’autre vient de changer", "Hors sujet.", "Un vrai besoin."):
        assert text in page
    challenge.refresh_from_db()
    assert (challenge.pending_decision, challenge.pending_reason) == ("refuse", "Hors sujet.")
    filtered = client.post(f"{board(promotion)}?decision=aucune", stale).content.decode()
    assert "Un vrai besoin." in filtered, "the row comes back whatever the filters"
    assert client.post(board(promotion), {**stale, "version": decision_version(challenge)}).status_code == 302
    challenge.refresh_from_db()
    assert (challenge.pending_decision, challenge.pending_reason) == ("keep", "Un vrai besoin.")
