"""Host team, data and pay simulation: rows with or without scripts, verified files."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import Dataset, HostMember
from eig.common import clock
from tests.challenges.situations import DURING, deck, draft
from tests.keeping import send


@pytest.fixture
def challenge(call):
    return draft(call)


@pytest.fixture
def client(call, client_for):
    with clock.moved_to(DURING):
        yield client_for(call.agent)


def url(name, challenge):
    return reverse(f"challenges:{name}", args=[challenge.pk])


def rows(*values, **more):
    data = {"ligne-TOTAL_FORMS": len(values), "ligne-INITIAL_FORMS": 0, **more}
    for index, row in enumerate(values):
        data |= {f"ligne-{index}-{name}": value for name, value in row.items()}
    return data


ADA = {"name": "Ada", "function": "Cheffe de bureau", "status": "civil_servant", "share": "50"}
BOB = {"name": "Bob", "share": "10", "contribution": "Connaît les données."}


def test_a_host_team_is_saved_in_order_and_read_by_the_jury(client, challenge):
    assert client.post(url("host_team", challenge), rows(ADA, {"name": "", "share": ""}, BOB)).status_code == 302
    assert list(challenge.host_members.values_list("name", "share")) == [("Ada", 50), ("Bob", 10)]
    html = client.get(url("preview", challenge)).content.decode()
    assert "Cheffe de bureau, fonctionnaire, 50\u00a0% de son temps" in html


@pytest.mark.parametrize(
    ("act", "index", "names"),
    [
        ("add", "1", ["Ada", "Bob", None]),
        ("remove", "0", ["Bob"]),
        ("up", "1", ["Bob", "Ada"]),
        ("up", "9", ["Ada", "Bob"]),
    ],
)
def test_rows_come_go_and_move_without_scripts(client, challenge, act, index, names):
    answer = client.post(url("host_team", challenge), rows(ADA, BOB, **{act: index}))
    assert [block.initial.get("name") for block in answer.context["form"]] == names
    assert not HostMember.objects.exists()


def test_a_share_of_time_is_a_percentage(client, challenge):
    answer = client.post(url("host_team", challenge), rows({**ADA, "share": "120"}))
    assert answer.status_code == 422
    assert "Cheffe de bureau" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        HostMember.objects.create(challenge=challenge, name="Ada", share=120)


def test_data_out_of_reach_say_their_steps(client, challenge):
    ais, logs = {"name": "Positions", "accessible": "on", "steps": "oubliées"}, {"name": "Journaux de bord"}
    assert client.post(url("datasets", challenge), rows(ais, logs)).status_code == 422
    logs["steps"] = "Demande à la direction."
    assert client.post(url("datasets", challenge), rows(ais, logs)).status_code == 302
    assert list(challenge.datasets.values_list("accessible", "steps")) == [
        (True, ""),
        (False, "Demande à la direction."),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Dataset.objects.create(challenge=challenge, order=9, name="Autres")


def test_the_same_data_twice_is_refused(client, challenge):
    dataset = {"name": "Positions", "accessible": "on"}
    answer = client.post(url("datasets", challenge), rows(dataset, dataset))
    assert "Deux jeux de données ont le même nom" in answer.content.decode()


def test_the_list_of_sections_says_what_is_optional(client, challenge):
    html = client.get(url("file", challenge)).content.decode()
    assert html.count(">facultatif</p>") == 3


def test_a_pay_simulation_is_sent_replaced_and_taken_away(client, challenge):
    for name in ("a.pdf", "b.pdf"):
        send(client, url("simulation", challenge), {"simulation": deck(name=name)})
    assert Challenge.objects.get().simulation.name == "b.pdf"
    assert b"".join(client.get(url("simulation_download", challenge)).streaming_content).startswith(b"%PDF-")
    send(client, url("simulation", challenge), {"remove": "1"})
    assert Challenge.objects.get().simulation is None
    assert client.get(url("simulation_download", challenge)).status_code == 404


def test_a_page_that_shows_the_progress_is_told_where_to_go(client, challenge):
    sent = client.post(url("deck", challenge), {"deck": deck()}, headers={"X-Upload": "1"})
    assert sent.json() == {"url": url("simulation", challenge)}
    refused = send(client, url("deck", challenge), {"deck": deck(pages=13)}, **{"X-Upload": "1"})
    assert refused.status_code == 422
    assert "12 au plus" in refused.content.decode()
