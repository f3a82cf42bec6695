"""What sets a juror aside from a challenge, and what closes then."""

import pytest
from django.urls import reverse

from challenges.models import Challenge, ConflictOfInterest
from challenges.rules import in_conflict, may_read_files
from challenges.states import ConflictKind
from challenges.todo import jurors
from challenges.workflow import declare_conflict, lift_conflict
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.factories.challenges import ChallengeFactory
from tests.factories.juries import HearingFactory, JurySeatFactory, SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge():
    hearing = HearingFactory()
    return ChallengeFactory(preselected=True, complete=True, promotion=hearing.jury.promotion, hearing=hearing)


@pytest.fixture
def member(challenge, juror):
    return JurySeatFactory(jury=challenge.hearing.jury, user=juror).user


def test_a_conflict_closes_the_file_at_once(challenge, member, client_for, at):
    page = reverse("juries:challenge", args=[challenge.hearing_id])
    deck = Challenge.objects.deck_readable_by
    assert may_read_files(member, challenge.hearing)
    assert client_for(member).get(page).status_code == 200
    declare_conflict(challenge, member, reason="Ma sœur porte ce défi", by=member, at=at)
    assert in_conflict(member, challenge)
    assert not may_read_files(member, challenge.hearing)
    assert not deck(member).exists()
    assert client_for(member).get(page).status_code == 403
    assert jurors.todo(member, at) == []


def test_declaring_twice_is_declaring_once(challenge, member, at):
    declare_conflict(challenge, member, reason="Ancien poste", kind=ConflictKind.FORMER_POSITION, by=member, at=at)
    declare_conflict(challenge, member, reason="Autre chose", by=member, at=at)
    assert ConflictOfInterest.objects.get().reason == "Ancien poste"
    assert Entry.objects.about(challenge).count() == 1


def test_a_conflict_is_lifted_with_a_reason_and_can_come_back(challenge, member, coordination, at):
    declare_conflict(challenge, member, by=member, at=at)
    with pytest.raises(StepRefused, match="pourquoi"):
        lift_conflict(challenge, member, reason=" ", by=coordination, at=at)
    lift_conflict(challenge, member, reason="Homonyme", by=coordination, at=at)
    assert may_read_files(member, challenge.hearing)
    declare_conflict(challenge, member, by=member, at=at)
    assert not may_read_files(member, challenge.hearing)
    assert ConflictOfInterest.objects.count() == 1


def test_a_link_may_be_examined_before_anybody_declares_it(challenge, member, coordination, at):
    lift_conflict(challenge, member, reason="Même ministère, autre direction", by=coordination, at=at)
    assert not ConflictOfInterest.objects.standing().exists()
    assert may_read_files(member, challenge.hearing)


def test_whoever_has_marked_asks_the_coordination_first(challenge, member, at):
    SheetFactory(hearing=challenge.hearing, juror=member)
    with pytest.raises(StepRefused, match="déjà noté"):
        declare_conflict(challenge, member, by=member, at=at)


def test_no_file_before_the_charter(challenge, client_for):
    seat = JurySeatFactory(jury=challenge.hearing.jury, unsigned=True)
    assert not may_read_files(seat.user, challenge.hearing)
    assert not Challenge.objects.deck_readable_by(seat.user).exists()
    page = client_for(seat.user).get(reverse("juries:challenge", args=[challenge.hearing_id]))
    assert page.url == reverse("juries:charter", args=[seat.pk])


def test_an_invitation_alone_opens_nothing(challenge, client_for):
    seat = JurySeatFactory(jury=challenge.hearing.jury, invited=True)
    page = reverse("juries:challenge", args=[challenge.hearing_id])
    assert client_for(seat.user).get(page).status_code == 404
