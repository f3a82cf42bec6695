"""Pending decisions, and their publication: everybody or nobody, in a constant number of queries."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus as S
from challenges.proposal.states import Decision
from challenges.proposal.workflow import submission
from challenges.selection import rules
from challenges.selection import workflow as selection
from eig.common.clock import PARIS
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.notifications.models import Message
from eig.promotions.models.announcements import Announcement
from eig.promotions.states import AnnouncementStatus
from eig.promotions.workflow.announcements import cancel_announcement
from tests.factories.accounts import UserFactory
from tests.factories.challenges import AdministrationFactory, ChallengeFactory, PositionFactory
from tests.factories.promotions import PromotionFactory
from tests.promotions.orders import carried_out

pytestmark = pytest.mark.django_db

APRIL_2 = datetime(2020, 4, 2, 10, tzinfo=PARIS)


@pytest.fixture
def at():
    return APRIL_2


@pytest.fixture
def promotion():
    return PromotionFactory()


def decided(promotion, decision=Decision.KEEP, **more):
    challenge = ChallengeFactory(
        preselected=True, promotion=promotion, pending_decision=decision, authors=[UserFactory()], **more
    )
    PositionFactory(challenge=challenge)
    return challenge


def file_of(client_for, challenge):
    """The page of a challenge, as its author reads it."""
    page = client_for(challenge.authors.get()).get(reverse("challenges:file", args=[challenge.pk]))
    return page.content.decode().replace("\xa0", " ")


class TestPendingDecision:
    def test_it_is_quiet_and_journaled(self, promotion, coordination, at, letters):
        challenge = ChallengeFactory(preselected=True, promotion=promotion)
        selection.prepare_decision(challenge, Decision.REFUSE, reason="Accès aux données.", by=coordination, at=at)
        challenge.refresh_from_db()
        assert (challenge.status, challenge.pending_decision) == (S.PRESELECTED, Decision.REFUSE)
        assert letters() == []
        entry = Entry.objects.about(challenge).get()
        assert (entry.sentence, entry.note) == ("Décision préparée : ne pas retenir", "Accès aux données.")

    def test_it_is_reversible(self, promotion, coordination, at):
        challenge = decided(promotion)
        selection.prepare_decision(challenge, "", reason="oubliée", by=coordination, at=at)
        challenge.refresh_from_db()
        assert (challenge.pending_decision, challenge.pending_reason) == ("", "")

    def test_twice_the_same_is_one_line(self, promotion, coordination, at):
        challenge = ChallengeFactory(preselected=True, promotion=promotion)
        for _ in range(2):
            selection.prepare_decision(challenge, Decision.KEEP, by=coordination, at=at)
        assert Entry.objects.about(challenge).count() == 1

    @pytest.mark.parametrize("trait", ["submitted", "set_aside", "selected", "published"])
    def test_only_for_a_preselected_challenge(self, trait, coordination, at):
        with pytest.raises(StepRefused, match="n’est plus à décider"):
            selection.prepare_decision(ChallengeFactory(**{trait: True}), Decision.KEEP, by=coordination, at=at)

    def test_an_unknown_decision_is_refused(self, promotion, coordination, at):
        with pytest.raises(StepRefused, match="n’existe pas"):
            selection.prepare_decision(decided(promotion), "maybe", by=coordination, at=at)

    def test_it_is_frozen_while_a_publication_is_ordered(self, promotion, coordination, at):
        challenge = decided(promotion)
        order = selection.order_results(promotion, due_at=at + timedelta(hours=2), by=coordination, at=at)
        with pytest.raises(StepRefused, match="annulez-la"):
            selection.prepare_decision(challenge, Decision.REFUSE, by=coordination, at=at)
        cancel_announcement(order, by=coordination, at=at)
        selection.prepare_decision(challenge, Decision.REFUSE, by=coordination, at=at)


class TestOrder:
    @pytest.mark.parametrize(
        ("situation", "sentence"),
        [
            ({"submitted": True}, "attend d’être présélectionné"),
            ({"changes_requested": True}, "attend une correction"),
            ({"preselected": True}, "n’a pas encore de décision"),
            ({"preselected": True, "pending_decision": Decision.KEEP}, "ne cherche personne"),
        ],
    )
    def test_nobody_may_remain_in_suspense(self, promotion, coordination, at, situation, sentence):
        decided(promotion)
        ChallengeFactory(promotion=promotion, **situation)
        with pytest.raises(StepRefused, match=sentence):
            selection.order_results(promotion, due_at=at, by=coordination, at=at)
        assert not Announcement.objects.exists()

    def test_drafts_withdrawn_and_set_aside_do_not_matter(self, promotion, coordination, at):
        decided(promotion)
        for situation in ({}, {"set_aside": True}, {"status": S.WITHDRAWN}):
            ChallengeFactory(promotion=promotion, **situation)
        assert selection.order_results(promotion, due_at=at, by=coordination, at=at).ordered_by == coordination

    def test_there_is_something_to_publish(self, promotion, coordination, at):
        with pytest.raises(StepRefused, match="Aucun défi"):
            selection.order_results(promotion, due_at=at, by=coordination, at=at)

    def test_not_twice(self, promotion, coordination, at):
        decided(promotion)
        selection.order_results(promotion, due_at=at + timedelta(hours=1), by=coordination, at=at)
        with pytest.raises(StepRefused, match="déjà programmée"):
            selection.order_results(promotion, due_at=at + timedelta(hours=2), by=coordination, at=at)


class TestAnnounce:
    def order(self, promotion, by, at):
        return selection.order_results(promotion, due_at=at, by=by, at=at)

    def test_steps_letters_and_journal_come_together(self, promotion, coordination, at, letters, client_for):
        kept, refused = decided(promotion), decided(promotion, Decision.REFUSE, pending_reason="Données incertaines.")
        order = self.order(promotion, coordination, at)
        assert carried_out(order, selection.announce, at=at) == 2
        kept.refresh_from_db(), refused.refresh_from_db(), order.refresh_from_db()
        assert (kept.status, refused.status) == (S.SELECTED, S.NOT_SELECTED)
        assert refused.refusal_reason == "Données incertaines."
        assert (order.status, order.done_at) == (AnnouncementStatus.DONE, at)
        told = {letter.to: letter for letter in letters()}
        assert told[kept.authors.get().email].letter == "challenges/kept"
        assert "Données incertaines." in told[refused.authors.get().email].text
        assert "Données incertaines." in file_of(client_for, refused)
        assert [Entry.objects.about(challenge).get().actor for challenge in (kept, refused)] == [coordination] * 2

    def test_without_a_reason_the_page_says_what_the_letter_says(
        self, promotion, coordination, at, letters, client_for
    ):
        refused = decided(promotion, Decision.REFUSE)
        carried_out(self.order(promotion, coordination, at), selection.announce, at=at)
        sentence = promotion.said(rules.NO_REASON)
        assert sentence in letters("challenges/refused")[0].text.replace("\xa0", " ")
        assert sentence in file_of(client_for, refused)

    def test_a_second_run_announces_nothing(self, promotion, coordination, at, letters):
        decided(promotion)
        order = self.order(promotion, coordination, at)
        carried_out(order, selection.announce, at=at)
        before = Entry.objects.count()
        assert carried_out(Announcement.objects.get(pk=order.pk), selection.announce, at=at + timedelta(minutes=1)) == 0
        assert (len(letters()), Entry.objects.count()) == (1, before)

    def test_a_cancelled_order_announces_nothing(self, promotion, coordination, at, letters):
        challenge = decided(promotion)
        order = self.order(promotion, coordination, at)
        cancel_announcement(Announcement.objects.get(pk=order.pk), by=coordination, at=at)
        assert carried_out(order, selection.announce, at=at) == 0
        challenge.refresh_from_db()
        assert (challenge.status, letters("challenges/kept")) == (S.PRESELECTED, [])

    def test_one_in_suspense_and_nobody_is_announced(self, promotion, coordination, at, letters):
        challenge = decided(promotion)
        order = self.order(promotion, coordination, at)
        ChallengeFactory(preselected=True, promotion=promotion, title="Oublié")
        with pytest.raises(StepRefused, match="« Oublié » n’a pas encore"):
            carried_out(order, selection.announce, at=at)
        challenge.refresh_from_db(), order.refresh_from_db()
        assert (challenge.status, order.status, letters()) == (S.PRESELECTED, AnnouncementStatus.ORDERED, [])

    def test_one_withdrawn_since_is_left_out(self, promotion, coordination, at, letters):
        kept, gone = decided(promotion), decided(promotion)
        order = self.order(promotion, coordination, at)
        submission.withdraw(gone, by=coordination, at=at)
        assert carried_out(order, selection.announce, at=at) == 1
        assert [letter.to for letter in letters("challenges/kept")] == [kept.authors.get().email]

    @pytest.mark.parametrize("count", [2, 30])
    def test_the_cost_does_not_grow(self, promotion, coordination, at, count, django_assert_num_queries):
        for number in range(count):
            decided(promotion, Decision.KEEP if number % 2 else Decision.REFUSE)
        order = self.order(promotion, coordination, at)
        with django_assert_num_queries(25):
            carried_out(order, selection.announce, at=at)
        assert Message.objects.count() == count

    def test_the_letters_shown_are_those_that_leave(self, promotion, coordination, at, letters):
        decided(promotion), decided(promotion, Decision.REFUSE)
        shown = sorted((draft.address, draft.letter.key) for draft in selection.planned_letters(promotion))
        carried_out(self.order(promotion, coordination, at), selection.announce, at=at)
        assert sorted((letter.to, letter.letter) for letter in letters()) == shown


def at_once(*acts):
    """Run the acts together; what each raised."""
    barrier, raised = threading.Barrier(len(acts)), []

    def run(act):
        try:
            barrier.wait()
            act()
        except StepRefused as refusal:
            raised.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
class TestRaces:
    def test_two_orders_at_once_are_one(self, promotion, at):
        decided(promotion)
        people = [UserFactory(), UserFactory()]
        raised = at_once(*(lambda by=by: selection.order_results(promotion, due_at=at, by=by, at=at) for by in people))
        assert len(raised) == 1
        assert Announcement.objects.count() == 1

    def test_two_workers_announce_once(self, promotion, at):
        decided(promotion)
        order = selection.order_results(promotion, due_at=at, by=UserFactory(), at=at)
        raised = at_once(*[lambda: carried_out(Announcement.objects.get(pk=order.pk), selection.announce, at=at)] * 4)
        assert raised == []
        assert Message.objects.count() == 1
        assert Entry.objects.filter(verb="announce_selected").count() == 1

    def test_a_decision_changed_while_ordering_is_seen_or_refused(self, promotion, at):
        challenge, by = decided(promotion), UserFactory()
        raised = at_once(
            lambda: selection.order_results(promotion, due_at=at, by=by, at=at),
            lambda: selection.prepare_decision(challenge, "", by=by, at=at),
        )
        challenge.refresh_from_db()
        assert len(raised) == 1
        assert Announcement.objects.exists() == (challenge.pending_decision == Decision.KEEP)


class TestEntered:
    def test_the_transversal_team_needs_no_jury(self, promotion, coordination, at):
        administration = AdministrationFactory()
        link = selection.create_link(promotion, administration, "EIG Link", by=coordination, at=at)
        assert selection.create_link(promotion, administration, "EIG Link", by=coordination, at=at) == link
        assert rules.can_enter_selected(coordination, link)
        selection.enter_selected(link, by=coordination, at=at)
        assert Challenge.objects.get().status == S.SELECTED

    def test_neither_does_a_promotion_of_the_past(self, coordination, at):
        challenge = ChallengeFactory(promotion__archived=True)
        selection.enter_selected(challenge, by=coordination, at=at)

    def test_any_other_challenge_does(self, coordination, at):
        challenge = ChallengeFactory()
        assert not rules.can_enter_selected(coordination, challenge)
        with pytest.raises(StepRefused, match="équipe transversale"):
            selection.enter_selected(challenge, by=coordination, at=at)
