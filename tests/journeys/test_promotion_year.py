"""The year of EIG 4 over HTTP: role clients, a real worker, the clock moved explicitly."""

from collections import Counter
from datetime import timedelta

import pytest
from celery import shared_task
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.selection.models.offers import Offer
from challenges.proposal.models.challenges import Challenge
from eig.notifications.models import Message
from eig.promotions.models.programmes import Promotion
from mentoring.checkins.models.checkins import CheckIn
from mentoring.missions.models.missions import Mission
from mentoring.missions.models.placements import Placement
from tests.journeys import agents, applicants, selection
from tests.journeys.applicants import Applicant
from tests.journeys.cast import FEW, WHOLE, Cast
from tests.journeys.person import Person
from tests.journeys.setting import set_up
from tests.journeys.world import Year, sent_ids, worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def year(settings):
    """The year, with its worker."""
    settings.OUTBOX_INTERVAL = 0.2
    own = Year()
    shared_task(name="tests.journeys.ticked")(own.ticked.set)
    with worker():
        yield own


@pytest.mark.parametrize("cast", [pytest.param(FEW, id="few"), pytest.param(WHOLE, id="whole", marks=pytest.mark.long)])
def test_the_year_of_a_promotion(year, client_for, coordination, cast, record_property):
    staff = Person(client_for(coordination), coordination)
    promotion = the_call(year, staff, cast)
    the_choice(year, staff, promotion, cast)
    people = the_candidates(year, staff, promotion)
    the_offers(year, staff, promotion, people, cast)
    the_missions(year, cast)
    every_letter_left_exactly_once()
    for name, rows in (("challenges", Challenge), ("applications", Application), ("letters, each once", Message)):
        record_property(name, rows.objects.count())


def the_call(year: Year, staff: Person, cast: Cast) -> Promotion:
    """The coordination sets up, administrations answer, the last one late by a second."""
    with year.on("2020-01-10 10:00"):
        promotion = set_up(staff)
    late, *_others = cast.submitted
    with year.on("2020-02-20 10:00"):
        for facts in cast.submitted:
            agents.write(year, promotion, facts)
    with year.on("2020-02-21 08:00"):
        pass
    assert Message.objects.filter(key__contains=":D-7").count() == len(cast.submitted)
    with year.on("2020-02-28 16:59:59"):
        for facts in cast.submitted:
            agents.submit(year, facts)
    with year.on("2020-02-28 17:00:00"):
        agents.is_too_late(year, late)
    assert Challenge.objects.filter(status="submitted").count() == len(cast.submitted)
    return promotion


def the_choice(year: Year, staff: Person, promotion: Promotion, cast: Cast) -> None:
    """A correction, some preselected and heard by juries, some of them kept, and the transversal team."""
    first = cast.submitted[0]
    with year.on("2020-03-02 10:00"):
        selection.press(staff, selection.of(first), "request_changes", reason="Précisez.", due_at="2020-03-09T17:00")
    with year.on("2020-03-05 10:00"):
        agents.submit(year, first)
    with year.on("2020-03-12 10:00"):
        selection.instruct(staff, cast)
    with year.on("2020-03-14 10:00"):
        selection.compose(year, staff, promotion, cast)
    assert selection.seated() == 6 * len(cast.by_jury)
    with year.on("2020-03-25 18:00"):
        selection.hear(year, cast)
    with year.on("2020-03-30 10:00"):
        selection.decide(staff, promotion, cast)
        selection.publish(staff, promotion, cast, "2020-04-01T09:00")
    assert Challenge.objects.filter(status="preselected").count() == len(cast.heard)
    with year.on("2020-04-01 09:00"):
        pass
    assert Challenge.objects.filter(status="selected").count() == len(cast.published)
    with year.on("2020-04-27 09:00"):
        selection.frame(staff, cast)
    assert Challenge.objects.filter(status="published").count() == len(cast.published)


def the_candidates(year: Year, staff: Person, promotion: Promotion) -> list[Applicant]:
    """Everyone applies; one is not preselected; the others are heard."""
    with year.on("2020-05-10 21:00"):
        people = applicants.line_up(year, promotion)
        for applicant in people:
            applicants.write(applicant, promotion)
    with year.on("2020-06-07 22:59:59"):
        for applicant in people:
            applicants.submit(applicant)
    heard, left = people[:-1], people[-1:]
    with year.on("2020-06-12 10:00"):
        applicants.preselect(staff, heard, left)
        staff.fills(reverse("admin:candidates_preselection", args=[promotion.pk]))
    assert Application.objects.filter(status="preselected").count() == len(heard)
    with year.on("2020-06-15 10:00"):
        applicants.interview(year, staff, promotion, heard)
    with year.on("2020-07-03 18:00"):
        applicants.hear(year, heard)
    return heard


def the_offers(year: Year, staff: Person, promotion: Promotion, people: list[Applicant], cast: Cast) -> None:
    """Ranked lists, offers, one refusal and one silence: the next of the list takes the seat."""
    with year.on("2020-07-08 10:00"):
        applicants.rank(staff, promotion, people)
        staff.fills(reverse("admin:candidates_offers", args=[promotion.pk]), due_at="2020-07-15T09:00")
    assert not Offer.objects.exclude(status="prepared").exists()
    with year.on("2020-07-15 09:00"):
        pass
    assert Offer.objects.filter(status="offered").count() == cast.seats.total()
    with year.on("2020-07-16 10:00"):
        for applicant in people:
            applicants.answer(applicant)
    with year.on("2020-07-20 09:00"):
        pass
    assert Offer.objects.filter(status="expired").count() == 1
    with year.on("2020-07-21 10:00"):
        applicants.accept_what_is_left(people)
    taken = Counter(Offer.objects.accepted().values_list("position__family__slug", flat=True))
    assert taken == cast.seats


def the_missions(year: Year, cast: Cast) -> None:
    """Missions open by themselves; a mentor logs a first check-in, a blocker alerts the coordination."""
    assert (Mission.objects.count(), Placement.objects.count()) == (len(cast.published), cast.seats.total())
    assert CheckIn.objects.filter(form__audience="mentor").count() == 10 * len(cast.published)
    checkin = CheckIn.objects.filter(form__audience="mentor").order_by("due_on", "pk").first()
    mentor = year.person(checkin.mission.challenge.stakeholders.mentors().first().email)
    with year.on("2020-09-28 10:00"):
        mentor.opens(reverse("challenges:mine"))
        mentor.fills(
            reverse("mentoring:checkin", args=[checkin.pk]),
            mood="2",
            progress="L’équipe est arrivée.",
            blocked="oui",
            blockers="Pas encore d’accès aux données.",
        )
    assert Message.objects.filter(letter="mentoring/blocker").count() == 1
    with year.on(f"{checkin.due_on + timedelta(days=7)} 08:00"):
        pass
    assert Message.objects.filter(letter__startswith="mentoring/", key__contains="D+7").exists()


def every_letter_left_exactly_once() -> None:
    """As many letters received as written, each with its own Message-ID, none given up."""
    left = sent_ids()
    assert len(left) == len(set(left)) == Message.objects.count()
    assert not Message.objects.failed().exists()
