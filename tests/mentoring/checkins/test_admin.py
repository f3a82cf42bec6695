"""The coordination's lists: late first, filters, constant queries, nothing rewritten."""

from datetime import date

import pytest
from django.urls import reverse

from eig.common import clock
from eig.common.clock import paris
from mentoring.checkins.workflow.logging import log_checkin
from mentoring.missions.workflow.opening import open_missions
from tests.factories.mentoring import SUMMER, AcceptedOfferFactory, HostedChallengeFactory, MentorFactory
from tests.mentoring.conftest import ANSWER

MISSIONS = reverse("admin:mentoring_mission_changelist")
CHECKINS = reverse("admin:mentoring_checkin_changelist")


@pytest.fixture
def october():
    with clock.moved_to(paris(date(2020, 10, 5), 9)) as at:
        yield at


@pytest.mark.parametrize("query", ["", "?running=now", "?running=over", "?running=ahead"])
def test_missions(client_for, coordination, mission, october, query):
    html = client_for(coordination).get(MISSIONS + query).content.decode()
    assert ("MonitorFish" in html) is (query in ("", "?running=now"))


@pytest.mark.parametrize(
    ("query", "rows"), [("", 30), ("?late=yes", 2), ("?late=soon", 0), ("?form__audience=mentor", 10)]
)
def test_checkins(client_for, coordination, mission, mentor_point, mentor, october, query, rows):
    log_checkin(mentor_point, ANSWER, by=mentor, at=october)
    response = client_for(coordination).get(CHECKINS + query)
    assert response.context["cl"].result_count == rows


def test_late_ones_come_first(client_for, coordination, mission, mentor_point, mentor, october):
    log_checkin(mentor_point, ANSWER, by=mentor, at=october)
    rows = client_for(coordination).get(CHECKINS).context["cl"].result_list
    assert [row.late for row in rows][:3] == [True, True, False]
    assert rows[len(rows) - 1].logged


def test_one_of_each_is_read_only(client_for, coordination, mission, mentor_point, mentor, october):
    log_checkin(mentor_point, ANSWER, by=mentor, at=october)
    client = client_for(coordination)
    html = client.get(reverse("admin:mentoring_checkin_change", args=[mentor_point.pk])).content.decode()
    assert 'name="_save"' not in html
    html = client.get(reverse("admin:mentoring_mission_change", args=[mission.pk])).content.decode()
    assert 'name="starts_on"' not in html
    assert 'name="placements-0-ends_on"' not in html
    assert client.get(reverse("admin:mentoring_mission_add")).status_code == 403


@pytest.mark.parametrize("address", [MISSIONS, CHECKINS])
def test_as_many_queries_for_thirty_rows_as_for_one(
    client_for, coordination, mission, october, address, queries_of, django_assert_num_queries
):
    client = client_for(coordination)
    client.get(address)
    queries = queries_of(lambda: client.get(address))
    for _ in range(29):
        challenge = HostedChallengeFactory(promotion=mission.challenge.promotion)
        MentorFactory(challenge=challenge)
        AcceptedOfferFactory(challenge=challenge)
    open_missions(at=SUMMER)
    with django_assert_num_queries(queries):
        client.get(address)
