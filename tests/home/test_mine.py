"""« Ma page »: what I am to do, what others are, then what is open."""

from datetime import timedelta

import pytest
from django.urls import reverse

from eig.common.todo import Todo
from eig.home import todo
from eig.home.spaces import spaces
from tests.architecture.tree import desk_of, functions, imports, module_of, parsed, sources
from tests.factories.candidates import ApplicationFactory
from tests.factories.challenges import ChallengeFactory, InvitationFactory, fill
from tests.factories.juries import JurySeatFactory
from tests.factories.notifications import MessageFactory
from tests.factories.promotions import AnnouncementFactory, PromotionFactory, WindowFactory

pytestmark = pytest.mark.django_db


def plain(client) -> str:
    return client.get("/").content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


@pytest.fixture
def promotion(clock):
    row = PromotionFactory(name="EIG 4")
    WindowFactory(promotion=row)
    return row


def test_nothing_to_do_is_said_and_what_is_open_offered(client_for, candidate, promotion):
    page = plain(client_for(candidate))
    assert "<h1>Ma page</h1>" in page
    assert "Rien ne vous attend pour l’instant" in page
    assert "Appel à projets, EIG 4" in page
    assert "Vos espaces" not in page


def test_what_awaits_comes_first_with_its_date(client_for, agent, promotion):
    challenge = ChallengeFactory(promotion=promotion, title="MonitorFish", authors=[agent])
    page = plain(client_for(agent))
    assert page.index("Terminer le défi « MonitorFish »") < page.index("Ouvert en ce moment")
    assert "vendredi 28 février 2020 à 17 h 00" in page
    assert reverse("challenges:file", args=[challenge.pk]) in page


def test_lines_are_sorted_by_date_and_what_waits_stands_apart(monkeypatch, candidate, at):
    lines = [
        Todo("Sans date", "/"),
        Todo("Demain", "/", due_at=at + timedelta(days=1)),
        Todo("Hier", "/", due_at=at - timedelta(days=1)),
        Todo("Aux autres", "/", due_at=at, waiting=True),
    ]
    monkeypatch.setattr(todo, "SOURCES", (lambda user, at: lines[:2], lambda user, at: lines[2:]))
    mine, waiting = todo.awaiting(candidate, at)
    assert [line.title for line in mine] == ["Hier", "Demain", "Sans date"]
    assert [line.title for line in waiting] == ["Aux autres"]


def test_what_is_late_says_so(client_for, candidate, monkeypatch, clock, at):
    line = Todo("Remplir le point d’étape", "/suivi/", "Deux minutes.", at - timedelta(days=2))
    monkeypatch.setattr(todo, "SOURCES", (lambda user, at: [line],))
    page = plain(client_for(candidate))
    assert "en retard" in page
    assert "il y a 2 jours" in page


def test_the_coordination_sees_letters_given_up_and_publications_ordered(client_for, coordination, promotion, at):
    MessageFactory.create_batch(2, stopped_at=at)
    AnnouncementFactory(promotion=promotion, ordered_at=at, due_at=at + timedelta(days=2))
    page = plain(client_for(coordination))
    assert "Regarder 2 courriers qui n’ont pas pu partir" in page
    assert "/admin/notifications/message/?etat=abandon" in page
    assert page.index("En attente d’autres personnes") < page.index("Publication programmée : choix des défis")


def test_nobody_else_sees_them(candidate, at):
    MessageFactory(stopped_at=at)
    AnnouncementFactory(due_at=at)
    assert todo.of_coordination(candidate, at) == []


def test_each_person_finds_their_spaces(agent, candidate, juror, mentor):
    ChallengeFactory(authors=[agent])
    ApplicationFactory(user=candidate)
    JurySeatFactory(user=juror)
    assert [space.label for space in spaces(agent)] == ["Mes défis"]
    assert [space.label for space in spaces(candidate)] == ["Ma candidature"]
    assert [space.label for space in spaces(juror)] == ["Mes auditions"]
    assert spaces(mentor) == []


def test_spaces_cost_one_query(agent, django_assert_num_queries):
    ChallengeFactory.create_batch(3, authors=[agent])
    assert not agent.has_perm("mentoring.view_mission")
    with django_assert_num_queries(1):
        assert len(spaces(agent)) == 1


@pytest.mark.parametrize("count", [1, 30])
def test_an_agent_s_page_costs_the_same_whatever_awaits(
    client_for, agent, promotion, at, count, django_assert_num_queries
):
    for challenge in ChallengeFactory.create_batch(count, promotion=promotion, authors=[agent]):
        fill(challenge)
        when = {"sent_at": at, "expires_at": at + timedelta(days=14)}
        InvitationFactory(challenge=challenge, by=agent, **when)
        InvitationFactory(email=agent.email, **when)
    client = client_for(agent)
    with django_assert_num_queries(28):
        client.get("/")


@pytest.mark.parametrize("count", [1, 30])
def test_the_coordination_s_page_costs_the_same(client_for, coordination, promotion, count, django_assert_num_queries):
    at = promotion.windows.get().opens_at
    MessageFactory.create_batch(count, stopped_at=at)
    ApplicationFactory.create_batch(count, submitted=True, promotion=promotion)
    for challenge in ChallengeFactory.create_batch(count, submitted=True, promotion=promotion):
        fill(challenge)
    for _ in range(count):
        past = PromotionFactory(archived=True)
        AnnouncementFactory(promotion=past, ordered_at=at, due_at=at + timedelta(days=2))
    client = client_for(coordination)
    with django_assert_num_queries(39):
        client.get("/")


def test_each_app_s_tasks_are_on_the_page():
    asking = {source.__module__ for source in todo.SOURCES}
    desks = {module_of(path): parsed(path) for path in sources() if desk_of(module_of(path)) == "todo"}
    given = {name for module in asking & desks.keys() for _, name in imports(desks[module])}
    holding = {module for module, tree in desks.items() if list(functions(tree))}
    assert holding - asking - given == set()
    assert asking - holding == {"eig.home.todo"}


def test_a_juror_finds_their_invitation_and_the_coordination_who_is_missing(client_for, juror, coordination, clock):
    seat = JurySeatFactory(user=juror, invited=True)
    assert f"Répondre à l’invitation au {seat.jury}" in plain(client_for(juror))
    page = plain(client_for(coordination))
    assert f"Nommer le rapporteur du {seat.jury}" in page
    assert f"{seat.jury} : 1 juré invité sans réponse" in page
