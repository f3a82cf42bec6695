"""The pages where a file is written: nothing typed is ever lost."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.workflow import drafting
from eig.common import clock
from eig.promotions.models.profiles import ProfileFamily
from tests.challenges.situations import CLOSING, DURING, deck, draft
from tests.keeping import choices, marks, send, shown

SECOND = timedelta(seconds=1)


@pytest.fixture
def during():
    with clock.moved_to(DURING):
        yield


@pytest.fixture
def client(call, client_for, during):
    return client_for(call.agent)


def url(challenge, name, *more):
    return reverse(f"challenges:{name}", args=[challenge.pk, *more])


def identity(**changes):
    values = {"title": "MonitorFish", "summary": "Aider la mer.", "address": "1 rue", "town": "Brest"}
    return {**values, **changes}


def family(slug):
    return ProfileFamily.objects.get(slug=slug)


def positions(*rows, **more):
    """The data of the page of profiles: rows of (family slug, seats, mission)."""
    data = {"poste-TOTAL_FORMS": len(rows), "poste-INITIAL_FORMS": 0, **more}
    for index, (slug, seats, mission) in enumerate(rows):
        data |= {
            f"poste-{index}-family": family(slug).pk if slug else "",
            f"poste-{index}-seats": seats,
            f"poste-{index}-mission": mission,
        }
    return data


def people(*rows):
    """The data of the page of contacts: (place, name, address)."""
    data = {"personne-TOTAL_FORMS": 5, "personne-INITIAL_FORMS": 0}
    for place, name, email in rows:
        prefix = f"personne-{place}"
        data |= {f"{prefix}-name": name, f"{prefix}-function": "Cheffe", f"{prefix}-email": email}
    return data


def saved(client, challenge, name, data, *more):
    answer = send(client, url(challenge, name, *more), data)
    assert answer.status_code == 302, answer.content.decode()
    challenge.refresh_from_db()
    return answer


def test_saving_leads_to_the_next_section_and_says_the_hour(call, client):
    challenge = draft(call)
    answer = saved(client, challenge, "identity", identity())
    assert answer.url == url(challenge, "narrative", 1)
    assert (challenge.town, challenge.version) == ("Brest", 2)
    html = client.get(answer.url).content.decode()
    assert "Enregistré à 10\u00a0h\u00a000." in html
    assert "Enregistré n’est pas déposé\u00a0: il manque 8\u00a0points." in html


def test_another_day_the_day_is_said(call, client):
    challenge = draft(call)
    assert (
        "Enregistré le 20\u00a0janvier 2020 à 10\u00a0h\u00a000."
        in client.get(url(challenge, "identity")).content.decode()
    )


def test_saving_may_lead_back_to_the_file(call, client):
    challenge = draft(call)
    assert saved(client, challenge, "identity", identity(leave="1")).url == url(challenge, "file")


def test_a_name_is_compulsory_and_the_rest_is_kept(call, client):
    answer = client.post(url(draft(call), "identity"), identity(title=""))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Donnez un nom à votre défi." in html
    assert "Aider la mer." in html


def test_a_stale_save_shows_both_texts_and_a_choice_decides(call, client):
    challenge = draft(call)
    version = shown(client, url(challenge, "identity"))
    drafting.save_identity(challenge, {"town": "Lyon"}, version=1, by=call.agent, at=DURING)
    answer = client.post(url(challenge, "identity"), identity(version=version))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Cette partie a changé pendant que vous écriviez" in html
    assert "<p>Lyon</p>" in html
    assert "<p>Brest</p>" in html
    assert 'name="town" value="Brest"' in html
    assert (Challenge.objects.get().town, Challenge.objects.get().summary) == ("Lyon", "")
    field, mine = choices(answer)["Ville"]
    assert client.post(url(challenge, "identity"), identity(version=version)).status_code == 409
    saved(client, challenge, "identity", identity(version=version, **{field: mine}))
    assert challenge.town == "Brest"


def test_the_same_content_saved_twice_is_not_a_quarrel(call, client):
    challenge = draft(call)
    version = shown(client, url(challenge, "identity"))
    for _ in range(2):
        assert client.post(url(challenge, "identity"), identity(version=version)).status_code == 302


@pytest.mark.parametrize("version", ["", "abc", "-1", "[]", '{"": 3}'])
def test_a_form_without_its_version_is_held_for_stale(call, client, version):
    challenge = draft(call)
    drafting.save_identity(challenge, {"town": "Lyon"}, version=1, by=call.agent, at=DURING)
    assert client.post(url(challenge, "identity"), identity(version=version)).status_code == 409


def test_an_invalid_form_keeps_the_version_it_came_with(call, client):
    challenge = draft(call)
    version = shown(client, url(challenge, "identity"))
    drafting.save_identity(challenge, {"address": "2 rue"}, version=1, by=call.agent, at=DURING)
    answer = client.post(url(challenge, "identity"), identity(title="", address="", version=version))
    assert marks(answer)[""].get("address") is None
    assert marks(answer)[""]["title"] == json.loads(version)[""]["title"]


@pytest.mark.parametrize("name", ["identity", "positions", "people", "narrative"])
def test_at_the_closing_second_nothing_is_saved_and_all_is_shown(call, client, name):
    challenge = draft(call)
    question = call.promotion.challenge_questions.questions.first()
    data = {
        "identity": identity(address="TAPÉ", title=challenge.title),
        "positions": positions(("design", 2, "TAPÉ")),
        "people": people((0, "TAPÉ", "lou@culture.example")),
        "narrative": {f"question-{question.pk}": "TAPÉ"},
    }[name]
    more = [1] if name == "narrative" else []
    with clock.moved_to(CLOSING):
        answer = client.post(url(challenge, name, *more), data)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Ce n’est pas enregistré" in html
    assert "TAPÉ" in html
    assert "Enregistrer et continuer" not in html
    with clock.moved_to(CLOSING - SECOND):
        assert client.post(url(challenge, name, *more), data).status_code == 302


def test_answers_are_saved_part_by_part(call, client):
    challenge, (first, second, third) = draft(call), call.promotion.challenge_questions.questions.all()
    saved(client, challenge, "narrative", {f"question-{first.pk}": "Un.", f"question-{second.pk}": ""}, 1)
    saved(client, challenge, "narrative", {f"question-{third.pk}": "Trois."}, 2)
    assert challenge.narrative.texts() == {first.pk: "Un.", third.pk: "Trois."}


def test_a_limit_is_enforced_and_line_breaks_count_for_one(call, client):
    challenge, question = draft(call), call.promotion.challenge_questions.questions.first()
    type(question).objects.update(max_chars=50)
    name = f"question-{question.pk}"
    saved(client, challenge, "narrative", {"version": 1, name: "a\r\n" * 24 + "bb"}, 1)
    answer = send(client, url(challenge, "narrative", 1), {name: "é" * 51})
    assert answer.status_code == 422
    assert "é" * 51 in answer.content.decode()


def test_the_counter_and_the_limit_are_announced(call, client):
    html = client.get(url(draft(call), "narrative", 1)).content.decode()
    assert 'data-counter="900"' in html
    assert "caractères au plus" in html


@pytest.mark.parametrize("part", [0, 3])
def test_a_part_that_does_not_exist_is_not_found(call, client, part):
    assert client.get(url(draft(call), "narrative", part)).status_code == 404


def test_positions_are_saved(call, client):
    challenge = draft(call)
    saved(client, challenge, "positions", positions(("design", 1, "Dessiner."), ("data", 2, "Compter.")))
    assert set(challenge.positions.values_list("family__slug", "seats")) == {("data", 2), ("design", 1)}


def test_a_block_left_blank_is_not_a_position(call, client):
    challenge = draft(call)
    saved(client, challenge, "positions", positions(("design", 2, "Dessiner."), ("", 1, "")))
    assert challenge.positions.count() == 1


def test_adding_a_block_keeps_everything_without_saving(call, client):
    challenge = draft(call)
    answer = client.post(url(challenge, "positions"), positions(("design", "x", "TAPÉ"), add="1"))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "TAPÉ" in html
    assert 'name="poste-0-seats" value="x"' in html
    assert 'name="poste-TOTAL_FORMS" value="2"' in html
    assert "est à corriger" not in html
    assert not challenge.positions.exists()


def test_taking_a_block_away_keeps_the_others(call, client):
    data = positions(("design", 1, "PREMIER"), ("data", 1, "SECOND"), remove="0")
    html = client.post(url(draft(call), "positions"), data).content.decode()
    assert "PREMIER" not in html
    assert "SECOND" in html
    assert 'name="poste-TOTAL_FORMS" value="1"' in html


def test_a_family_twice_or_too_many_people_is_refused(call, client):
    challenge = draft(call)
    twice = client.post(url(challenge, "positions"), positions(("design", 1, "A"), ("design", 1, "B")))
    assert "une seule fois" in twice.content.decode()
    too_many = client.post(url(challenge, "positions"), positions(("design", 4, "A")))
    assert "une équipe de 2 à 3\u00a0personnes (vous en demandez 4)" in too_many.content.decode()


def test_a_profile_goes_with_its_family(call, client):
    design, data = family("design"), family("data")
    typed = positions(("design", 2, "A")) | {"poste-0-profiles": data.profiles.get().pk}
    answer = client.post(url(draft(call), "positions"), typed)
    assert "Hors de la famille « Design »".replace("« ", "«\u00a0").replace(" »", "\u00a0»") in answer.content.decode()
    challenge = draft(call)
    saved(client, challenge, "positions", typed | {"poste-0-profiles": design.profiles.get().pk})
    assert challenge.positions.get().profiles.get().slug == "profil-design"


def test_stale_positions_show_both_texts(call, client):
    challenge = draft(call)
    version = shown(client, url(challenge, "positions"))
    saved(client, challenge, "positions", positions(("design", 2, "Dessiner.")))
    typed = positions(("design", 2, "Peindre."), version=version)
    html = client.post(url(challenge, "positions"), typed).content.decode()
    assert "<p>Dessiner.</p>" in html
    assert "<p>Peindre.</p>" in html


def test_people_are_saved_in_their_places(call, client):
    challenge = draft(call)
    rows = [(0, "Lou", "lou@culture.example"), (1, "Max", "max@culture.example"), (2, "Zoé", "zoe@culture.example")]
    saved(client, challenge, "people", people(*rows))
    assert list(challenge.stakeholders.order_by("pk").values_list("kind", "name")) == [
        ("operational_mentor", "Lou"),
        ("operational_mentor", "Max"),
        ("high_level_mentor", "Zoé"),
    ]
    html = client.get(url(challenge, "people")).content.decode()
    assert 'name="personne-1-name" value="Max"' in html


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([(0, "Lou", "")], "Indiquez l’adresse professionnelle"),
        ([(0, "", "lou@culture.example")], "Indiquez le nom"),
        ([(0, "Lou", "lou@gmail.com")], "pas celle d’une messagerie personnelle"),
        ([(0, "Lou", "l@c.example"), (1, "Max", "L@c.example")], "ont la même adresse"),
    ],
)
def test_a_person_is_whole_professional_and_once(call, client, rows, says):
    answer = client.post(url(draft(call), "people"), people(*rows))
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_commitments_say_who_ticked_them_and_when(call, client):
    challenge, commitment = draft(call), call.promotion.statements.get()
    saved(client, challenge, "commitments", {"commitments": [commitment.pk]})
    html = client.get(url(challenge, "commitments")).content.decode()
    assert "coché par Amir Agent, le 4\u00a0février 2020 à 10\u00a0h\u00a000" in html


def test_without_commitments_there_is_no_such_page(call, client):
    call.promotion.statements.all().delete()
    challenge = draft(call)
    assert client.get(url(challenge, "commitments")).status_code == 404
    assert "Engagements" not in client.get(url(challenge, "file")).content.decode()


def test_a_deck_is_sent_replaced_and_taken_away(call, client):
    challenge = draft(call)
    assert saved(client, challenge, "deck", {"deck": deck(2)}).url == url(challenge, "simulation")
    assert "Remplacer la présentation" in client.get(url(challenge, "deck")).content.decode()
    saved(client, challenge, "deck", {"deck": deck(3)})
    assert challenge.deck.pages == 3
    saved(client, challenge, "deck", {"remove": "1"})
    assert challenge.deck is None


@pytest.mark.parametrize(("file", "says"), [(deck(13), "12 au plus"), (None, "Choisissez un fichier PDF")])
def test_a_refused_deck_says_why(call, client, file, says):
    answer = client.post(url(draft(call), "deck"), {"deck": file} if file else {})
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_deck_sent_too_late_is_refused(call, client):
    challenge = draft(call)
    with clock.moved_to(CLOSING):
        assert client.post(url(challenge, "deck"), {"deck": deck()}).status_code == 409
        assert client.post(url(challenge, "deck"), {"remove": "1"}).status_code == 302
    assert Challenge.objects.get().deck is None


@pytest.mark.parametrize("name", ["identity", "positions", "people", "commitments", "deck"])
def test_every_section_offers_a_way_back_and_the_deadline(call, client, name):
    html = client.get(url(draft(call), name)).content.decode()
    assert "Revenir au défi sans enregistrer" in html
    assert "vendredi 28\u00a0février 2020 à 17\u00a0h\u00a000, heure de Paris" in html
