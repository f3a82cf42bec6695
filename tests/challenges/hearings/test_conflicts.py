"""What sets a juror aside from a challenge, and what closes then."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.models.heard import decks_readable_by, files_read_by
from challenges.hearings.states import ConflictKind
from challenges.hearings.todo import jurors
from challenges.hearings.workflow.conflicts import declare_conflict, lift_conflict
from challenges.hearings.workflow.scheduling import schedule_hearing
from challenges.proposal.models.challenges import Challenge
from eig.common.flow import StepRefused
from eig.common.refusals import refused_with
from eig.journal.models import Entry
from eig.juries import rules as juries
from eig.juries.models.attendance import Attendance
from eig.reviewing.rules.conflicts import in_conflict
from tests.factories.challenges import ChallengeFactory, StakeholderFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, SheetFactory

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
    deck = decks_readable_by
    assert files_read_by(member).filter(pk=challenge.pk).exists()
    assert client_for(member).get(page).status_code == 200
    declare_conflict(challenge, member, reason="Ma sœur porte ce défi", by=member, at=at)
    assert in_conflict(ConflictOfInterest, member, challenge)
    assert not files_read_by(member).filter(pk=challenge.pk).exists()
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
    assert files_read_by(member).filter(pk=challenge.pk).exists()
    declare_conflict(challenge, member, by=member, at=at)
    assert not files_read_by(member).filter(pk=challenge.pk).exists()
    assert ConflictOfInterest.objects.count() == 1


def test_a_link_may_be_examined_before_anybody_declares_it(challenge, member, coordination, at):
    lift_conflict(challenge, member, reason="Même ministère, autre direction", by=coordination, at=at)
    assert not ConflictOfInterest.objects.standing().exists()
    assert files_read_by(member).filter(pk=challenge.pk).exists()


def test_whoever_has_marked_asks_the_coordination_first(challenge, member, at):
    SheetFactory(hearing=challenge.hearing, juror=member)
    with pytest.raises(StepRefused, match="déjà noté"):
        declare_conflict(challenge, member, by=member, at=at)


def test_no_file_before_the_charter(challenge, client_for):
    seat = JurySeatFactory(jury=challenge.hearing.jury, unsigned=True)
    assert not files_read_by(seat.user).filter(pk=challenge.pk).exists()
    assert not decks_readable_by(seat.user).exists()
    page = client_for(seat.user).get(reverse("juries:challenge", args=[challenge.hearing_id]))
    assert page.url == reverse("juries:charter", args=[seat.pk])


def test_an_invitation_alone_opens_nothing(challenge, client_for):
    seat = JurySeatFactory(jury=challenge.hearing.jury, invited=True)
    page = reverse("juries:challenge", args=[challenge.hearing_id])
    assert client_for(seat.user).get(page).status_code == 404


class TestTheDatabase:
    """What no verb would write is refused all the same, whichever side comes second."""

    def attendance(self, challenge, user):
        values = {"hearing": challenge.hearing, "user": user, "email": user.email, "part": "juror"}
        return Attendance.objects.create(**values)

    def conflict(self, challenge, user, at):
        values = {"kind": ConflictKind.DECLARED, "declared_at": at, "declared_by": user}
        return ConflictOfInterest.objects.create(challenge=challenge, user=user, **values)

    def refused(self):
        return pytest.raises(IntegrityError, match="in conflict with hearing")

    def test_a_juror_in_conflict_does_not_attend(self, challenge, member, at):
        self.conflict(challenge, member, at)
        with self.refused(), transaction.atomic():
            self.attendance(challenge, member)

    def test_a_conflict_needs_a_recusal_first(self, challenge, member, at):
        self.attendance(challenge, member)
        with self.refused(), transaction.atomic():
            self.conflict(challenge, member, at)
        declare_conflict(challenge, member, by=member, at=at)
        assert not challenge.hearing.attendances.exists()

    def test_a_challenge_does_not_enter_a_hearing_attended_in_conflict(self, challenge, member, at):
        self.attendance(challenge, member)
        other = ChallengeFactory(preselected=True, promotion=challenge.promotion)
        self.conflict(other, member, at)
        Challenge.objects.filter(pk=challenge.pk).update(hearing=None)
        with self.refused(), transaction.atomic():
            Challenge.objects.filter(pk=other.pk).update(hearing=challenge.hearing)

    def test_a_juror_in_conflict_does_not_mark(self, challenge, member, at):
        self.conflict(challenge, member, at)
        with self.refused(), transaction.atomic():
            SheetFactory(hearing=challenge.hearing, juror=member)

    def test_a_link_examined_and_set_aside_forbids_nothing(self, challenge, member, coordination, at):
        lift_conflict(challenge, member, reason="Homonyme", by=coordination, at=at)
        assert [row.user for row in challenge.hearing.attendances.all()] == [member]

    def test_the_verbs_say_it_in_french(self, challenge, member, at):
        sentence = "Un conflit d’intérêts écarte cette personne"
        self.conflict(challenge, member, at)
        with pytest.raises(StepRefused, match=sentence), refused_with(juries.BACKSTOPS):
            self.attendance(challenge, member)


class TestHearing:
    """Giving an hour to a challenge that someone of the jury may not judge."""

    @pytest.fixture
    def jury(self, challenge):
        Challenge.objects.filter(pk=challenge.pk).update(hearing=None)
        challenge.hearing.delete()
        challenge.refresh_from_db()
        return JuryFactory(promotion=challenge.promotion)

    def test_the_others_hear_it(self, challenge, jury, juror, coordination, at):
        aside, there = JurySeatFactory(jury=jury, user=juror), JurySeatFactory(jury=jury)
        declare_conflict(challenge, aside.user, by=juror, at=at)
        hearing = schedule_hearing(challenge, jury, starts_at=jury.meets_at, by=coordination, at=at)
        assert [row.user for row in hearing.attendances.jurors()] == [there.user]

    def test_the_rapporteur_must_be_there(self, challenge, jury, juror, coordination, at):
        JurySeatFactory(jury=jury, user=juror, rapporteur=True)
        declare_conflict(challenge, juror, by=juror, at=at)
        with pytest.raises(StepRefused, match="nommez un autre rapporteur"):
            schedule_hearing(challenge, jury, starts_at=jury.meets_at, by=coordination, at=at)

    def test_a_mentor_does_not_present_two_challenges_at_once(self, challenge, jury, coordination, at):
        other = ChallengeFactory(preselected=True, promotion=challenge.promotion)
        for presented in (challenge, other):
            StakeholderFactory(challenge=presented, kind="operational_mentor", email="marc@culture.example", user=None)
        schedule_hearing(challenge, jury, starts_at=jury.meets_at, by=coordination, at=at)
        second = JuryFactory(promotion=jury.promotion, place="Salle B")
        with pytest.raises(StepRefused, match=r"marc@culture\.example est déjà d’une audition"):
            schedule_hearing(other, second, starts_at=jury.meets_at, by=coordination, at=at)

    def test_one_room_one_hearing(self, challenge, jury, coordination, at):
        other = ChallengeFactory(preselected=True, promotion=challenge.promotion)
        schedule_hearing(challenge, jury, starts_at=jury.meets_at, by=coordination, at=at)
        second = JuryFactory(promotion=jury.promotion, place=jury.place)
        with pytest.raises(StepRefused, match="sert déjà à une autre audition"):
            schedule_hearing(other, second, starts_at=jury.meets_at, by=coordination, at=at)
