"""Corrections, preselection, hearings: what each act changes, says and refuses."""

from datetime import datetime, timedelta

import pytest

from challenges.hearings.rules import scheduling as scheduling_rules
from challenges.hearings.workflow import scheduling
from challenges.overview.todo import todo
from challenges.proposal.states import ChallengeStatus as S
from challenges.proposal.states import Decision
from challenges.proposal.workflow import submission
from challenges.review.workflow import instruction
from challenges.selection import workflow as selection
from eig.common.clock import PARIS
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.juries.models.hearings import Hearing
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, PositionFactory, StakeholderFactory
from tests.factories.juries import HearingFactory, JuryFactory, SheetFactory
from tests.factories.promotions import AnnouncementFactory
from tests.promotions.orders import carried_out

pytestmark = pytest.mark.django_db

MARCH_5 = datetime(2020, 3, 5, 10, tzinfo=PARIS)


@pytest.fixture
def at():
    return MARCH_5


@pytest.fixture
def submitted(agent):
    return ChallengeFactory(submitted=True, authors=[agent])


@pytest.fixture
def preselected(agent):
    return ChallengeFactory(preselected=True, authors=[agent])


@pytest.fixture
def jury(preselected):
    return JuryFactory(promotion=preselected.promotion)


def status_of(challenge):
    challenge.refresh_from_db()
    return challenge.status


class TestCorrection:
    def test_the_authors_are_told_what_and_when(self, submitted, coordination, at, letters):
        due = at + timedelta(days=7)
        instruction.request_changes(submitted, reason="Précisez les données.", due_at=due, by=coordination, at=at)
        assert status_of(submitted) == S.CHANGES_REQUESTED
        assert (submitted.changes_asked_at, submitted.changes_due_at) == (at, due)
        [letter] = letters("challenges/changes_requested")
        assert "Précisez les données." in letter.text
        assert "avant le 12 mars 2020" in letter.subject
        assert f"/porteur/defis/{submitted.pk}/" in letter.text
        entry = Entry.objects.about(submitted).get()
        assert (entry.actor, entry.before, entry.after) == (coordination, S.SUBMITTED, S.CHANGES_REQUESTED)

    def test_a_second_request_is_a_second_letter(self, submitted, coordination, at, letters):
        for day in (0, 3):
            then = at + timedelta(days=day)
            given = {"reason": "Encore.", "due_at": then + timedelta(days=2)}
            instruction.request_changes(submitted, **given, by=coordination, at=then)
            type(submitted).objects.filter(pk=submitted.pk).update(status=S.SUBMITTED)
        assert len(letters("challenges/changes_requested")) == 2

    @pytest.mark.parametrize(("reason", "days"), [("", 3), ("   ", 3), ("Précisez.", 0), ("Précisez.", -1)])
    def test_a_reason_and_a_deadline_ahead_are_needed(self, submitted, coordination, at, reason, days):
        due = at + timedelta(days=days)
        with pytest.raises(StepRefused):
            instruction.request_changes(submitted, reason=reason, due_at=due, by=coordination, at=at)
        assert status_of(submitted) == S.SUBMITTED


class TestPreselection:
    def test_preselecting_tells_the_authors(self, submitted, coordination, at, letters):
        instruction.preselect(submitted, by=coordination, at=at)
        assert status_of(submitted) == S.PRESELECTED
        assert [letter.letter for letter in letters()] == ["challenges/preselected"]

    def test_it_is_refused_once_the_publication_is_ordered(self, submitted, coordination, at):
        AnnouncementFactory(promotion=submitted.promotion)
        with pytest.raises(StepRefused, match="annulez-la"):
            instruction.preselect(submitted, by=coordination, at=at)

    def test_setting_aside_gives_the_reason_at_once(self, submitted, coordination, at, letters):
        instruction.set_aside(submitted, reason="Hors du champ.", by=coordination, at=at)
        assert status_of(submitted) == S.SET_ASIDE
        [letter] = letters("challenges/set_aside")
        assert "Hors du champ." in letter.text
        assert Entry.objects.about(submitted).get().note == "Hors du champ."

    def test_setting_aside_needs_a_reason(self, submitted, coordination, at, letters):
        with pytest.raises(StepRefused, match="motif"):
            instruction.set_aside(submitted, reason=" ", by=coordination, at=at)
        assert letters() == []

    def test_bringing_back_clears_the_reason_and_says_so(self, agent, coordination, at, letters):
        challenge = ChallengeFactory(set_aside=True, authors=[agent])
        instruction.bring_back(challenge, by=coordination, at=at)
        assert status_of(challenge) == S.SUBMITTED
        assert challenge.refusal_reason == ""
        assert [letter.letter for letter in letters()] == ["challenges/brought_back"]

    @pytest.mark.parametrize("trait", ["changes_requested", "set_aside", "selected", "published"])
    def test_only_a_submitted_challenge_is_preselected(self, trait, coordination, at):
        with pytest.raises(StepRefused, match="Impossible"):
            instruction.preselect(ChallengeFactory(**{trait: True}), by=coordination, at=at)

    def test_withdrawing_clears_the_pending_decision(self, preselected, coordination, at):
        selection.prepare_decision(preselected, Decision.KEEP, by=coordination, at=at)
        submission.withdraw(preselected, by=coordination, at=at)
        assert status_of(preselected) == S.WITHDRAWN


class TestHearing:
    def book(self, challenge, jury, by, at, *, minutes=0):
        starts_at = jury.meets_at + timedelta(minutes=minutes)
        return scheduling.schedule_hearing(challenge, jury, starts_at=starts_at, by=by, at=at)

    def test_authors_and_mentors_are_told(self, preselected, jury, coordination, at, letters):
        StakeholderFactory(challenge=preselected, user=None, name="Dominique Martin", email="d.martin@peches.example")
        hearing = self.book(preselected, jury, coordination, at)
        preselected.refresh_from_db()
        assert preselected.hearing == hearing
        told = {letter.to: letter.text for letter in letters("challenges/hearing")}
        assert set(told) == {"amir.agent@culture.example", "d.martin@peches.example"}
        assert "Bonjour Dominique Martin" in told["d.martin@peches.example"]

    def test_a_mentor_who_is_an_author_is_told_once(self, preselected, jury, agent, coordination, at, letters):
        StakeholderFactory(challenge=preselected, user=agent, email=agent.email.upper())
        self.book(preselected, jury, coordination, at)
        assert len(letters("challenges/hearing")) == 1

    def test_booking_twice_changes_nothing(self, preselected, jury, coordination, at, letters):
        first = self.book(preselected, jury, coordination, at)
        assert self.book(preselected, jury, coordination, at + timedelta(hours=1)) == first
        assert len(letters("challenges/hearing")) == 1
        assert Entry.objects.about(preselected).count() == 1

    def test_moving_keeps_one_hearing_and_says_both_hours(self, preselected, jury, coordination, at, letters):
        first = self.book(preselected, jury, coordination, at)
        moved = self.book(preselected, jury, coordination, at + timedelta(days=1), minutes=55)
        assert moved.pk == first.pk
        assert Hearing.objects.get().starts_at == jury.meets_at + timedelta(minutes=55)
        [letter] = letters("challenges/hearing_moved")
        assert "11\xa0h\xa025" in letter.text
        assert "10\xa0h\xa030" in letter.text

    def test_hours_do_not_overlap(self, preselected, jury, coordination, at):
        HearingFactory(jury=jury)
        with pytest.raises(StepRefused, match="entend déjà"):
            self.book(preselected, jury, coordination, at, minutes=39)
        self.book(preselected, jury, coordination, at, minutes=40)

    def test_the_jury_is_of_the_promotion_and_hears_challenges(self, preselected, coordination, at):
        for jury in (JuryFactory(), JuryFactory(candidates=True, promotion=preselected.promotion)):
            with pytest.raises(StepRefused, match="n’entend pas"):
                self.book(preselected, jury, coordination, at)

    def test_not_in_the_past_nor_before_the_half_day(self, preselected, jury, coordination, at):
        with pytest.raises(StepRefused, match="déjà passée"):
            self.book(preselected, jury, coordination, jury.meets_at)
        with pytest.raises(StepRefused, match="à partir du"):
            self.book(preselected, jury, coordination, at, minutes=-60)

    def test_only_a_preselected_challenge(self, submitted, coordination, at):
        with pytest.raises(StepRefused, match="présélectionné"):
            self.book(submitted, JuryFactory(promotion=submitted.promotion), coordination, at)

    def test_a_hearing_with_a_sheet_does_not_move(self, preselected, jury, coordination, at):
        SheetFactory(hearing=self.book(preselected, jury, coordination, at), juror=UserFactory())
        with pytest.raises(StepRefused, match="ne se déplace plus"):
            self.book(preselected, jury, coordination, at, minutes=120)


class TestWithoutJury:
    @pytest.fixture
    def unheard(self, agent):
        challenge = ChallengeFactory(submitted=True, authors=[agent], promotion__hears_challenges=False)
        PositionFactory(challenge=challenge)
        return challenge

    def test_no_letter_promises_an_audition(self, unheard, coordination, at, letters):
        instruction.preselect(unheard, by=coordination, at=at)
        [letter] = letters()
        assert letter.letter == "challenges/preselected_unheard"
        assert "pas d’audition" in letter.text

    def test_no_hearing_is_planned(self, unheard, coordination, at):
        instruction.preselect(unheard, by=coordination, at=at)
        jury = JuryFactory(promotion=unheard.promotion)
        assert not scheduling_rules.can_schedule(coordination, unheard)
        with pytest.raises(StepRefused, match="ne passent pas devant un jury"):
            scheduling.schedule_hearing(unheard, jury, starts_at=jury.meets_at, by=coordination, at=at)

    def test_the_decision_is_prepared_then_announced(self, unheard, coordination, at, letters):
        instruction.preselect(unheard, by=coordination, at=at)
        [line] = todo(coordination, at)
        assert line.title.replace("\xa0", " ") == "Préparer la décision sur 1 défi présélectionné"
        selection.prepare_decision(unheard, Decision.KEEP, by=coordination, at=at)
        order = selection.order_results(unheard.promotion, due_at=at, by=coordination, at=at)
        assert carried_out(order, selection.announce, at=at) == 1
        assert len(letters("challenges/kept")) == 1
