"""Saving while typing: said in words, refused in words, and nothing overwritten."""

import json

import pytest
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.workflow import drafting
from eig.common import clock
from tests.challenges.situations import CLOSING, DURING, draft
from tests.keeping import shown


@pytest.fixture
def challenge(call):
    return draft(call)


@pytest.fixture
def client(call, client_for):
    with clock.moved_to(DURING):
        yield client_for(call.agent)


def page(challenge):
    return reverse("challenges:identity", args=[challenge.pk])


def send(client, challenge, **changes):
    values = {"title": "MonitorFish", "summary": "Aider la mer.", "address": "1 rue", "town": "Brest"}
    if "version" not in changes:
        values["version"] = shown(client, page(challenge))
    return client.post(page(challenge), {**values, **changes}, headers={"X-Autosave": "1"})


def test_what_is_typed_is_saved_and_the_hour_said(client, challenge):
    said = send(client, challenge).json()
    assert said["said"] == "Enregistré à 10\u00a0h\u00a000."
    assert said["left"] == "Enregistré n’est pas déposé\u00a0: il manque 8\u00a0points."
    assert json.loads(said["version"]) == json.loads(shown(client, page(challenge)))
    assert reverse("challenges:positions", args=[challenge.pk]) in said["panel"]
    assert Challenge.objects.get().town == "Brest"


def test_a_second_save_goes_on_from_the_first(client, challenge):
    version = send(client, challenge).json()["version"]
    assert send(client, challenge, version=version, town="Étel").status_code == 200
    assert Challenge.objects.get().town == "Étel"


def test_a_co_author_is_never_overwritten(call, client, challenge):
    version = shown(client, page(challenge))
    drafting.save_identity(challenge, {"town": "Lyon"}, version=1, by=call.agent, at=DURING)
    answer = send(client, challenge, version=version)
    assert (answer.status_code, answer.json()["compare"]) == (409, True)
    assert "rien n’est écrasé" in answer.json()["said"]
    assert Challenge.objects.get().town == "Lyon"


def test_an_invalid_answer_waits_alone(client, challenge):
    answer = send(client, challenge, title="")
    assert answer.status_code == 422
    assert "sauf 1\u00a0réponse à corriger" in answer.json()["said"]
    assert answer.json()["wrong"] == {"title": "Donnez un nom à votre défi."}
    assert (Challenge.objects.get().title, Challenge.objects.get().town) == (challenge.title, "Brest")


def test_nothing_is_saved_at_the_closing_second(client, challenge):
    version = shown(client, page(challenge))
    with clock.moved_to(CLOSING):
        answer = send(client, challenge, version=version)
    assert answer.status_code == 409
    assert "L’appel à projets est clos" in answer.json()["said"]
    assert Challenge.objects.get().town == ""


def test_the_comparison_page_no_longer_saves_by_itself(call, client, challenge):
    html, version = client.get(page(challenge)).content.decode(), shown(client, page(challenge))
    assert f'data-keeper="{call.agent.pk}"' in html
    assert "data-keeper-paused" not in html
    drafting.save_identity(challenge, {"town": "Lyon"}, version=1, by=call.agent, at=DURING)
    html = client.post(page(challenge), {"version": version, "title": "Autre", "town": "Brest"}).content.decode()
    assert "data-keeper-paused" in html
    assert "Garder le texte enregistré" in html


def test_a_file_is_never_sent_by_itself(client, challenge):
    address = reverse("challenges:deck", args=[challenge.pk])
    assert client.post(address, {}, headers={"X-Autosave": "1"}).status_code == 404
