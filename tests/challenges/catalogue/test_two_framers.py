"""Two coordinators on the page of one challenge: nothing is lost, nothing is overwritten."""

import pytest
from django.urls import reverse

from challenges.catalogue.workflow import framing
from challenges.proposal.models.challenges import Challenge
from eig.common.keeping.version import StaleVersion
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.promotions import ProfileFamilyFactory
from tests.keeping import Pages, choices, marks

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge(agent):
    row = ChallengeFactory(selected=True, title="Newsroom", authors=[agent], summary="", town="")
    PositionFactory(challenge=row, family=ProfileFamilyFactory(slug="developpement"), seats=1, mission="")
    return row


@pytest.fixture
def pages(challenge, coordination, groups, client_for):
    other = UserFactory(first_name="Camille", last_name="Blanc", is_staff=True)
    other.groups.add(groups["coordination"])
    address = reverse("admin:challenges_challenge_frame", args=[challenge.pk])
    return Pages(address, client_for(coordination), client_for(other))


def typed(challenge, *added, mission="", **page):
    position = challenge.positions.order_by("pk").first()
    rows = [{"family": position.family_id, "seats": 1, "mission": mission}, *added, {"seats": 1}]
    data = {"public_title": "Newsroom", "positions-TOTAL_FORMS": len(rows), "positions-INITIAL_FORMS": 1, **page}
    for place, row in enumerate(rows):
        data |= {f"positions-{place}-{name}": value for name, value in row.items()}
    return data


def test_two_answers_are_merged_without_a_word(challenge, pages):
    pages.meanwhile(typed(challenge, sheet="Le problème, puis la solution.", mission="Écrire le code."))
    assert pages.stale(typed(challenge, summary="Une phrase.")).status_code == 302
    challenge.refresh_from_db()
    assert (challenge.sheet, challenge.summary) == ("Le problème, puis la solution.", "Une phrase.")
    assert challenge.positions.get().mission == "Écrire le code."


def test_the_same_answer_is_shown_in_both_texts_and_nothing_is_stored_meanwhile(challenge, pages):
    pages.meanwhile(typed(challenge, sheet="La fiche d’Inès."))
    stale = typed(challenge, sheet="La fiche de Camille.", summary="Une phrase.")
    answer = pages.stale(stale)
    assert (answer.status_code, list(choices(answer))) == (409, ["Fiche publique"])
    for text in ("La fiche d’Inès.", "La fiche de Camille."):
        assert text in answer.content.decode()
    challenge.refresh_from_db()
    assert (challenge.sheet, challenge.summary) == ("La fiche d’Inès.", "")
    field, mine = choices(answer)["Fiche publique"]
    assert pages.stale(stale, **{field: mine}).status_code == 302
    challenge.refresh_from_db()
    assert (challenge.sheet, challenge.summary) == ("La fiche de Camille.", "Une phrase.")


def test_a_position_added_by_someone_else_stays(challenge, pages):
    design = ProfileFamilyFactory(slug="design")
    pages.meanwhile(typed(challenge, {"family": design.pk, "seats": 2, "mission": "Observer."}))
    assert pages.stale(typed(challenge, mission="Écrire le code.")).status_code == 302
    assert {row.family_id: row.mission for row in challenge.positions.all()} == {
        challenge.positions.exclude(family=design).get().family_id: "Écrire le code.",
        design.pk: "Observer.",
    }


def test_a_position_taken_away_by_one_and_rewritten_by_the_other_waits(challenge, pages):
    pages.meanwhile(typed(challenge, mission="Écrire le code."))
    answer = pages.stale(typed(challenge) | {"positions-0-DELETE": "on"})
    assert answer.status_code == 409
    assert challenge.positions.get().mission == "Écrire le code."
    [(field, mine)] = choices(answer).values()
    assert pages.stale(typed(challenge) | {"positions-0-DELETE": "on"}, **{field: mine}).status_code == 302
    assert not challenge.positions.exists()


def test_an_invalid_answer_keeps_only_itself_from_being_saved(challenge, pages):
    answer = pages.stale(typed(challenge, summary="Une phrase.", months="beaucoup"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "sauf ce qui est à corriger" in html
    assert 'value="beaucoup"' in html
    challenge.refresh_from_db()
    assert challenge.summary == "Une phrase."
    assert "summary" in marks(answer)[""]


def test_a_page_that_is_no_longer_to_be_framed_gives_back_what_was_typed(challenge, pages):
    Challenge.objects.filter(pk=challenge.pk).update(status="withdrawn")
    answer = pages.stale(typed(challenge, sheet="La fiche de Camille."))
    assert answer.status_code == 409
    assert "La fiche de Camille." in answer.content.decode()


def test_the_page_keeps_a_copy_in_the_browser_and_sends_nothing_by_itself(challenge, pages):
    html = pages.first.get(pages.address).content.decode()
    assert " data-keeper-local" in html
    assert "Rien de nouveau à enregistrer." in html


def test_who_writes_at_the_same_instant_is_merged_too(challenge, pages, coordination, at, monkeypatch):
    verb = framing.frame

    def slow(row, values, **context):
        monkeypatch.undo()
        verb(row, {"town": "Étel"}, by=coordination, at=at)
        row.version -= 1
        verb(row, values, **context)

    monkeypatch.setattr(framing, "frame", slow)
    assert pages.stale(typed(challenge, summary="Une phrase.")).status_code == 302
    challenge.refresh_from_db()
    assert (challenge.town, challenge.summary) == ("Étel", "Une phrase.")


def test_the_verb_refuses_what_was_merged_with_an_older_text(challenge, coordination, at):
    version = challenge.version
    framing.frame(challenge, {"town": "Étel"}, version=version, by=coordination, at=at)
    with pytest.raises(StaleVersion):
        framing.frame(challenge, {"town": "Brest"}, version=version, by=coordination, at=at)
