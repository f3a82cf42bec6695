"""What authors may undo until the closing: a submission, a withdrawal; and what is seen to have changed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.proposal.diff import changes, compared
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus
from challenges.proposal.workflow import drafting, submission
from challenges.review.workflow import instruction
from eig.common import clock
from eig.common.flow import StepRefused
from tests.challenges.situations import CLOSING, DURING, draft
from tests.factories.accounts import UserFactory

S = ChallengeStatus
SECOND = timedelta(seconds=1)


@pytest.fixture
def filed(call, groups):
    """A challenge really submitted by its agent."""
    challenge = draft(call, complete=True, title="MonitorFish", town="Brest")
    submission.submit(challenge, by=call.agent, at=DURING)
    return challenge


def test_a_file_taken_up_keeps_its_number_and_must_be_submitted_again(call, filed, letters):
    submission.take_up(filed, by=call.agent, at=CLOSING - SECOND)
    assert (filed.status, filed.number, filed.submitted_at) == (S.DRAFT, 1, None)
    (letter,) = letters("challenges/taken_up")
    assert "déposez-le à nouveau avant le vendredi 28\u00a0février 2020 à 17\u00a0h\u00a000" in letter.text
    submission.submit(filed, by=call.agent, at=CLOSING - SECOND)
    assert (filed.status, filed.number, filed.submitted_at) == (S.SUBMITTED, 1, CLOSING - SECOND)
    assert len(letters("challenges/submitted")) == 2


def test_taking_up_twice_changes_nothing_more(call, filed, letters):
    for _ in range(2):
        submission.take_up(filed, by=call.agent, at=DURING)
    assert len(letters("challenges/taken_up")) == 1


@pytest.mark.parametrize("verb", [submission.take_up, submission.restore])
def test_nothing_is_undone_from_the_closing_second_on(call, filed, verb):
    if verb is submission.restore:
        submission.withdraw(filed, by=call.agent, at=DURING)
    with pytest.raises(StepRefused, match="clos depuis"):
        verb(filed, by=call.agent, at=CLOSING)


@pytest.mark.parametrize("verb", [submission.take_up, submission.restore])
def test_only_authors_undo(filed, verb):
    with pytest.raises(StepRefused, match="Seuls les auteurs"):
        verb(filed, by=UserFactory(), at=DURING)


def test_once_the_instruction_has_begun_the_coordination_is_asked(call, filed, coordination):
    instruction.request_changes(filed, reason="Précisez.", due_at=CLOSING, by=coordination, at=DURING)
    submission.resubmit(filed, by=call.agent, at=DURING)
    with pytest.raises(StepRefused, match="instruit déjà"):
        submission.take_up(filed, by=call.agent, at=DURING)


@pytest.mark.parametrize("submitted", [True, False])
def test_a_withdrawal_is_undone_to_what_it_was(call, groups, letters, submitted):
    challenge = draft(call, complete=True)
    if submitted:
        submission.submit(challenge, by=call.agent, at=DURING)
    before = challenge.status
    for _ in range(2):
        submission.withdraw(challenge, by=call.agent, at=DURING)
        submission.restore(challenge, by=call.agent, at=DURING)
        assert challenge.status == before
    assert len(letters("challenges/withdrawn")) == len(letters("challenges/restored")) == 2


def test_a_withdrawal_after_preselection_is_final(call):
    challenge = draft(call, preselected=True)
    submission.withdraw(challenge, by=call.agent, at=DURING)
    with pytest.raises(StepRefused, match="ne peut pas être repris"):
        submission.restore(challenge, by=call.agent, at=DURING)


def test_the_pages_warn_and_act(call, filed, client_for):
    client = client_for(call.agent)
    page = reverse("challenges:file", args=[filed.pk])
    with clock.moved_to(DURING):
        assert "Reprendre le dossier pour le modifier" in client.get(page).content.decode()
        warning = client.get(reverse("challenges:take_up", args=[filed.pk])).content.decode()
        assert "le défi ne sera plus déposé" in warning
        assert client.post(reverse("challenges:take_up", args=[filed.pk])).url == page
        html = client.get(page).content.decode()
        assert "déjà été déposé sous le numéro 1" in html
        client.post(reverse("challenges:withdraw", args=[filed.pk]))
        assert "Annuler le retrait" in client.get(page).content.decode()
        client.post(reverse("challenges:restore", args=[filed.pk]))
    assert Challenge.objects.get().status == S.DRAFT


def test_what_a_correction_changed_is_shown_word_by_word(call, filed, coordination, client_for):
    instruction.request_changes(filed, reason="Où ?", due_at=CLOSING + timedelta(days=9), by=coordination, at=CLOSING)
    drafting.save_identity(filed, {"address": "2 rue des Essais"}, version=filed.version, by=call.agent, at=CLOSING)
    with clock.moved_to(CLOSING):
        html = client_for(call.agent).get(reverse("challenges:file", args=[filed.pk])).content.decode()
    assert '<del><span class="fr-sr-only">[retiré&nbsp;: </span>1<span class="fr-sr-only">]</span></del>' in html
    assert '<ins><span class="fr-sr-only">[ajouté&nbsp;: </span>2<span class="fr-sr-only">]</span></ins>' in html
    submission.resubmit(filed, by=call.agent, at=CLOSING)
    assert [(change.section, change.label) for change in changes(fresh(filed))] == [
        ("Identité et financement", "Adresse d’accueil")
    ]
    with clock.moved_to(CLOSING):
        admin = client_for(coordination).get(f"/admin/challenges/challenge/{filed.pk}/change/").content.decode()
    assert "Ce qui a changé depuis le dépôt" in admin


def test_a_profile_emptied_of_its_mission_is_not_said_to_be_gone(call, filed, coordination):
    instruction.request_changes(filed, reason="Où ?", due_at=CLOSING + timedelta(days=9), by=coordination, at=CLOSING)
    position = filed.positions.get()
    position.profiles.clear()
    position.skill_links.all().delete()
    filed.positions.update(mission="", skills_note="", seats=position.seats + 1)
    found = [change for change in changes(fresh(filed)) if change.section == "Profils recherchés"]
    assert len(found) == 1
    assert any(str(position.seats + 1) in piece.text for piece in found[0].pieces)


def test_nothing_changed_nothing_shown(filed):
    assert changes(fresh(filed)) == []


def fresh(challenge):
    return Challenge.objects.with_submissions().get(pk=challenge.pk)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("La mer calme", "La mer agitée", [("same", "La mer "), ("removed", "calme"), ("added", "agitée")]),
        ("", "Neuf", [("added", "Neuf")]),
        ("Vieux", "", [("removed", "Vieux")]),
        ("Un, deux", "Un ; deux", [("same", "Un"), ("removed", ","), ("added", " ;"), ("same", " deux")]),
    ],
)
def test_texts_are_compared_by_words(before, after, pieces):
    assert [(piece.kind, piece.text) for piece in compared(before, after)] == pieces
