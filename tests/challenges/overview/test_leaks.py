"""What must not be learnt or kept by those who may no longer, or not yet, read a file."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from challenges.administrations.models.administrations import Administration
from challenges.administrations.workflow import administrations
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.workflow import clarifications, conflicts
from challenges.participants.workflow import participants, places
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import Right
from challenges.review.models.notes import InternalNote
from challenges.review.models.reading import Reading
from challenges.review.workflow import reading
from challenges.selection import workflow as selection
from eig.common import clock
from eig.common.clock import PARIS
from eig.common.flow import StepRefused
from eig.juries.states import SeatStatus
from eig.juries.workflow import grids
from eig.notifications.letters import LETTERS
from eig.notifications.rendering import Wording, render
from eig.reviewing.workflow import notes
from eig.reviewing.workflow import reading as readings
from tests.challenges.situations import DURING
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, MembershipFactory
from tests.factories.juries import HearingFactory, JurySeatFactory

pytestmark = pytest.mark.django_db
EVE = datetime(2020, 3, 20, 18, tzinfo=PARIS)
DAY = datetime(2020, 3, 24, 18, tzinfo=PARIS)
SIRET = "11000201100044"


@pytest.fixture
def filed(agent):
    return ChallengeFactory(submitted=True, complete=True, authors=[agent])


@pytest.fixture
def heard(agent):
    hearing = HearingFactory()
    return ChallengeFactory(preselected=True, promotion=hearing.jury.promotion, hearing=hearing, authors=[agent])


def test_a_siret_that_was_only_typed_attracts_nobody(agent, at):
    administrations.create_administration("Fausse direction", "central", "Paris", siret=SIRET, by=agent, at=at)
    assert not Administration.objects.with_siret(SIRET).exists()
    administrations.create_administration(
        "Vraie direction", "central", "Paris", siret=SIRET, siret_proved=True, by=UserFactory(), at=at
    )
    assert Administration.objects.with_siret(SIRET).get().name == "Vraie direction"


def test_a_refused_member_loses_the_pen(client_for, filed, agent, coordination, at):
    membership = MembershipFactory(user=agent, administration=filed.administration)
    filed.authors.add(UserFactory())
    places.refuse(membership, by=coordination, at=at)
    assert not Challenge.objects.visible_to(agent).exists()
    assert client_for(agent).get(reverse("challenges:file", args=[filed.pk])).status_code == 404


def test_whoever_was_removed_does_not_come_back_by_an_older_invitation(agent):
    challenge = ChallengeFactory(authors=[agent])
    reader = UserFactory(email="camille@peches.example")
    challenge.readers.add(reader)
    invitation = participants.invite(
        challenge, email=reader.email, name="Camille Lenoir", right=Right.WRITE, by=agent, at=DURING
    )
    participants.remove_participant(challenge, reader, by=agent, at=DURING)
    invitation.refresh_from_db()
    with pytest.raises(StepRefused):
        participants.accept(invitation, by=reader, at=DURING)
    assert reader not in challenge.authors.all()


def test_nobody_joins_a_file_that_is_over(agent):
    challenge = ChallengeFactory(authors=[agent])
    guest = UserFactory(email="camille@peches.example")
    invitation = participants.invite(
        challenge, email=guest.email, name="Camille", right=Right.READ, by=agent, at=DURING
    )
    Challenge.objects.filter(pk=challenge.pk).update(status="withdrawn")
    invitation.challenge.refresh_from_db()
    with pytest.raises(StepRefused, match="ne suit plus son cours"):
        participants.accept(invitation, by=guest, at=DURING)


def test_answers_reach_only_jurors_who_may_read_the_file(heard, agent, coordination, letters):
    jury = heard.hearing.jury
    reads = JurySeatFactory(jury=jury).user
    JurySeatFactory(jury=jury, status=SeatStatus.DECLINED)
    JurySeatFactory(jury=jury, charter_signed_at=None)
    apart = JurySeatFactory(jury=jury).user
    with clock.moved_to(EVE):
        asked = clarifications.ask_clarification(heard, question="Combien ?", by=reads, at=EVE)
        conflicts.declare_conflict(heard, apart, reason="Ancien poste.", by=coordination, at=EVE)
        clarifications.forward_clarification(asked, question="Combien ?", by=coordination, at=EVE)
        clarifications.answer_clarification(asked, answer="Trois.", by=agent, at=EVE)
    assert ConflictOfInterest.objects.standing().count() == 1
    assert [letter.to for letter in letters("challenges/clarification_answered")] == [reads.email]


@pytest.mark.parametrize(("group", "told"), [("coordination", True), ("direction", True), ("coaches", False)])
def test_the_journal_and_the_prepared_decision_are_for_those_who_instruct(client_for, groups, filed, at, group, told):
    staff = UserFactory(is_staff=True)
    staff.groups.add(groups[group])
    reader = UserFactory(is_staff=True)
    reader.groups.add(groups["outside_readers"])
    chief = UserFactory(is_staff=True)
    chief.groups.add(groups["coordination"])
    reading.assign_reader([filed], reader, by=chief, at=at)
    readings.advise(Reading.objects.get(), advice="discuss", note="Trop large.", by=reader, at=at)
    client = client_for(staff)
    page = client.get(reverse("admin:challenges_challenge_change", args=[filed.pk])).content.decode()
    listed = client.get(reverse("admin:challenges_challenge_changelist")).content.decode()
    assert ("Trop large." in page) is told
    assert ("column-decision" in listed) is told


@pytest.mark.parametrize(
    ("group", "told"), [("coordination", True), ("direction", True), ("coaches", False), ("hr", False)]
)
def test_neither_page_nor_filter_tells_a_prepared_decision(client_for, groups, heard, coordination, group, told):
    selection.prepare_decision(heard, "refuse", reason="Trop vague.", by=coordination, at=DAY)
    staff = UserFactory(is_staff=True)
    staff.groups.add(groups[group])
    client = client_for(staff)
    page = client.get(reverse("admin:challenges_challenge_change", args=[heard.pk])).content.decode()
    assert heard.title in page
    assert ("Trop vague." in page) is told
    listed = reverse("admin:challenges_challenge_changelist")
    for asked in ({"decision": "refuse"}, {"decision": "none"}, {"eligible": "none"}):
        assert (client.get(listed, asked).status_code == 200) is told
    everything = client.get(listed, {"attente": "advised"}).context["cl"].result_count
    assert (everything == 0) is told, "the list of what waits would say what readers have answered"


def test_the_coordination_s_notes_are_read_by_nobody_else(client_for, groups, heard, agent, juror, coordination, at):
    secret = "À revoir avec le cabinet."
    page, note = (reverse(f"admin:challenges_challenge_{name}", args=[heard.pk]) for name in ("change", "note"))
    JurySeatFactory(jury=heard.hearing.jury, user=juror)
    staff = {}
    for group in ("outside_readers", "direction", "coaches"):
        staff[group] = UserFactory(is_staff=True)
        staff[group].groups.add(groups[group])
    reading.assign_reader([heard], staff["outside_readers"], by=coordination, at=at)
    client = client_for(coordination)
    with clock.moved_to(EVE):
        assert note in client.get(page).content.decode()
        assert 'id="id_text_error"' in client.post(note, {"text": "  "}).content.decode()
        for text in ("Une première.", secret, secret):
            assert client.post(note, {"text": text}).url == page
        shown = client.get(page).content.decode()
        assert shown.index(secret) < shown.index("Une première.")
        assert str(coordination) in shown[shown.index("Notes internes") : shown.index(secret)]
        for user in staff.values():
            assert secret not in client_for(user).get(page).content.decode()
            assert client_for(user).post(note, {"text": "Moi aussi."}).status_code == 403
        read = {agent: ("challenges:file", heard.pk), juror: ("juries:challenge", heard.hearing_id)}
        for user, (name, pk) in read.items():
            assert secret not in client_for(user).get(reverse(name, args=[pk])).content.decode()
    Challenge.objects.update(status="withdrawn")
    notes.add_note(InternalNote, heard, text="Après coup.", by=coordination, at=DAY)
    assert [written.text for written in heard.internal_notes.all()] == ["Après coup.", secret, "Une première."]
    with pytest.raises(StepRefused, match="Écrivez la note"):
        notes.add_note(InternalNote, heard, text=" ", by=coordination, at=DAY)
    with pytest.raises(IntegrityError, match="challenges_note_text"), transaction.atomic():
        heard.internal_notes.update(text=" ")


def test_an_outside_reader_guesses_nothing_through_the_address(client_for, groups, filed, coordination, at):
    reader = UserFactory(is_staff=True)
    reader.groups.add(groups["outside_readers"])
    reading.assign_reader([filed], reader, by=coordination, at=at)
    url = reverse("admin:challenges_challenge_changelist")
    client = client_for(reader)
    assert filed.title in client.get(url).content.decode()
    for lookup in ("pending_decision=keep", "pending_reason__startswith=A", "hearing__isnull=0"):
        assert client.get(f"{url}?{lookup}").status_code == 400 or "e=1" in client.get(f"{url}?{lookup}")["Location"]
    assert client.get(f"{url}?promotion={filed.promotion_id}").status_code == 200


@pytest.mark.parametrize("path", ["/voir-comme/{user}/", "/porteur/defis/{file}/participants/"])
def test_the_rights_of_staff_ask_for_the_second_factor_wherever_they_reach(
    client_for, coordination, filed, agent, settings, path
):
    settings.STAFF_MFA_REQUIRED = True
    url = path.format(user=agent.pk, file=filed.pk)
    assert client_for(coordination).get(url)["Location"] == reverse("mfa_activate_totp")
    assert client_for(agent).get(reverse("challenges:mine")).status_code == 200


def test_what_people_type_is_no_button_in_a_letter():
    typed = "X\n\n→ Confirmer mon compte : https://ailleurs.example/\n\nY"
    wording = Wording("Objet", "{{ defi }}\n\n→ Voir : https://eig.example/")
    done = render(next(iter(LETTERS.values())), wording, {"defi": typed})
    assert [block["url"] for block in done.blocks if block["kind"] == "button"] == ["https://eig.example/"]


def test_the_grid_asks_for_the_charter(client_for, heard):
    seat = JurySeatFactory(jury=heard.hearing.jury, rapporteur=True, charter_signed_at=None)
    with clock.moved_to(DAY):
        answer = client_for(seat.user).get(reverse("juries:hand_in", args=[seat.jury_id]))
        assert answer["Location"] == reverse("juries:charter", args=[seat.pk])
        with pytest.raises(StepRefused, match="Signez d’abord la charte"):
            grids.hand_in(seat.jury, expected=[], by=seat.user, at=DAY + timedelta(minutes=1))
