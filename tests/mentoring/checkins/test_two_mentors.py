"""Two mentors share one check-in: the second finds both texts, and nothing that was typed is thrown away."""

import pytest
from django.urls import reverse

from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.views import checkins
from mentoring.checkins.workflow.logging import log_checkin
from tests.factories.accounts import UserFactory
from tests.factories.mentoring import MentorFactory
from tests.mentoring.conftest import ANSWER

MINE = ANSWER | {
    "blocked": "oui",
    "mood": 2,
    "progress": "Le serveur est commandé.",
    "blockers": "Le réseau du port.",
    "next_on": "",
}


@pytest.fixture
def other(mission, challenge):
    person = UserFactory(first_name="Lou", last_name="Mentor")
    MentorFactory(challenge=challenge, user=person)
    return person


@pytest.fixture
def url(mentor_point):
    return reverse("mentoring:checkin", args=[mentor_point.pk])


def gives_back(answer, *texts):
    html = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 409
    assert [text for text in texts if text not in html] == []


def test_the_second_mentor_reads_both_texts_and_stores_nothing(client_for, mentor, other, mentor_point, url, at, clock):
    client = client_for(other)
    assert "<textarea" in client.get(url).content.decode()
    log_checkin(mentor_point, ANSWER, by=mentor, at=at)
    answer = client.post(url, MINE)
    gives_back(answer, "Le serveur est commandé.", "Le réseau du port.", "Nuages", ANSWER["progress"], str(mentor))
    assert CheckIn.objects.get(pk=mentor_point.pk).progress == ANSWER["progress"]


def test_what_oneself_stored_in_another_window_is_not_said_to_be_someone_elses(
    client_for, mentor, mentor_point, url, at, clock
):
    client = client_for(mentor)
    client.get(url)
    log_checkin(mentor_point, ANSWER, by=mentor, at=at)
    html = client.post(url, MINE).content.decode()
    assert "dans une autre fenêtre" in html
    assert "à côté de celui qui est enregistré" in html


def test_an_unfinished_text_is_given_back_too(client_for, mentor, other, mentor_point, url, at, clock):
    log_checkin(mentor_point, ANSWER, by=mentor, at=at)
    gives_back(
        client_for(other).post(url, {"progress": "Commencé.", "mood": "", "next_on": "bientôt"}), "Commencé.", "bientôt"
    )


def test_the_same_at_the_very_same_instant(client_for, mentor, other, mentor_point, url, at, clock, monkeypatch):
    def slow(row, values, **context):
        monkeypatch.undo()
        log_checkin(CheckIn.objects.get(pk=mentor_point.pk), ANSWER, by=mentor, at=at)
        log_checkin(row, values, **context)

    monkeypatch.setattr(checkins, "log_checkin", slow)
    gives_back(client_for(other).post(url, MINE), "Le serveur est commandé.", ANSWER["progress"])


def test_the_same_text_sent_twice_is_saved_and_no_copy_is_emptied(client_for, mentor, other, mentor_point, url, clock):
    first = client_for(mentor).post(url, MINE)
    again = client_for(mentor).post(url, MINE)
    assert (again.status_code, again.url) == (first.status_code, first.url) == (302, again.url)
    assert "data-keeper-refused" in client_for(other).post(url, MINE).content.decode()


def test_a_mentor_who_has_left_takes_their_words_with_them(client_for, other, mentor_point, url, clock, challenge):
    client = client_for(other)
    client.get(url)
    challenge.stakeholders.filter(user=other).update(until="2020-09-01")
    gives_back(client.post(url, MINE), "Le serveur est commandé.")
    mentor_point.refresh_from_db()
    assert not mentor_point.logged


def test_a_copy_taken_up_again_is_shown_and_not_sent(client_for, mentor, mentor_point, url, clock):
    answer = client_for(mentor).post(url, MINE | {"take": "1"})
    assert "Le serveur est commandé." in answer.content.decode()
    mentor_point.refresh_from_db()
    assert not mentor_point.logged


def test_the_page_keeps_a_copy_in_the_browser_and_offers_it_even_once_filled(
    client_for, mentor, other, mentor_point, url, at, clock
):
    html = client_for(other).get(url).content.decode()
    assert " data-keeper-local" in html
    assert "Rien de nouveau à enregistrer." in html
    log_checkin(mentor_point, ANSWER, by=mentor, at=at)
    html = client_for(other).get(url).content.decode()
    assert "data-keeper-offer" in html
    assert " data-keeper-local" in html
