"""Nothing may leak before a publication."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.states import Verdict
from candidates.application.workflow import reminders, submission
from candidates.offers import todo
from candidates.offers.workflow import answers
from candidates.review import workflow as review
from candidates.selection.models.offers import Offer
from candidates.selection.workflow import lists, publication
from candidates.selection.workflow import rankings as rankings_workflow
from eig.common import clock
from eig.common.clock import PARIS
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ApplicationFactory, InterviewFactory, OfferFactory, a_position

AFTER = datetime(2020, 6, 17, 23, tzinfo=PARIS)
PAGES = ("application", "read", "receipt", "withdraw")


@pytest.fixture
def look(client_for, candidate, letters):
    """``look(application)``: everything that the candidate can see of it."""
    browser = client_for(candidate)

    def seen(application) -> tuple:
        with clock.moved_to(AFTER):
            pages = [browser.get(reverse(f"candidates:{page}", args=[application.pk])) for page in PAGES]
            pages += [browser.get(reverse("candidates:mine")), browser.get(reverse("candidates:offer", args=[1]))]
            bodies = [(page.status_code, _without_token(page.content.decode())) for page in pages]
        rows = Application.objects.of(candidate).values("status", "version", "number", "submitted_at", "saved_at")
        offers = list(Offer.objects.visible_to(candidate))
        return bodies, list(rows), offers, [m.subject for m in letters()], todo.todo(candidate, AFTER)

    return seen


def _without_token(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)


@pytest.mark.parametrize("verdict", Verdict.values)
def test_a_prepared_verdict_changes_nothing_for_the_candidate(look, promotion, candidate, coordination, verdict):
    mine = ApplicationFactory(promotion=promotion, user=candidate, submitted=True)
    before = look(mine)
    review.prepare_verdict(mine, verdict, reason="Motif", by=coordination, at=AFTER)
    review.order_preselection(promotion, due_at=AFTER + timedelta(days=1), by=coordination, at=AFTER)
    assert look(mine) == before


@pytest.mark.parametrize("outcome", ["offered", "cancelled", "ranked", "unranked"])
def test_lists_and_prepared_offers_change_nothing(look, promotion, candidate, coordination, outcome):
    mine = ApplicationFactory(promotion=promotion, user=candidate, preselected=True)
    other = ApplicationFactory(promotion=promotion, preselected=True)
    position = a_position(promotion)
    InterviewFactory(application=mine, position=position)
    before = look(mine)
    orders = {"offered": [mine, other], "cancelled": [mine, other], "ranked": [other, mine], "unranked": [other]}
    lists.rank(position, orders[outcome], by=coordination, at=AFTER)
    rankings_workflow.prepare_offers(promotion, by=coordination, at=AFTER)
    if outcome == "cancelled":
        rankings_workflow.cancel_offer(Offer.objects.get(), by=coordination, at=AFTER)
    else:
        publication.order_offers(promotion, due_at=AFTER + timedelta(days=1), by=coordination, at=AFTER)
    assert look(mine) == before
    reminders.remind(at=AFTER)
    answers.expire_offers(at=AFTER)
    assert look(mine) == before


def test_taking_back_says_nothing_of_what_is_prepared(promotion, candidate, coordination, at, letters):
    mine = ApplicationFactory(promotion=promotion, user=candidate, submitted=True)
    review.prepare_verdict(mine, Verdict.REFUSE, by=coordination, at=at)
    submission.reopen(mine, by=candidate, at=at)
    assert [m.letter for m in letters()] == ["candidates/reopened"]


@pytest.mark.parametrize(("group", "told"), [("coordination", True), ("direction", True), ("hr", False)])
def test_what_is_decided_and_not_announced_stays_with_those_who_decide(
    client_for, groups, promotion, coordination, group, told
):
    mine = ApplicationFactory(promotion=promotion, submitted=True)
    review.prepare_verdict(mine, Verdict.REFUSE, reason="Trop junior.", by=coordination, at=AFTER)
    prepared, sent = OfferFactory(), OfferFactory(sent=True)
    staff = UserFactory(is_staff=True)
    staff.groups.add(groups[group])
    client = client_for(staff)
    page, listed, offers = (
        client.get(reverse(f"admin:candidates_{name}", args=args)).content.decode()
        for name, args in (("application_change", [mine.pk]), ("application_changelist", []), ("offer_changelist", []))
    )
    assert str(mine.user) in page
    assert [word in page for word in ("Trop junior.", "Décision de présélection préparée")] == [told, told]
    assert ("column-prepared" in listed) is told
    guessed = client.get(reverse("admin:candidates_application_changelist"), {"decision": "refuse"})
    assert (guessed.status_code == 200 and str(mine.user) in guessed.content.decode()) is told
    assert str(sent.application.user) in offers
    assert (str(prepared.application.user) in offers) is told
    answer = client.get(reverse("admin:candidates_offer_change", args=[prepared.pk]))
    assert (answer.status_code == 200) is told
