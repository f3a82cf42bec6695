"""Coaches and mentors, from a day to another: what they read, fill and receive obeys."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from eig.common import clock
from eig.common.clock import paris
from eig.journal.models import Entry
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.todo import todo
from mentoring.checkins.workflow.logging import log_checkin
from mentoring.missions.models.assignments import Assignment
from mentoring.missions.models.missions import Mission
from tests.factories.accounts import UserFactory
from tests.mentoring.conftest import ANSWER

SEPTEMBER, OCTOBER = date(2020, 9, 28), date(2020, 10, 12)


@pytest.fixture
def coach(groups):
    person = UserFactory(first_name="Chloé", last_name="Coach", is_staff=True)
    person.groups.add(groups["coaches"])
    return person


@pytest.fixture
def coached(mission, coach):
    return Assignment.objects.create(mission=mission, user=coach, since=date(2020, 9, 1), until=date(2020, 9, 30))


def page(mission) -> str:
    return reverse("mentoring:mission", args=[mission.pk])


def test_a_coach_reads_what_is_confided_on_her_missions_during_her_dates(
    client_for, coach, coached, eig_point, eig, at
):
    log_checkin(eig_point, ANSWER | {"progress": "Confidence"}, by=eig, at=at)
    for day, sees in ((SEPTEMBER, True), (OCTOBER, False)):
        with clock.moved_to(paris(day, 12)):
            client = client_for(coach)
            assert client.get(reverse("mentoring:checkin", args=[eig_point.pk])).status_code == (200 if sees else 404)
            assert ("Confidence" in client.get(page(eig_point.mission)).content.decode()) is sees
            found = client.get(reverse("admin:mentoring_checkin_changelist")).context["cl"].result_count
            assert found == (30 if sees else 0)


def test_a_coach_of_no_mission_reads_no_check_in(coach, mission):
    assert not CheckIn.objects.visible_to(coach, SEPTEMBER).exists()
    assert todo(coach, paris(OCTOBER, 9)) == []


def test_a_coach_watches_over_her_missions(coach, coached):
    Assignment.objects.update(until=None)
    assert todo(coach, paris(OCTOBER, 9))[0].title.replace("\xa0", " ") == "Relancer 3 points d’étape en retard"


def test_an_assignment_without_the_staff_right_opens_nothing(mission):
    person = UserFactory()
    Assignment.objects.create(mission=mission, user=person)
    assert not CheckIn.objects.visible_to(person, SEPTEMBER).exists()


@pytest.mark.parametrize("days", [{}, {"since": date(2020, 9, 30)}, {"until": date(2020, 9, 1)}])
def test_the_database_refuses_the_same_coach_twice_at_once(coached, days):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(mission=coached.mission, user=coached.user, **days)


def test_she_may_come_back(coached):
    Assignment.objects.create(mission=coached.mission, user=coached.user, since=date(2020, 10, 1))


def test_the_coordination_writes_coaches_on_the_mission_s_page(client_for, coordination, coach, mission):
    address = reverse("admin:mentoring_mission_change", args=[mission.pk])
    client = client_for(coordination)
    html = client.get(address).content.decode()
    assert "Chloé Coach" in html
    sent = {"assignments-TOTAL_FORMS": "1", "assignments-INITIAL_FORMS": "0", "placements-TOTAL_FORMS": "0"}
    sent |= {"placements-INITIAL_FORMS": "0", "assignments-0-user": coach.pk, "assignments-0-since": "2020-09-01"}
    assert client.post(address, sent).status_code == 302
    assert Assignment.objects.get().user == coach
    assert "Chloé Coach" in Entry.objects.about(mission).get().note
    first = {"assignments-0-id": Assignment.objects.get().pk, "assignments-1-user": coach.pk}
    twice = sent | first | {"assignments-TOTAL_FORMS": "2", "assignments-INITIAL_FORMS": "1"}
    assert "a déjà ce rôle" in client.post(address, twice | {"assignments-1-since": "2020-10-01"}).content.decode()
    ended = twice | {"assignments-0-until": "2020-09-30", "assignments-1-since": "2020-10-01"}
    assert client.post(address, ended).status_code == 302
    assert Assignment.objects.count() == 2


def test_a_mentor_who_left_reads_neither_the_mission_nor_its_check_ins(
    client_for, mentor, mission, mentor_point, clock
):
    client = client_for(mentor)
    checkin = reverse("mentoring:checkin", args=[mentor_point.pk])
    assert (client.get(page(mission)).status_code, client.get(checkin).status_code) == (200, 200)
    mission.challenge.stakeholders.update(until=date(2020, 9, 27))
    assert (client.get(page(mission)).status_code, client.get(checkin).status_code) == (404, 404)
    assert not Mission.objects.visible_to(mentor, SEPTEMBER).exists()


def test_a_mentor_to_come_reads_from_their_first_day(mentor, mission):
    mission.challenge.stakeholders.update(since=date(2020, 10, 1))
    assert not CheckIn.objects.visible_to(mentor, SEPTEMBER).exists()
    assert CheckIn.objects.visible_to(mentor, OCTOBER).count() == 10


def test_the_coordination_dates_a_mentor(client_for, coordination, mentor, mission):
    row = mission.challenge.stakeholders.get()
    address = reverse("admin:mentoring_mission_mentor", args=[mission.pk, row.pk])
    client = client_for(coordination)
    with clock.moved_to(paris(SEPTEMBER, 9)):
        assert address in client.get(reverse("admin:mentoring_mission_change", args=[mission.pk])).content.decode()
    refused = client.post(address, {"since": "2020-10-01", "until": "2020-09-01"}).content.decode()
    assert "La fin vient après le début" in refused
    assert client.post(address, {"since": "", "until": "2020-09-30"}).status_code == 302
    row.refresh_from_db()
    assert row.until == date(2020, 9, 30)
    assert "jusqu’au 30\xa0septembre 2020" in Entry.objects.about(mission).get().note


def test_other_people_around_a_challenge_are_not_dated_here(client_for, coordination, mission):
    row = mission.challenge.stakeholders.create(kind="hr", name="Rita", email="rita@service.example")
    assert (
        client_for(coordination).get(reverse("admin:mentoring_mission_mentor", args=[mission.pk, row.pk])).status_code
        == 404
    )
