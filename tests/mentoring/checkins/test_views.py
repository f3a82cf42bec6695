"""The pages: mine only, late first, and what each may read."""

from datetime import date

import pytest
from django.urls import reverse

from eig.common import clock
from eig.common.clock import paris
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.workflow.logging import log_checkin
from mentoring.missions.workflow.opening import open_missions
from tests.factories.mentoring import SUMMER, AcceptedOfferFactory, HostedChallengeFactory, MentorFactory
from tests.mentoring.conftest import ANSWER

FORM = ANSWER | {"blocked": "non", "next_on": ""}
MISSIONS = reverse("mentoring:missions")


def page(subject) -> str:
    return reverse("mentoring:checkin" if isinstance(subject, CheckIn) else "mentoring:mission", args=[subject.pk])


def test_the_list_is_empty_and_says_why(client_for, candidate):
    assert "Vous n’avez pas de mission" in client_for(candidate).get(MISSIONS).content.decode()


def test_the_mentor_sees_what_is_due_late_first(client_for, mentor, mission):
    with clock.moved_to(paris(date(2020, 10, 28), 9)):
        html = client_for(mentor).get(MISSIONS).content.decode()
    assert html.index("du mois 1 de MonitorFish") < html.index("du mois 2 de MonitorFish")
    assert "en retard" in html
    assert "du mois 3" not in html


def test_before_the_start_it_says_when(client_for, mentor, mission):
    with clock.moved_to(paris(date(2020, 8, 20), 9)):
        html = client_for(mentor).get(MISSIONS).content.decode().replace("\u00a0", " ")
        inside = client_for(mentor).get(page(mission)).content.decode().replace("\u00a0", " ")
    assert "Commence le mardi 1er septembre 2020" in html
    assert "La mission commence le mardi 1er septembre 2020" in inside


def test_the_coordination_sees_all(client_for, coordination, mission, clock):
    html = client_for(coordination).get(MISSIONS).content.decode()
    assert "Suivi des missions" in html
    assert "MonitorFish" in html


def test_a_stranger_gets_404(client_for, candidate, mission, mentor_point):
    client = client_for(candidate)
    assert client.get(page(mission)).status_code == 404
    assert client.get(page(mentor_point)).status_code == 404
    assert client.post(page(mentor_point), FORM).status_code == 404


def test_the_team_and_the_entries_are_readable(client_for, mentor, mission, mentor_point, at, clock):
    log_checkin(mentor_point, ANSWER, by=mentor, at=at)
    html = client_for(mentor).get(page(mission)).content.decode()
    assert "Élise Entrepreneure" in html
    assert "La première maquette" in html
    assert "éclaircies" in html


def test_an_eig_entry_is_read_by_its_author_and_the_coordination_alone(
    client_for, mentor, eig, coordination, mission, eig_point, at, clock
):
    log_checkin(eig_point, ANSWER | {"progress": "Confidence"}, by=eig, at=at)
    colleague = mission.placements.order_by("pk").last().person
    for who, sees in ((eig, True), (coordination, True), (mentor, False), (colleague, False)):
        client = client_for(who)
        assert ("Confidence" in client.get(page(mission)).content.decode()) is sees
        assert client.get(page(eig_point)).status_code == (200 if sees else 404)


@pytest.mark.smoke
def test_the_mentor_fills_it_in_one_form(client_for, mentor, mission, mentor_point, clock):
    client = client_for(mentor)
    html = client.get(page(mentor_point)).content.decode()
    assert html.count('type="radio"') == 6
    assert "Grand soleil" in html
    response = client.post(page(mentor_point), FORM, follow=True)
    assert "Votre point d’étape est enregistré" in response.content.decode()
    mentor_point.refresh_from_db()
    assert (mentor_point.status, mentor_point.next_step) == ("logged", "Test à bord")


def test_a_blocker_without_words_is_asked_for_and_nothing_is_lost(client_for, mentor, mentor_point, clock):
    response = client_for(mentor).post(page(mentor_point), FORM | {"blocked": "oui"})
    assert response.status_code == 422
    assert "Dites en quelques mots ce qui bloque" in response.content.decode()
    assert ANSWER["progress"] in response.content.decode()


def test_a_blocker_described_under_no_is_questioned(client_for, mentor, mentor_point, clock):
    response = client_for(mentor).post(page(mentor_point), FORM | {"blockers": "Le réseau"})
    assert "Vous décrivez un blocage" in response.content.decode()


def test_once_filled_it_is_read_and_not_written(client_for, mentor, mission, mentor_point, at, clock):
    log_checkin(mentor_point, ANSWER, by=mentor, at=at)
    client = client_for(mentor)
    html = client.post(page(mentor_point), FORM | {"progress": "Réécrit"}).content.decode()
    assert "Un point rempli ne se modifie plus" in html
    mentor_point.refresh_from_db()
    assert mentor_point.progress == ANSWER["progress"]


def test_the_coordination_reads_and_does_not_answer_for_others(client_for, coordination, mentor_point, clock):
    html = client_for(coordination).get(page(mentor_point)).content.decode()
    assert "Il est attendu des mentors" in html
    assert "<textarea" not in html


def test_not_yet_open(client_for, mentor, mission, clock):
    later = CheckIn.objects.get(form__audience="mentor", period=3)
    assert "Il se remplit à partir du dimanche 1er" in client_for(mentor).get(page(later)).content.decode()


@pytest.mark.parametrize("role", ["mentor", "coordination"])
def test_as_many_queries_for_thirty_missions_as_for_one(
    client_for, mentor, coordination, mission, role, at, clock, django_assert_num_queries, queries_of
):
    client = client_for({"mentor": mentor, "coordination": coordination}[role])
    client.get(MISSIONS)
    queries = queries_of(lambda: client.get(MISSIONS))
    assert queries <= 14
    for _ in range(29):
        challenge = HostedChallengeFactory()
        MentorFactory(challenge=challenge, user=mentor)
        AcceptedOfferFactory(challenge=challenge)
    open_missions(at=SUMMER)
    with django_assert_num_queries(queries):
        client.get(MISSIONS)


def test_as_many_queries_for_ten_entries_as_for_one(
    client_for, mentor, mission, at, django_assert_num_queries, queries_of
):
    points = list(CheckIn.objects.filter(form__audience="mentor").order_by("period"))
    client = client_for(mentor)
    with clock.moved_to(paris(date(2021, 6, 29), 9)) as now:
        log_checkin(points[0], ANSWER, by=mentor, at=now)
        client.get(page(mission))
        queries = queries_of(lambda: client.get(page(mission)))
        for point in points[1:]:
            log_checkin(point, ANSWER, by=mentor, at=now)
        with django_assert_num_queries(queries):
            client.get(page(mission))
