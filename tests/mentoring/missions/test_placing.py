"""Somebody without an offer, somebody who leaves: what is kept, what is expected, who is told."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from candidates.offers.workflow import ending
from eig.common import clock
from eig.common.clock import paris
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.periods import periods
from mentoring.missions.models.missions import Mission
from mentoring.missions.models.placements import Placement, offers_to_place
from mentoring.missions.workflow.opening import open_missions
from mentoring.missions.workflow.placing import end_placement, place
from tests.factories.accounts import UserFactory
from tests.factories.mentoring import SUMMER, AcceptedOfferFactory, HostedChallengeFactory, position
from tests.factories.promotions import PromotionFactory

PAST = {"starts_on": date(2019, 1, 7), "ends_on": date(2019, 11, 6)}
PLACE = reverse("admin:mentoring_mission_place")


@pytest.fixture
def former(db):
    """A position of a past promotion, of which no application is kept."""
    promotion = PromotionFactory(name="EIG 3", archived=True, starts_on=date(2019, 1, 7))
    return position(HostedChallengeFactory(title="BrigadeNumérique", promotion=promotion), "design")


@pytest.fixture
def noe(mission):
    """The colleague: Noé."""
    return mission.placements.get(person__last_name="Collègue")


def lines(subject) -> list[str]:
    return [line.sentence for line in Entry.objects.about(subject)]


def test_a_past_person_is_placed_without_an_offer(former, coordination, letters):
    alumna = UserFactory()
    placement = place(alumna, former, by=coordination, at=SUMMER, **PAST)
    assert (placement.offer, placement.ended_why) == (None, "completed")
    assert Mission.objects.visible_to(alumna).get() == placement.mission
    assert not CheckIn.objects.exists()
    assert letters() == []
    assert lines(placement.mission) == ["Personne placée"]


def test_the_page_places_them_and_says_what_is_wrong(client_for, coordination, former):
    alumna = UserFactory(email="ancienne@eig.example")
    alumna.emailaddress_set.create(email=alumna.email, verified=True, primary=True)
    client = client_for(coordination)
    asked = {"email": "inconnue@eig.example", "position": former.pk, **PAST}
    html = client.post(PLACE, asked).content.decode()
    assert "Aucun compte actif" in html
    assert "inconnue@eig.example" in html
    assert client.post(PLACE, asked | {"email": alumna.email}).status_code == 302
    assert Placement.objects.get().person == alumna
    html = client.post(PLACE, asked | {"email": alumna.email}).content.decode()
    assert "déjà placée sur ce poste à ces dates" in html


@pytest.mark.parametrize("role", ["direction", "coaches", None])
def test_nobody_else_places(client_for, groups, former, role):
    person = UserFactory(is_staff=True)
    person.groups.set([groups[role]] if role else [])
    assert client_for(person).get(PLACE).status_code == 403


def test_somebody_placed_during_the_year_is_told_and_expected(mission, challenge, coordination, letters):
    person, at = UserFactory(), paris(date(2020, 11, 10), 9)
    days = {"starts_on": date(2020, 11, 16), "ends_on": mission.ends_on}
    placement = place(person, position(challenge, "data"), by=coordination, at=at, **days)
    assert list(placement.checkins.values_list("period", flat=True)) == list(range(3, 11))
    assert [letter.to for letter in letters("mentoring/eig_opened")].count(person.email) == 1


def test_an_offer_accepted_for_the_same_seat_is_the_placement_s(challenge, coordination):
    offer = AcceptedOfferFactory(challenge=challenge)
    days = {"starts_on": date(2020, 9, 1), "ends_on": date(2021, 6, 30)}
    assert place(offer.application.user, offer.position, by=coordination, at=SUMMER, **days).offer == offer
    assert open_missions(at=SUMMER) == 0


def test_who_was_placed_before_accepting_is_not_placed_twice(challenge, coordination):
    person, seat = UserFactory(), position(challenge, "developpement")
    place(person, seat, starts_on=date(2020, 9, 1), ends_on=date(2021, 6, 30), by=coordination, at=SUMMER)
    AcceptedOfferFactory(challenge=challenge, user=person)
    assert not offers_to_place().exists()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ((date(2020, 8, 1), date(2021, 6, 30)), "La mission va du"),
        ((date(2020, 9, 1), date(2021, 7, 1)), "La mission va du"),
        ((date(2021, 1, 5), date(2021, 1, 5)), "Le départ vient après"),
    ],
)
def test_days_outside_the_mission_are_refused(mission, challenge, coordination, days, sentence):
    with pytest.raises(StepRefused, match=sentence):
        place(
            UserFactory(), position(challenge, "data"), starts_on=days[0], ends_on=days[1], by=coordination, at=SUMMER
        )


def test_the_database_refuses_a_position_or_an_offer_of_elsewhere(noe, former):
    other = AcceptedOfferFactory(challenge=noe.mission.challenge)
    for wrong in ({"position": former}, {"offer": other}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Placement.objects.filter(pk=noe.pk).update(**wrong)


def test_the_database_refuses_the_same_seat_twice_at_once_and_allows_it_later(noe):
    def again(**days):
        Placement.objects.create(mission=noe.mission, person=noe.person, position=noe.position, **days)

    with pytest.raises(IntegrityError), transaction.atomic():
        again(starts_on=noe.ends_on, ends_on=date(2021, 9, 1))
    again(starts_on=date(2021, 7, 1), ends_on=date(2021, 9, 1))


def test_a_departure_takes_away_what_comes_after_and_tells(noe, mentor, coordination, letters):
    end_placement(noe, on=date(2021, 1, 15), why="resigned", by=coordination, at=paris(date(2021, 1, 4), 9))
    assert list(noe.checkins.values_list("period", flat=True)) == [1, 2, 3, 4]
    assert [letter.to for letter in letters("mentoring/placement_ended")] == [noe.person.email]
    assert [letter.to for letter in letters("mentoring/departure")] == [mentor.email]
    assert "démission" not in "".join(letter.text for letter in letters())
    assert lines(noe.mission) == ["Départ enregistré"]
    assert "démission" in Entry.objects.about(noe.mission).get().note


def test_a_departure_said_again_gives_back_what_is_expected(noe, coordination):
    at = paris(date(2020, 12, 1), 9)
    end_placement(noe, on=date(2021, 1, 15), why="resigned", by=coordination, at=at)
    end_placement(noe, on=date(2021, 6, 30), why="completed", by=coordination, at=at)
    assert noe.checkins.count() == 10
    with pytest.raises(StepRefused, match="déjà enregistré"):
        end_placement(noe, on=date(2021, 6, 30), why="completed", by=coordination, at=at)


def test_the_page_says_who_will_be_told(client_for, noe, mentor, coordination):
    address = reverse("admin:mentoring_mission_end", args=[noe.mission_id, noe.pk])
    client = client_for(coordination)
    with clock.moved_to(paris(date(2021, 1, 4), 9)):
        html = client.get(address).content.decode().replace("\xa0", " ")
        assert "seront prévenus : Noé Collègue, Marc Mentor" in html
        html = client.post(address, {"on": "2021-08-01", "why": "hired"}).content.decode()
        assert "le départ ne vient pas après" in html
        assert client.post(address, {"on": "2021-01-31", "why": "hired"}).status_code == 302
    noe.refresh_from_db()
    assert (noe.ends_on, noe.ended_why) == (date(2021, 1, 31), "hired")


def test_who_left_owes_nothing_more_and_reads_their_own(noe, coordination):
    end_placement(noe, on=date(2020, 10, 31), why="resigned", by=coordination, at=paris(date(2020, 10, 5), 9))
    owed = CheckIn.objects.owed_by(noe.person, date(2020, 12, 1))
    assert list(owed.values_list("period", flat=True)) == [1, 2]
    assert CheckIn.objects.visible_to(noe.person, date(2020, 12, 1)).count() == 2


@pytest.mark.parametrize(
    ("verb", "day", "why"),
    [
        (ending.resign, date(2020, 11, 2), "resigned"),
        (ending.resign, date(2020, 8, 20), "never_came"),
        (ending.rescind, date(2020, 11, 2), "other"),
    ],
)
def test_a_seat_given_up_or_taken_back_ends_the_work(noe, coordination, verb, day, why):
    with clock.moved_to(paris(day, 10)):
        verb(noe.offer, reason="Un autre poste.", by=coordination, at=clock.now())
    noe.refresh_from_db()
    assert (noe.ended_why, noe.ends_on) == (why, max(day, noe.starts_on))
    assert not noe.checkins.filter(status="expected", opens_on__gt=noe.ends_on).exists()
    assert "Départ enregistré" in lines(noe.mission)


def test_an_offer_accepted_after_the_person_was_placed_is_that_of_the_placement(mission, coordination):
    offer = AcceptedOfferFactory(challenge=mission.challenge)
    days = {"starts_on": mission.starts_on, "ends_on": mission.ends_on}
    Placement.objects.create(mission=mission, person=offer.application.user, position=offer.position, **days)
    count = mission.placements.count()
    for _ in range(2):
        open_missions(at=SUMMER)
    assert mission.placements.count() == count
    assert offer.placement.person == offer.application.user


def test_who_left_before_and_comes_back_with_an_offer_is_placed_again(mission, coordination):
    offer = AcceptedOfferFactory(challenge=mission.challenge)
    gone = {"starts_on": date(2019, 1, 7), "ends_on": date(2019, 3, 1), "ended_why": "other"}
    Placement.objects.create(mission=mission, person=offer.application.user, position=offer.position, **gone)
    open_missions(at=SUMMER)
    assert mission.placements.filter(person=offer.application.user).count() == 2


def test_who_never_came_reads_nothing_and_who_left_still_does(noe):
    for why, reads in (("never_came", False), ("resigned", True), ("", True)):
        Placement.objects.filter(pk=noe.pk).update(ended_why=why)
        assert Mission.objects.visible_to(noe.person).exists() is reads


def test_a_shorter_mission_asks_for_the_months_that_it_lasts(mission):
    mission.ends_on = mission.starts_on + timedelta(days=75)
    due = [period.due_on for period in periods(mission, "monthly")]
    assert (mission.months, len(due), due[-1]) == (3, 3, mission.ends_on)
