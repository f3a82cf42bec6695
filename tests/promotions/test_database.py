"""What the page of a promotion refuses is refused by the database too, with the same sentence."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from challenges.proposal.models.means import ChallengeCommitment
from eig.common.flow import StepRefused
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.models.settings import Criterion, Statement
from eig.promotions.states import WindowKind, WishMode
from eig.promotions.workflow.calendar import extend_window
from tests.candidates.application.test_ranking import CLOSING, DURING, OPENING, later
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ApplicationFactory, WishFactory, a_call, a_position
from tests.factories.challenges import DRAFTED, ChallengeFactory
from tests.factories.juries import MarkFactory
from tests.factories.promotions import CriterionFactory, PromotionFactory, StatementFactory, WindowFactory

pytestmark = pytest.mark.django_db


def judged() -> None:
    """Have the deferred constraints judged now, as the end of a transaction does."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"team_min": 4}, "promotions_promotion_team"),
        ({"team_min": 0}, "promotions_promotion_team"),
        ({"months": 0}, "promotions_promotion_months"),
        ({"months_min": 6}, "promotions_promotion_durations"),
        ({"months_min": 6, "months_max": 9}, "promotions_promotion_durations"),
        ({"preselection_on": date(2020, 4, 2), "results_on": date(2020, 4, 1)}, "promotions_promotion_announced"),
        ({"preselection_on": date(2020, 9, 1)}, "promotions_promotion_announced_before"),
        ({"results_on": date(2020, 9, 1)}, "promotions_promotion_announced_before"),
        ({"wishes_max": 0}, "promotions_promotion_counts"),
        ({"offer_days": 0}, "promotions_promotion_counts"),
        ({"wish_mode": "someday"}, "promotions_promotion_wish_mode"),
        ({"mentor_word": "Mentor"}, "promotions_promotion_vocabulary"),
    ],
)
def test_one_row_keeps_its_bounds_and_says_why(changes, name):
    promotion = PromotionFactory()
    for field, value in changes.items():
        setattr(promotion, field, value)
    with pytest.raises(ValidationError) as refused:
        promotion.validate_constraints()
    assert not any("Contrainte" in sentence or "constraint" in sentence.lower() for sentence in refused.value.messages)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Promotion.objects.update(**changes)


@pytest.mark.parametrize(
    ("changes", "name"),
    [({"kind": "back_door"}, "promotions_window_kind"), ({"closes_at": OPENING, "opens_at": CLOSING}, "window_order")],
)
def test_a_door_is_known_and_opens_before_it_closes(changes, name):
    WindowFactory()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Window.objects.update(**changes)


def test_a_criterion_judges_something():
    with pytest.raises(IntegrityError, match="promotions_criterion_stage"), transaction.atomic():
        CriterionFactory(stage="weather")


def test_a_marked_criterion_keeps_its_scale_but_not_its_words():
    criterion = MarkFactory().criterion
    rows = Criterion.objects.filter(pk=criterion.pk)
    for change in ({"mark_max": 5}, {"weight": 3}, {"stage": "candidate"}, {"mark_min": 0}):
        with pytest.raises(IntegrityError, match="ni son échelle ni son poids"), transaction.atomic():
            rows.update(**change)
    assert rows.update(label="Ambition", help="Ce que cela change.", order=9)
    CriterionFactory(promotion=criterion.promotion)
    assert Criterion.objects.exclude(pk=criterion.pk).update(weight=3)


def test_a_commitment_made_is_not_reworded():
    made, free = StatementFactory(), StatementFactory()
    challenge = ChallengeFactory(promotion=made.promotion)
    ChallengeCommitment.objects.create(challenge=challenge, statement=made, user=UserFactory(), at=DRAFTED)
    with pytest.raises(IntegrityError, match="ne se reformule pas"), transaction.atomic():
        Statement.objects.filter(pk=made.pk).update(text="Autre chose.")
    assert Statement.objects.filter(pk=made.pk).update(order=4)
    assert Statement.objects.filter(pk=free.pk).update(text="Autre chose.")


def test_durations_that_submitted_files_ask_for_stay_possible():
    promotion = PromotionFactory(months_min=6, months_max=12)
    ChallengeFactory(promotion=promotion, months=12)
    rows = Promotion.objects.filter(pk=promotion.pk)
    assert rows.update(months_max=11)
    rows.update(months_max=12)
    ChallengeFactory(promotion=promotion, submitted=True, months=12)
    with pytest.raises(IntegrityError, match="demandent une autre durée"), transaction.atomic():
        rows.update(months_max=11)
    assert rows.update(months_min=4)


def test_the_wish_mode_stays_once_somebody_has_applied():
    promotion = later()
    ApplicationFactory(promotion=promotion)
    ApplicationFactory(promotion=promotion, submitted=True)
    with pytest.raises(IntegrityError, match="ne change plus"), transaction.atomic():
        Promotion.objects.filter(pk=promotion.pk).update(wish_mode=WishMode.APPLYING)


def test_wishes_of_a_draft_hold_their_mode_and_their_number():
    promotion = a_call()
    rows, draft = Promotion.objects.filter(pk=promotion.pk), ApplicationFactory(promotion=promotion)
    assert rows.update(wishes_max=1)
    rows.update(wishes_max=3)
    for rank in (1, 2):
        WishFactory(application=draft, position=a_position(promotion), rank=rank)
    with pytest.raises(IntegrityError, match="ne change plus"), transaction.atomic():
        rows.update(wish_mode=WishMode.AFTER)
    with pytest.raises(IntegrityError, match="ne descend pas si bas"), transaction.atomic():
        rows.update(wishes_max=1)
    assert rows.update(wishes_max=2)


WRONG = {
    "no door": lambda: PromotionFactory(wish_mode=WishMode.AFTER),
    "useless door": lambda: WindowFactory(kind=WindowKind.WISHES),
    "too early": lambda: later().windows.filter(kind=WindowKind.CALL_FOR_CANDIDATES).update(closes_at=DURING),
    "door gone": lambda: later().windows.filter(kind=WindowKind.WISHES).delete(),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_wishes_have_their_dates_and_only_then(wrong):
    with transaction.atomic():
        wrong()
        with pytest.raises(IntegrityError, match="ont leur appel"):
            judged()
        transaction.set_rollback(True)


def test_whole_settings_pass():
    promotion = later()
    judged()
    assert promotion.ranks_later


def test_the_call_is_not_extended_over_the_wishes(coordination):
    promotion = later()
    call = promotion.windows.get(kind=WindowKind.CALL_FOR_CANDIDATES)
    with pytest.raises(StepRefused, match="L’appel à vœux ouvre le"):
        extend_window(call, closes_at=DURING, by=coordination, at=call.opens_at, reason="Plus de temps.")
    extend_window(call, closes_at=OPENING, by=coordination, at=call.opens_at, reason="Plus de temps.")
    judged()
