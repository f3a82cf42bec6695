"""A juror's own notes, and the button that closes a file for them."""

from datetime import datetime

import pytest
from django.contrib import admin
from django.urls import reverse

from challenges.hearings.models.conflicts import ConflictOfInterest
from eig.common import clock
from eig.common.clock import PARIS
from eig.home.groups import GROUPS
from eig.journal.models import Entry
from eig.juries.models.hearings import Sheet
from eig.juries.models.notes import PrivateNote
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, StoredFileFactory
from tests.factories.juries import HearingFactory, JurySeatFactory, SheetFactory
from tests.keeping import send

pytestmark = pytest.mark.django_db

EVE = datetime(2020, 3, 20, 18, tzinfo=PARIS)
SECRET = "Revoir le budget page 6"


@pytest.fixture(autouse=True)
def before_the_day():
    with clock.moved_to(EVE) as at:
        yield at


@pytest.fixture
def challenge():
    hearing = HearingFactory()
    return ChallengeFactory(preselected=True, promotion=hearing.jury.promotion, hearing=hearing, title="MonitorFish")


@pytest.fixture
def member(challenge, juror):
    return JurySeatFactory(jury=challenge.hearing.jury, user=juror).user


def url(challenge, name="challenge"):
    return reverse(f"juries:{name}", args=[challenge.hearing_id])


class TestNotes:
    def test_they_are_kept_whatever_the_hour_and_shown_to_their_author_alone(self, client_for, challenge, member):
        client = client_for(member)
        assert client.post(url(challenge, "challenge_note"), {"text": SECRET}).url == f"{url(challenge)}#mes-notes"
        assert SECRET in client.get(url(challenge)).content.decode()
        assert SECRET in client.get(url(challenge, "challenge_note")).content.decode()
        other = client_for(JurySeatFactory(jury=challenge.hearing.jury).user)
        for name in ("challenge", "challenge_note"):
            assert SECRET not in other.get(url(challenge, name)).content.decode()

    def test_the_journal_the_admin_and_the_groups_know_nothing_of_them(self, client_for, challenge, member):
        client_for(member).post(url(challenge, "challenge_note"), {"text": SECRET})
        assert not Entry.objects.exists()
        assert PrivateNote not in admin.site._registry
        granted = {model for rights in GROUPS.values() for models in rights.values() for model in models}
        assert "juries.privatenote" not in granted

    def test_nobody_outside_the_jury_writes_any(self, client_for, challenge, coordination):
        for user in (coordination, UserFactory(), UserFactory(is_staff=True, is_superuser=True)):
            assert client_for(user).post(url(challenge, "challenge_note"), {"text": SECRET}).status_code == 404
        assert not PrivateNote.objects.exists()

    def test_a_script_saves_them_and_learns_the_new_version(self, client_for, challenge, member):
        client, address = client_for(member), url(challenge, "challenge_note")
        first, second = (send(client, address, {"text": SECRET}, **{"X-Autosave": "1"}).json() for _ in range(2))
        assert first == second
        assert first["said"] == "Enregistré à 18\xa0h\xa000."
        assert first["version"] == client.get(url(challenge)).context["note_keeper"]["version"]
        assert PrivateNote.objects.count() == 1

    def test_they_may_be_emptied_and_are_not_endless(self, client_for, challenge, member):
        client = client_for(member)
        client.post(url(challenge, "challenge_note"), {"text": SECRET})
        response = send(client, url(challenge, "challenge_note"), {"text": "x" * 10_001})
        assert response.status_code == 422
        assert 'id="id_text_error"' in response.content.decode()
        send(client, url(challenge, "challenge_note"), {"text": ""})
        assert PrivateNote.objects.get().text == ""


class TestConflict:
    data = {"kind": "former_position", "reason": "J’y ai travaillé jusqu’en 2018."}

    def test_the_file_closes_at_once_and_the_coordination_is_told(
        self, client_for, challenge, member, coordination, letters
    ):
        challenge.deck = StoredFileFactory()
        challenge.save()
        client = client_for(member)
        assert url(challenge, "challenge_conflict") in client.get(url(challenge)).content.decode()
        assert client.post(url(challenge, "challenge_conflict"), self.data).url == reverse("juries:desk")
        response = client.get(url(challenge))
        assert response.status_code == 403
        assert "fermé pour vous" in response.content.decode()
        assert challenge.title not in response.content.decode()
        assert client.post(url(challenge), {}).status_code == 403
        assert client.get(url(challenge, "challenge_conflict")).status_code == 403
        assert client.get(url(challenge, "challenge_ask")).status_code == 404
        assert client.get(reverse("challenges:deck_download", args=[challenge.pk])).status_code == 404
        desk = client.get("/jury/").content.decode()
        assert "Conflit d’intérêts" in desk
        assert f'href="{url(challenge)}"' not in desk
        [letter] = letters("challenges/conflict_declared")
        assert letter.user == coordination
        assert "jusqu’en 2018" in letter.text

    def test_a_reason_is_asked_beside_its_field(self, client_for, challenge, member):
        response = client_for(member).post(url(challenge, "challenge_conflict"), {"kind": "declared", "reason": ""})
        assert response.status_code == 422
        assert 'id="id_reason_error"' in response.content.decode()
        assert not ConflictOfInterest.objects.exists()

    def test_who_has_marked_asks_the_coordination(self, client_for, challenge, member):
        SheetFactory(hearing=challenge.hearing, juror=member)
        assert url(challenge, "challenge_conflict") not in client_for(member).get(url(challenge)).content.decode()
        response = client_for(member).post(url(challenge, "challenge_conflict"), self.data)
        assert response.status_code == 422
        assert "a déjà noté" in response.content.decode()
        assert Sheet.objects.exists()

    def test_nobody_else_is_told_why_a_file_is_closed(self, client_for, challenge, agent):
        ConflictOfInterest.objects.create(
            challenge=challenge, user=agent, kind="declared", declared_at=EVE, declared_by=agent
        )
        assert client_for(agent).get(url(challenge)).status_code == 404
