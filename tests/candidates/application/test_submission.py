"""Submitting, taking back, giving up."""

from datetime import timedelta

import pytest

from candidates.application.letters.common import position_name
from candidates.application.states import ApplicationStatus, Verdict
from candidates.application.workflow import submission
from candidates.offers.workflow import withdrawal
from candidates.review import workflow as review
from candidates.selection.models.offers import Offer
from candidates.selection.states import OfferStatus
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.factories.candidates import ApplicationFactory, OfferFactory, RankingFactory, WishFactory, published_offers

S = ApplicationStatus


@pytest.fixture
def ready(promotion, candidate):
    return ApplicationFactory(promotion=promotion, user=candidate, complete=True)


def test_a_submission_has_a_number_an_hour_and_one_receipt(ready, candidate, at, letters):
    submission.submit(ready, by=candidate, at=at)
    submission.submit(ready, by=candidate, at=at + timedelta(seconds=1))
    assert (ready.status, ready.number, ready.submitted_at) == (S.SUBMITTED, 1, at)
    (letter,) = letters()
    assert letter.subject == "Votre candidature à la promotion EIG 4 est bien déposée (nº 1)"
    assert "jeudi 4 juin 2020 à 21 h 30, heure de Paris".replace(" h ", "\u00a0h\u00a0").replace("4 j", "4\u00a0j") in (
        letter.text
    )
    assert Entry.objects.about(ready).filter(verb="submit").count() == 1


def test_a_submission_reads_the_file_once(ready, candidate, at, letters, django_assert_num_queries):
    """However many wishes, which the receipt gives in their order."""
    WishFactory(application=ready, rank=3)
    WishFactory(application=ready, rank=2)
    with django_assert_num_queries(25):
        submission.submit(ready, by=candidate, at=at)
    (letter,) = letters()
    named = [position_name(wish.position, ready.promotion) for wish in ready.wishes.order_by("rank")]
    assert "\n".join(f"- {name}" for name in named) in letter.text


def test_an_incomplete_draft_is_not_submitted(promotion, candidate, at, letters):
    draft = ApplicationFactory(promotion=promotion, user=candidate)
    with pytest.raises(StepRefused, match="Il manque"):
        submission.submit(draft, by=candidate, at=at)
    assert letters() == []


def test_the_closing_second_is_refused(ready, candidate, closing):
    with pytest.raises(StepRefused, match="clos depuis"):
        submission.submit(ready, by=candidate, at=closing)
    submission.submit(ready, by=candidate, at=closing - timedelta(microseconds=1))
    assert ready.status == S.SUBMITTED


def test_reopening_keeps_everything_and_forgets_the_verdict(ready, candidate, coordination, at, letters):
    submission.submit(ready, by=candidate, at=at)
    review.prepare_verdict(ready, Verdict.KEEP, by=coordination, at=at)
    later = at + timedelta(hours=1)
    submission.reopen(ready, by=candidate, at=later)
    assert (ready.status, ready.pending_verdict, ready.number, ready.submitted_at) == (S.DRAFT, "", 1, None)
    assert ready.wishes.count() == 1
    submission.submit(ready, by=candidate, at=later + timedelta(hours=1))
    assert ready.number == 1
    assert [m.letter for m in letters()] == ["candidates/submitted", "candidates/reopened", "candidates/submitted"]


def test_nothing_is_taken_back_after_the_closing(ready, candidate, at, closing):
    submission.submit(ready, by=candidate, at=at)
    with pytest.raises(StepRefused):
        submission.reopen(ready, by=candidate, at=closing)


def test_numbers_follow_each_other(ready, candidate, promotion, at):
    other = ApplicationFactory(promotion=promotion, complete=True)
    submission.submit(ready, by=candidate, at=at)
    submission.submit(other, by=other.user, at=at)
    assert other.number == 2


def test_nobody_submits_nor_withdraws_for_another(ready, coordination, at):
    for verb in (submission.submit, submission.reopen, withdrawal.withdraw):
        with pytest.raises(StepRefused, match="pas la vôtre"):
            verb(ready, by=coordination, at=at)


def test_withdrawing_a_draft_is_silent_and_can_be_taken_back(ready, candidate, at, letters):
    withdrawal.withdraw(ready, by=candidate, at=at)
    withdrawal.withdraw(ready, by=candidate, at=at)
    assert letters() == []
    submission.reopen(ready, by=candidate, at=at)
    assert ready.is_draft


def test_withdrawing_frees_a_prepared_seat_without_a_word(promotion, coordination, at, letters):
    offer = OfferFactory(application=ApplicationFactory(promotion=promotion, preselected=True))
    withdrawal.withdraw(offer.application, by=offer.application.user, at=at)
    offer.refresh_from_db()
    assert offer.status == OfferStatus.CANCELLED
    assert [m.letter for m in letters()] == ["candidates/withdrawn"]


def test_withdrawing_after_an_offer_opens_the_seat_to_the_next(promotion, coordination, at, letters):
    offer = OfferFactory(sent=True, application=ApplicationFactory(promotion=promotion, chosen=True))
    published_offers(promotion, coordination)
    heir = RankingFactory(
        position=offer.position, application=ApplicationFactory(promotion=promotion, reserve=True)
    ).application
    withdrawal.withdraw(offer.application, by=offer.application.user, at=at)
    assert Offer.objects.live().get(position=offer.position).application == heir
    assert {m.letter for m in letters()} == {"candidates/withdrawn", "candidates/offer", "candidates/seat_freed"}


def test_a_recruited_person_does_not_withdraw_here(promotion, at):
    recruited = ApplicationFactory(promotion=promotion, recruited=True)
    with pytest.raises(StepRefused):
        withdrawal.withdraw(recruited, by=recruited.user, at=at)
