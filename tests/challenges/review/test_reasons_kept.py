"""Reasons, notes and letters of the coordination: an act that comes too late gives back what was typed for it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.hearings.models.clarifications import Clarification
from challenges.proposal.states import ChallengeStatus as S
from challenges.review.workflow import instruction
from eig.common import clock as product_clock
from tests.factories.challenges import ChallengeFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/challenges/challenge/"


@pytest.fixture
def challenge(agent):
    return ChallengeFactory(submitted=True, authors=[agent], complete=True)


@pytest.fixture
def client(client_for, coordination):
    return client_for(coordination)


def step(row, name):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_step", args=[row.pk, name])


def gives_back(answer, *texts):
    html = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 409
    assert [text for text in ("Ce n’est pas enregistré", *texts) if text not in html] == []


def test_a_correction_asked_of_a_file_set_aside_meanwhile(client, challenge, coordination, at, letters):
    instruction.set_aside(challenge, reason="Hors sujet.", by=coordination, at=at)
    due = product_clock.now() + timedelta(days=7)
    data = {"reason": "Précisez les données.", "due_at": due.strftime("%Y-%m-%dT%H:%M")}
    gives_back(client.post(step(challenge, "request_changes"), data), "Précisez les données.")
    challenge.refresh_from_db()
    assert (challenge.status, letters("challenges/changes_requested")) == (S.SET_ASIDE, [])


def test_a_challenge_set_aside_twice_keeps_the_second_reason(client, challenge, coordination, at):
    instruction.set_aside(challenge, reason="Hors sujet.", by=coordination, at=at)
    gives_back(client.post(step(challenge, "set_aside"), {"reason": "Équipe trop petite."}), "Équipe trop petite.")
    challenge.refresh_from_db()
    assert challenge.refusal_reason == "Hors sujet."


def test_a_file_that_cannot_be_opened_again_keeps_the_reason(client, challenge, coordination, at):
    instruction.set_aside(challenge, reason="Hors sujet.", by=coordination, at=at)
    until = product_clock.now() + timedelta(days=7)
    data = {"reason": "Panne du site.", "until": until.strftime("%Y-%m-%dT%H:%M")}
    gives_back(client.post(step(challenge, "reopen"), data), "Panne du site.")


def test_a_question_of_a_juror_closed_meanwhile_keeps_the_answer(client, challenge, juror, at):
    row = Clarification.objects.create(
        challenge=challenge, asked_by=juror, asked_at=at, question="Pourquoi ?", status="closed"
    )
    gives_back(client.post(step(row, "answer"), {"answer": "Parce que le réseau manque."}), "le réseau manque")


@pytest.mark.parametrize("name", ["note/", "etape/request_changes/", "etape/set_aside/", "etape/reopen/"])
def test_each_page_of_a_file_keeps_a_copy_in_the_browser(client, challenge, name):
    assert " data-keeper-local" in client.get(f"{LIST}{challenge.pk}/{name}").content.decode()


@pytest.mark.parametrize("name", ["lot/set_aside/", "lot/request_changes/", "courrier/"])
def test_each_page_about_many_files_too(client, challenge, name):
    assert " data-keeper-local" in client.get(f"{LIST}{name}").content.decode()


def test_a_step_that_asks_nothing_keeps_nothing(client, challenge):
    assert "data-keeper-local" not in client.get(step(challenge, "preselect")).content.decode()
