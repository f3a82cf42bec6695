"""Two people decide on the same candidate, or rank the same list: neither erases what they did not see."""

from datetime import timedelta

import pytest
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.review.workflow import prepare_verdict
from candidates.selection.models.rankings import RankedLine
from candidates.selection.workflow.lists import rank
from eig.common import clock
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ApplicationFactory, RankingFactory, WishFactory, a_position
from tests.journeys.person import forms_of
from tests.keeping import Pages, choices

pytestmark = pytest.mark.django_db


@pytest.fixture
def after(closing):
    with clock.moved_to(closing + timedelta(days=10)):
        yield closing + timedelta(days=10)


@pytest.fixture
def colleagues(client_for, coordination, after):
    other = UserFactory(is_staff=True)
    other.groups.set(coordination.groups.all())
    return client_for(coordination), client_for(other)


def test_a_decision_prepared_meanwhile_is_shown_beside_one_s_own(promotion, colleagues, coordination, after):
    application = ApplicationFactory(promotion=promotion, submitted=True)
    pages = Pages(reverse("admin:candidates_application_verdict", args=[application.pk]), *colleagues)
    pages.meanwhile({"verdict": "refuse", "reason": "Peu d’expérience"})
    answer = pages.stale({"verdict": "keep", "reason": "Un projet solide"})
    assert answer.status_code == 409
    for said in ("Peu d’expérience", "Un projet solide"):
        assert said in answer.content.decode()
    application.refresh_from_db()
    assert (application.pending_verdict, application.pending_reason) == ("refuse", "Peu d’expérience")
    [(field, mine)] = choices(answer).values()
    kept = pages.stale({"verdict": "keep", "reason": "Un projet solide"}, **{field: mine})
    assert kept.status_code == 302
    application.refresh_from_db()
    assert (application.pending_verdict, application.pending_reason) == ("keep", "Un projet solide")


def test_a_reason_typed_for_an_application_set_aside_meanwhile_is_given_back(promotion, colleagues, after):
    application = ApplicationFactory(promotion=promotion, submitted=True)
    pages = Pages(reverse("admin:candidates_application_verdict", args=[application.pk]), *colleagues)
    step = reverse("admin:candidates_application_step", args=[application.pk, "set_aside"])
    colleagues[0].post(step, {"reason": "Étudiant en licence"})
    answer = pages.stale({"verdict": "keep", "reason": "Un projet solide"})
    assert answer.status_code == 409
    assert "Un projet solide" in answer.content.decode()
    assert colleagues[1].get(pages.address).status_code == 403


def test_a_list_ranked_meanwhile_is_not_overwritten_unseen(promotion, colleagues, coordination, after):
    position = a_position(promotion)
    first, second, other = (ApplicationFactory(promotion=promotion, preselected=True) for _ in range(3))
    WishFactory(application=first, position=position, rank=1)
    for number, application in enumerate((first, second), start=1):
        RankingFactory(position=position, application=application, rank=number)
    address = reverse("admin:candidates_board", args=[promotion.pk])
    shown = colleagues[1].get(address).context["board"].lists
    version = next(shown_list.version for shown_list in shown if shown_list.position == position)
    rank(position, [second], by=coordination, at=after)
    added = f"{other.user} (nº {other.number})"
    typed = {"rank": position.pk, f"rank_{first.pk}": "1", f"rank_{second.pk}": "2", "added": added, "version": version}
    answer = colleagues[1].post(address, typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert f"1. {second.user}" in page
    assert list(RankedLine.objects.current().values_list("application", flat=True)) == [second.pk]
    [form] = [form for form in forms_of(page) if f"rank_{first.pk}" in form.names]
    assert (form.values[f"rank_{first.pk}"], form.values["added"]) == (["1"], [added])
    assert "jamais demandé" not in page.partition(str(first.user))[2].partition("</tr>")[0]
    assert colleagues[1].post(address, form.values | {"rank": position.pk}).status_code == 302
    assert list(RankedLine.objects.current().values_list("application", flat=True)) == [first.pk, second.pk, other.pk]


def test_a_list_opened_before_a_colleague_decided_changes_nothing(promotion, colleagues, coordination, after):
    application, other = (ApplicationFactory(promotion=promotion, submitted=True) for _ in range(2))
    address = reverse("admin:candidates_application_changelist")
    page = colleagues[1].get(address).content.decode()
    [sent] = [form.values for form in forms_of(page) if "seen" in form.values]
    prepare_verdict(application, "refuse", reason="Hors sujet", by=coordination, at=after + timedelta(seconds=1))
    act = {"action": "prepare_keep", "_selected_action": [application.pk, other.pk]}
    told = colleagues[1].post(address, {**act, "seen": sent["seen"]}, follow=True).content.decode()
    assert f"{coordination} vient de préparer une décision" in told
    rows = Application.objects.in_bulk([application.pk, other.pk])
    assert [rows[pk].pending_verdict for pk in (application.pk, other.pk)] == ["refuse", ""]
    with clock.moved_to(after + timedelta(minutes=1)):
        [sent] = [
            form.values for form in forms_of(colleagues[1].get(address).content.decode()) if "seen" in form.values
        ]
        for _ in range(2):
            told = colleagues[1].post(address, {**act, "seen": sent["seen"]}, follow=True).content.decode()
            assert "vient de préparer" not in told, "a second click says nothing new"
    application.refresh_from_db()
    assert application.pending_verdict == "keep"
