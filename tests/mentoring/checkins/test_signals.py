"""What blocks stays until the coordination says what was done, whatever the next check-ins say."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from eig.common import clock
from eig.common.clock import paris
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from mentoring.checkins.models.blockers import Signal
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.todo import todo
from mentoring.checkins.workflow.blockers import acknowledge_signal, close_signal
from mentoring.checkins.workflow.logging import log_checkin
from tests.factories.accounts import UserFactory
from tests.mentoring.conftest import ANSWER

BLOCKED = ANSWER | {"mood": 1, "blocked": True, "blockers": "Le réseau du port."}
FINE = ANSWER | {"mood": 4, "progress": "Tout va bien."}
NOVEMBER = paris(date(2020, 11, 2), 9)
MISSIONS = reverse("mentoring:missions")


@pytest.fixture
def signal(mentor_point, mentor, at):
    log_checkin(mentor_point, BLOCKED, by=mentor, at=at)
    return Signal.objects.get()


@pytest.fixture
def fine_since(signal, mission, mentor):
    """A month later, all goes well."""
    later = mission.checkins.get(form__audience="mentor", period=2)
    log_checkin(later, FINE, by=mentor, at=paris(date(2020, 10, 30), 9))
    return later


def page(signal, name="change", *args) -> str:
    return reverse(f"admin:mentoring_signal_{name}", args=[signal.pk, *args])


def test_a_check_in_that_says_it_opens_one(signal, mentor, at):
    assert (signal.status, signal.text, signal.raised_by) == ("open", "Le réseau du port.", mentor)
    assert signal.raised_at == at
    assert [line.sentence for line in Entry.objects.about(signal)] == ["Blocage signalé"]


def test_nothing_blocks_nothing_opens(mentor_point, mentor, at):
    log_checkin(mentor_point, ANSWER, by=mentor, at=at)
    assert not Signal.objects.exists()


def test_a_later_all_is_well_does_not_close_it(client_for, coordination, mentor, mission, signal, fine_since):
    assert Signal.objects.live().get() == signal
    with clock.moved_to(NOVEMBER):
        for reader, settles in ((coordination, True), (mentor, False)):
            client = client_for(reader)
            assert ">bloque<" in client.get(MISSIONS).content.decode()
            html = client.get(reverse("mentoring:mission", args=[mission.pk])).content.decode()
            assert "Le réseau du port." in html
            assert ("Traiter ce blocage" in html) is settles
        assert "Débloquer : 1 blocage signalé, à prendre en charge" in [
            line.title.replace("\xa0", " ") for line in todo(coordination, NOVEMBER)
        ]


def test_the_coordination_takes_it_up_and_says_what_was_done(client_for, coordination, mentor, signal, letters):
    client = client_for(coordination)
    assert client.post(page(signal, "step", "acknowledge")).status_code == 302
    signal.refresh_from_db()
    assert (signal.status, signal.acknowledged_by) == ("acknowledged", coordination)
    assert client.post(page(signal, "step", "close"), {"outcome": " "}).status_code == 200
    assert client.post(page(signal, "step", "close"), {"outcome": "Le port est raccordé."}).status_code == 302
    signal.refresh_from_db()
    assert (signal.status, signal.closed_by, signal.outcome) == ("closed", coordination, "Le port est raccordé.")
    (letter,) = letters("mentoring/signal_closed")
    assert letter.to == mentor.email
    assert "Le port est raccordé." in letter.text
    assert [line.sentence for line in Entry.objects.about(signal)] == [
        "Blocage signalé",
        "Blocage pris en charge",
        "Blocage clos",
    ]


def test_once_closed_nothing_says_that_it_blocks(client_for, coordination, mission, signal, at):
    close_signal(signal, outcome="Le port est raccordé.", by=coordination, at=at)
    with clock.moved_to(NOVEMBER):
        assert ">bloque<" not in client_for(coordination).get(MISSIONS).content.decode()
        assert "Débloquer" not in "".join(line.title for line in todo(coordination, NOVEMBER))


def test_each_check_in_that_says_it_has_its_own(signal, mission, mentor):
    later = mission.checkins.get(form__audience="mentor", period=2)
    log_checkin(later, BLOCKED | {"blockers": "Un autre."}, by=mentor, at=paris(date(2020, 10, 30), 9))
    assert sorted(Signal.objects.live().values_list("text", flat=True)) == ["Le réseau du port.", "Un autre."]


def test_it_is_closed_with_a_word_and_once(signal, coordination, at):
    with pytest.raises(StepRefused, match="ce qui a été fait"):
        close_signal(signal, outcome="  ", by=coordination, at=at)
    close_signal(signal, outcome="Fait.", by=coordination, at=at)
    with pytest.raises(StepRefused):
        acknowledge_signal(signal, by=coordination, at=at)
    for wrong in ({"outcome": ""}, {"closed_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Signal.objects.filter(pk=signal.pk).update(**wrong)


def test_what_is_confided_stays_so(client_for, mentor, eig, coordination, mission, eig_point, at, letters):
    log_checkin(eig_point, BLOCKED | {"blockers": "Tension dans l’équipe."}, by=eig, at=at)
    signal = Signal.objects.get()
    with clock.moved_to(NOVEMBER):
        assert ">bloque<" not in client_for(mentor).get(MISSIONS).content.decode()
        assert ">bloque<" in client_for(eig).get(MISSIONS).content.decode()
    close_signal(signal, outcome="Médiation acceptée.", by=coordination, at=at)
    (letter,) = letters("mentoring/signal_closed")
    assert "Médiation" not in letter.text + letter.html


@pytest.mark.parametrize("group", ["direction", "coaches"])
def test_nobody_else_settles_it(client_for, groups, mission, signal, group, at):
    person = UserFactory(is_staff=True)
    person.groups.add(groups[group])
    if group == "coaches":
        mission.assignments.create(user=person)
    with clock.moved_to(at):
        assert client_for(person).post(page(signal, "step", "acknowledge")).status_code in (403, 404)
    signal.refresh_from_db()
    assert signal.status == "open"


def test_the_list_costs_the_same_for_thirty(client_for, coordination, mission, signal, mentor, queries_of, at):
    client, address = client_for(coordination), reverse("admin:mentoring_signal_changelist")
    client.get(address)
    queries = queries_of(lambda: client.get(address))
    for point in CheckIn.objects.filter(status="expected"):
        Signal.objects.create(checkin=point, text="Encore.", raised_by=mentor, raised_at=at)
    assert queries_of(lambda: client.get(address)) == queries
