"""Applications in the admin: the list, its filters, the preselection, the board of positions."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.states import ApplicationStatus, Verdict
from candidates.application.workflow import submission
from candidates.hearings.models.interviews import Interview
from candidates.review import workflow as review
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import RankedLine
from eig.common import clock
from eig.promotions.models.announcements import Announcement
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    MADE,
    ApplicationFactory,
    OfferFactory,
    RankingFactory,
    WishFactory,
    a_position,
    heard,
    targets,
)
from tests.factories.juries import JuryFactory

S = ApplicationStatus
LIST_QUERIES = 15
LIST = "admin:candidates_application_changelist"


@pytest.fixture
def after(closing):
    return closing + timedelta(days=10)


@pytest.fixture
def browser(client_for, coordination, after):
    with clock.moved_to(after):
        yield client_for(coordination)


def submitted(promotion, **fields) -> Application:
    return ApplicationFactory(promotion=promotion, submitted=True, **fields)


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("&nbsp;", " ")


def page_of(application, name="change"):
    return reverse(f"admin:candidates_application_{name}", args=[application.pk])


def board_of(promotion, name="board"):
    return reverse(f"admin:candidates_{name}", args=[promotion.pk])


def test_the_list_never_shows_the_drafts_of_others(browser, promotion):
    shown = submitted(promotion, user__last_name="Montrée")
    hidden = ApplicationFactory(promotion=promotion, user__last_name="Brouillon")
    gone = ApplicationFactory(promotion=promotion, status=S.WITHDRAWN, user__last_name="Partie")
    page = text(browser.get(reverse(LIST)))
    assert "Montrée" in page
    assert "Brouillon" not in page
    assert "Partie" not in page
    assert browser.get(page_of(shown)).status_code == 200
    for other in (hidden, gone):
        assert browser.get(page_of(other)).status_code == 302


def test_the_list_costs_the_same_with_1_and_30_rows(browser, promotion, django_assert_num_queries):
    position = a_position(promotion)
    browser.get(reverse(LIST))
    for count in (1, 29):
        for _ in range(count):
            WishFactory(application=submitted(promotion, complete=False), position=position)
        with django_assert_num_queries(LIST_QUERIES):
            browser.get(reverse(LIST))


def test_filters_are_questions_and_the_search_finds(browser, promotion):
    kept, designer = submitted(promotion, pending_verdict=Verdict.KEEP), submitted(promotion, headline="Designeuse")
    position = a_position(promotion, family="design")
    WishFactory(application=designer, position=position)
    page = text(browser.get(reverse(LIST)))
    assert "Quelle décision est préparée ?" in page
    queries = {
        "decision=keep": {kept},
        "decision=none": {designer},
        f"profil={position.family_id}": {designer},
        f"defi={position.challenge_id}": {designer},
        "etat=submitted": {kept, designer},
        f"promotion={promotion.pk}": {kept, designer},
        "q=Designeuse": {designer},
        "profil=x": {kept, designer},
    }
    for query, expected in queries.items():
        found = browser.get(f"{reverse(LIST)}?{query}").context["cl"].queryset
        assert set(found) == expected, query


def test_verdicts_are_prepared_in_bulk_from_the_list(browser, promotion, letters):
    rows = [submitted(promotion) for _ in range(3)]
    data = {"action": "prepare_keep", "_selected_action": [row.pk for row in rows[:2]]}
    assert "2 décisions préparées" in text(browser.post(reverse(LIST), data, follow=True))
    assert Application.objects.judged().count() == 2
    rows[2].delete()
    stranger = ApplicationFactory(promotion=promotion, preselected=True)
    data["_selected_action"] = [rows[0].pk, stranger.pk]
    assert "n’attend pas de présélection" in text(browser.post(reverse(LIST), data, follow=True))
    assert letters() == []


def test_a_file_is_read_and_never_edited(browser, promotion):
    application = ApplicationFactory(promotion=promotion, complete=True)
    submission.submit(application, by=application.user, at=MADE.replace(month=6, day=5))
    page = text(browser.get(page_of(application)))
    assert "Réponse à Quel est votre parcours" in page
    assert "Ce défi prolonge" in page
    assert application.cv_name in page
    browser.post(page_of(application), {"status": "recruited", "headline": "Pirate"})
    application.refresh_from_db()
    assert (application.status, application.headline) == (S.SUBMITTED, "Développeuse")


def test_deciding_setting_aside_and_booking_each_have_their_page(browser, promotion, letters, after):
    application = submitted(promotion)
    page = text(browser.get(page_of(application)))
    assert "Préparer la décision" in page
    assert "Fixer une audition" not in page
    browser.post(page_of(application, "verdict"), {"verdict": "refuse", "reason": "Peu d’expérience"})
    application.refresh_from_db()
    assert (application.pending_verdict, application.pending_reason) == ("refuse", "Peu d’expérience")
    step = reverse("admin:candidates_application_step", args=[application.pk, "set_aside"])
    assert browser.post(step, {"reason": ""}).status_code == 200
    browser.post(step, {"reason": "Étudiant en licence"})
    application.refresh_from_db()
    assert application.status == S.SET_ASIDE
    assert browser.get(page_of(application, "verdict")).status_code == 403
    person, position = ApplicationFactory(promotion=promotion, preselected=True), a_position(promotion)
    jury = JuryFactory(promotion=promotion, candidates=True)
    data = {"position": position.pk, "jury": jury.pk, "starts_at": "2020-06-30T14:20", "minutes": "40"}
    assert "fixée" in text(browser.post(page_of(person, "interview"), data, follow=True))
    assert Interview.objects.get().application == person
    assert "déjà auditionnée" in text(browser.post(page_of(person, "interview"), data))


def test_the_preselection_is_counted_shown_then_ordered(browser, promotion, coordination, after):
    kept, refused = submitted(promotion, pending_verdict=Verdict.KEEP), submitted(promotion)
    address = board_of(promotion, "preselection")
    assert "sans décision préparée" in text(browser.get(address))
    browser.post(address, {"due_at": ""})
    assert not Announcement.objects.exists()
    review.prepare_verdict(refused, Verdict.REFUSE, by=coordination, at=after)
    page = text(browser.get(address))
    assert "2 courriers" in page
    assert "Publier et envoyer 2 courriers" in page
    assert f"Bonjour {kept.user.first_name}" in page
    other = text(browser.get(address, {"lettre": f"candidates.preselection:{refused.pk}"}))
    assert f"Bonjour {refused.user.first_name}" in other
    assert "sont ordonnée" not in text(browser.post(address, {"due_at": "2020-06-30T10:00"}, follow=True))
    order = Announcement.objects.get()
    assert (order.ordered_by, order.due_at.day) == (coordination, 30)
    assert "déjà ordonnée" in text(browser.get(address))


def test_the_board_ranks_with_numbers(browser, promotion):
    position = a_position(promotion)
    runner_up, winner, other = (ApplicationFactory(promotion=promotion, preselected=True) for _ in range(3))
    for person in (runner_up, winner):
        heard(person, position)
    page = text(browser.get(board_of(promotion)))
    assert "15 / 20" in page
    assert "jamais demandé" in page
    data = {
        "rank": position.pk,
        f"rank_{runner_up.pk}": "2",
        f"rank_{winner.pk}": "1",
        "added": f"{other.user} (nº {other.number})",
    }
    browser.post(board_of(promotion), data)
    assert [row.application for row in RankedLine.objects.current()] == [winner, runner_up, other]
    response = browser.post(
        board_of(promotion), {"rank": position.pk, f"rank_{runner_up.pk}": "1", f"rank_{winner.pk}": "1"}
    )
    assert response.status_code == 422
    assert "départagez-les" in text(response)
    assert response.content.decode().count('value="1" aria-label="Rang de') == 2
    assert "parmi les suggestions" in text(
        browser.post(board_of(promotion), {"rank": position.pk, "added": "Personne"})
    )


def test_the_board_prepares_changes_and_draws_the_portrait(browser, promotion, letters):
    targets(promotion, developpement=18)
    position = a_position(promotion)
    first, second = (ApplicationFactory(promotion=promotion, preselected=True) for _ in range(2))
    RankingFactory(position=position, application=first, rank=1)
    RankingFactory(position=position, application=second, rank=2)
    assert "1 proposition préparée" in text(browser.post(board_of(promotion), {"fill": "1"}, follow=True))
    offer = Offer.objects.get()
    assert offer.application == first
    full = text(browser.post(board_of(promotion), {"prepare": f"{second.pk}-{position.pk}"}, follow=True))
    assert "Toutes les places" in full
    browser.post(board_of(promotion), {"cancel": offer.pk})
    browser.post(board_of(promotion), {"prepare": f"{second.pk}-{position.pk}"})
    assert Offer.objects.live().get().application == second
    (bar,) = browser.get(board_of(promotion)).context["portrait"]
    assert (bar.target, bar.seats, bar.prepared, bar.open) == (18, 1, 1, 0)
    assert letters() == []
    assert browser.post(board_of(promotion), {"cancel": "x"}).status_code == 404
    assert browser.post(board_of(promotion), {}).status_code == 302


@pytest.mark.parametrize("count", [1, 30])
def test_the_board_costs_the_same_for_one_list_or_thirty(browser, promotion, django_assert_num_queries, count):
    for _ in range(count):
        position = a_position(promotion)
        heard(ApplicationFactory(promotion=promotion, preselected=True), position)
        RankingFactory(position=position, application=ApplicationFactory(promotion=promotion, preselected=True))
        OfferFactory(position=position, application=ApplicationFactory(promotion=promotion, preselected=True))
    with django_assert_num_queries(18):
        browser.get(board_of(promotion))


def test_offers_are_counted_shown_then_ordered(browser, promotion):
    address = board_of(promotion, "offers")
    assert "Aucune proposition" in text(browser.get(address))
    position = a_position(promotion)
    chosen, waiting, _ = (ApplicationFactory(promotion=promotion, preselected=True) for _ in range(3))
    OfferFactory(application=chosen, position=position)
    RankingFactory(application=waiting, position=position)
    page = text(browser.get(address))
    assert "Proposition d’un poste : 1 personne" in page
    assert "Sur liste d’attente : 1 personne" in page
    assert "Candidature non retenue : 1 personne" in page
    assert "dans la minute" in text(browser.post(address, {"due_at": ""}, follow=True))
    assert Announcement.objects.get().kind == "offers"


@pytest.mark.parametrize("count", [1, 30])
def test_publication_pages_cost_the_same(browser, promotion, django_assert_num_queries, count):
    for _ in range(count):
        submitted(promotion, pending_verdict=Verdict.KEEP)
        submitted(promotion, pending_verdict=Verdict.REFUSE)
        position = a_position(promotion)
        OfferFactory(position=position, application=ApplicationFactory(promotion=promotion, preselected=True))
        RankingFactory(position=position, application=ApplicationFactory(promotion=promotion, preselected=True))
    for name, queries in (("preselection", 10), ("offers", 11)):
        with django_assert_num_queries(queries):
            browser.get(board_of(promotion, name))


def test_offers_are_listed_and_a_prepared_one_can_be_cancelled(browser, promotion, django_assert_num_queries):
    offer = OfferFactory(application__promotion=promotion)
    address = reverse("admin:candidates_offer_changelist")
    browser.get(address)
    for count in (1, 29):
        for _ in range(count):
            OfferFactory(sent=True)
        with django_assert_num_queries(9):
            browser.get(address)
    page = reverse("admin:candidates_offer_change", args=[offer.pk])
    assert "Annuler la proposition" in text(browser.get(page))
    browser.post(reverse("admin:candidates_offer_step", args=[offer.pk, "cancel"]))
    offer.refresh_from_db()
    assert offer.status == "cancelled"


BOARDS = ("board", "preselection", "offers")


@pytest.mark.parametrize("name", BOARDS)
def test_a_reader_of_applications_opens_no_board(client_for, promotion, name):
    reader = UserFactory(is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_application"))
    application = submitted(promotion)
    browser = client_for(reader)
    assert browser.get(reverse(LIST)).status_code == 200
    assert browser.get(board_of(promotion, name)).status_code == 403
    assert browser.get(page_of(application, "verdict")).status_code == 403
    assert "Préparer la décision" not in text(browser.get(page_of(application)))
    assert "prepare_keep" not in text(browser.get(reverse(LIST)))
    data = {"action": "prepare_keep", "_selected_action": [application.pk]}
    browser.post(reverse(LIST), data)
    assert not Application.objects.judged().exists()
