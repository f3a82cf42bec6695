"""The year of EIG 4 over HTTP: role clients, a real worker, the clock moved explicitly."""

import pytest
from celery import shared_task

from challenges.models import Challenge
from eig.demo.facts import submitted
from tests.journeys import agents
from tests.journeys.person import Person
from tests.journeys.setting import set_up
from tests.journeys.world import Year, worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def year(settings):
    """The year, with its worker."""
    settings.OUTBOX_INTERVAL = 0.2
    own = Year()
    shared_task(name="tests.journeys.ticked")(own.ticked.set)
    with worker():
        yield own


def test_the_year_of_a_promotion(year, client_for, coordination):
    staff = Person(client_for(coordination), coordination)
    with year.on("2020-01-10 10:00"):
        promotion = set_up(staff)
    with year.on("2020-02-20 10:00"):
        for facts in submitted():
            agents.write(year, promotion, facts)
    with year.on("2020-02-28 16:59:59"):
        for facts in submitted():
            agents.submit(year, facts)
    assert Challenge.objects.filter(status="submitted").count() == 31
