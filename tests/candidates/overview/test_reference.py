"""A file is named by its reference, never by its person, wherever a reader did not ask who it is."""

import pytest
from django.urls import reverse

from candidates.hearings.workflow import scheduling
from candidates.selection.workflow import lists, rankings
from eig.journal.models import Entry
from tests.factories.candidates import MADE, ApplicationFactory, InterviewFactory, OfferFactory, WishFactory, a_position
from tests.factories.juries import JuryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(promotion):
    who = {"user__first_name": "Iphigénie", "user__last_name": "Quatremère"}
    return ApplicationFactory(promotion=promotion, preselected=True, number=42, **who)


def test_a_reference_says_the_promotion_and_the_number(person, promotion):
    assert (person.reference, str(person)) == ("EIG-4-0042", "Candidature nº EIG-4-0042")
    assert str(ApplicationFactory(promotion=promotion)) == "Candidature en préparation"


def test_rows_about_a_person_are_named_by_the_reference(person, promotion):
    position = a_position(promotion)
    offer = OfferFactory(application=person, position=position)
    wish, interview = (made(application=person, position=position) for made in (WishFactory, InterviewFactory))
    for row in (offer, interview):
        assert "EIG-4-0042" in str(row)
    for row in (person, offer, wish, interview):
        assert "Quatremère" not in str(row)


def test_the_journal_never_says_who(person, promotion, coordination):
    position, jury = a_position(promotion), JuryFactory(promotion=promotion, candidates=True)
    booked = {"starts_at": jury.meets_at, "by": coordination, "at": person.submitted_at}
    scheduling.schedule_interview(person, position, jury, **booked)
    lists.rank(position, [person], by=coordination, at=MADE)
    rankings.prepare_offers(promotion, by=coordination, at=MADE)
    lines = Entry.objects.values_list("sentence", "note")
    assert len(lines) >= 3
    assert "Quatremère" not in str(list(lines))


def test_titles_of_the_administration_say_the_reference(person, client_for, coordination):
    page = client_for(coordination).get(reverse("admin:candidates_application_interview", args=[person.pk]))
    title = page.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert "EIG-4-0042" in title
    assert "Quatremère" not in title
