"""The candidate's pages."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.states import ApplicationStatus
from candidates.application.workflow import drafting
from eig.common import clock
from eig.promotions.models.programmes import Promotion
from tests.candidates.paper import a_pdf
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    EXPIRES,
    ApplicationFactory,
    InterviewFactory,
    OfferFactory,
    WishFactory,
    a_position,
)
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory
from tests.keeping import choices, send, shown

S = ApplicationStatus
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client_for, candidate, at):
    with clock.moved_to(at):
        yield client_for(candidate)


@pytest.fixture
def draft(promotion, candidate):
    return ApplicationFactory(promotion=promotion, user=candidate)


@pytest.fixture
def ready(promotion, candidate):
    return ApplicationFactory(promotion=promotion, user=candidate, complete=True)


def url(name, *args):
    return reverse(f"candidates:{name}", args=args)


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("&nbsp;", " ")


def test_mine_says_when_the_call_opens(browser, promotion, at, candidate):
    with clock.moved_to(at - timedelta(days=60)):
        page = text(browser.get(url("mine")))
    assert "lundi 4 mai 2020 à 9 h 00, heure de Paris" in page
    assert "Commencer ma candidature" not in page


def test_starting_from_a_challenge_leads_to_the_wishes(browser, promotion):
    position = a_position(promotion)
    page = browser.get(url("mine"), {"poste": position.pk})
    assert str(position.challenge) in text(page)
    response = browser.post(url("start", promotion.pk), {"poste": position.pk}, follow=True)
    (application,) = Application.objects.all()
    assert response.redirect_chain[0][0] == f"{url('section', application.pk, 'voeux')}?poste={position.pk}"
    assert f'<option value="{position.pk}" selected>' in response.content.decode()
    again = browser.get(url("mine"), {"poste": position.pk})
    assert again.headers["Location"].endswith(f"/voeux/?poste={position.pk}")


def test_starting_after_the_closing_is_refused_in_a_sentence(browser, promotion, closing):
    with clock.moved_to(closing):
        page = text(browser.post(url("start", promotion.pk), follow=True))
    assert "clos depuis le dimanche 7 juin 2020 à 23 h 00" in page
    assert not Application.objects.exists()


def test_the_list_of_sections_says_what_is_missing(browser, draft):
    page = text(browser.get(url("application", draft.pk)))
    assert "Enregistré n’est pas déposé : il manque 9 éléments" in page
    assert page.count("à compléter") == 4


PROFILE = {"phone": "06 12 34 56 78", "town": "Brest", "headline": "Développeuse"}


def test_saving_says_that_it_is_not_submitted(browser, draft):
    response = browser.post(url("section", draft.pk, "profil"), PROFILE, follow=True)
    assert response.redirect_chain[0][0] == url("section", draft.pk, "parcours")
    assert "Enregistré à 21 h 30. Enregistré n’est pas déposé : il manque 6 éléments." in text(response)
    back = browser.post(url("section", draft.pk, "profil"), {**PROFILE, "later": "1"})
    assert back.headers["Location"] == url("application", draft.pk)


def test_the_declarations_are_worded_as_the_rules_say(browser, draft):
    page = text(browser.get(url("section", draft.pk, "profil")))
    assert "Je ne serai pas agent public en poste au moment de la décision de sélection" in page


def test_an_answer_too_long_is_shown_again_whole(browser, draft):
    question = draft.promotion.application_questions.questions.last()
    typed = "é" * 501
    response = browser.post(url("section", draft.pk, "parcours"), {f"question-{question.pk}": typed})
    assert response.status_code == 422
    assert typed in response.content.decode()
    assert "data-counter" in response.content.decode()


def test_an_address_longer_than_its_column_is_said_beside_the_field(browser, draft):
    typed = "https://exemple.fr/" + "a" * 200
    response = browser.post(url("section", draft.pk, "profil"), {**PROFILE, "portfolio": typed})
    assert response.status_code == 422
    assert typed in response.content.decode()
    assert "portfolio" in response.context["form"].errors


def test_what_is_not_seen_is_not_kept(browser, draft):
    browser.post(
        url("section", draft.pk, "profil"), {**PROFILE, "town": "Bre\x00st\u202e", "headline": "e\u0301te\u0301"}
    )
    draft.refresh_from_db()
    assert (draft.town, draft.headline) == ("Brest", "été")


def test_a_conflict_shows_both_texts(browser, draft, candidate, at):
    version = shown(browser, url("section", draft.pk, "profil"))
    drafting.save_profile(draft, {"town": "Nantes"}, version=1, by=candidate, at=at)
    typed = {**PROFILE, "version": version}
    response = browser.post(url("section", draft.pk, "profil"), typed)
    page = text(response)
    assert response.status_code == 409
    assert "Cette partie a changé pendant que vous écriviez" in page
    assert "Nantes" in page
    assert 'value="Brest"' in page
    field, mine = choices(response)["Ville de résidence"]
    draft.refresh_from_db()
    assert (draft.town, draft.phone) == ("Nantes", "")
    assert browser.post(url("section", draft.pk, "profil"), {**typed, field: mine}).status_code == 302
    draft.refresh_from_db()
    assert (draft.town, draft.phone) == ("Brest", "06 12 34 56 78")


@pytest.mark.parametrize("section", ["profil", "parcours", "voeux"])
def test_a_save_after_the_closing_shows_what_was_typed(browser, draft, closing, section):
    question = draft.promotion.application_questions.questions.first()
    position = a_position(draft.promotion)
    typed = {
        **PROFILE,
        f"question-{question.pk}": "Mon parcours tardif",
        "position_1": position.pk,
        "motivation_1": "Ma motivation tardive",
    }
    with clock.moved_to(closing):
        response = browser.post(url("section", draft.pk, section), typed)
        page = text(response)
        assert browser.get(url("section", draft.pk, section)).status_code == 302
    assert response.status_code == 409
    assert "clos depuis" in page
    assert {"profil": "Brest", "parcours": "parcours tardif", "voeux": "motivation tardive"}[section] in page
    draft.refresh_from_db()
    assert draft.version == 1


def test_wishes_move_without_scripts(browser, draft):
    first, second = a_position(draft.promotion), a_position(draft.promotion)
    typed = {
        "position_1": first.pk,
        "motivation_1": "Un",
        "position_2": second.pk,
        "motivation_2": "Deux",
        "move": "2-1",
    }
    response = browser.post(url("section", draft.pk, "voeux"), typed)
    assert response.headers["Location"] == url("section", draft.pk, "voeux")
    assert [(w.position, w.motivation) for w in draft.wishes.all()] == [(second, "Deux"), (first, "Un")]
    assert browser.post(url("section", draft.pk, "voeux"), {**typed, "move": "2-9"}).status_code == 404


def test_a_wish_twice_or_without_its_position_is_said_beside_the_field(browser, draft):
    position = a_position(draft.promotion)
    typed = {"position_1": position.pk, "position_2": position.pk, "motivation_3": "Orpheline"}
    response = browser.post(url("section", draft.pk, "voeux"), typed)
    assert response.status_code == 422
    assert "Ce poste est déjà votre vœu 1" in text(response)
    assert "Choisissez le poste que concerne cette motivation" in text(response)


def test_an_unknown_section_is_not_found(browser, draft):
    assert browser.get(url("section", draft.pk, "bulletin")).status_code == 404


def test_the_cv_is_really_read_replaced_served_and_removed(browser, draft, client_for):
    place = url("section", draft.pk, "cv")
    fake = SimpleUploadedFile("cv.pdf", b"%PDF-1.4 nothing", "application/pdf")
    assert "PDF lisible" in text(browser.post(place, {"cv": fake}))
    long = SimpleUploadedFile("cv.pdf", a_pdf(6), "application/pdf")
    assert "6 pages" in text(browser.post(place, {"cv": long}))
    for pages in (1, 2):
        good = SimpleUploadedFile(f"cv{pages}.pdf", a_pdf(pages), "application/pdf")
        assert send(browser, place, {"cv": good}).headers["Location"] == place
    draft.refresh_from_db()
    assert draft.cv.pages == 2
    served = browser.get(url("cv", draft.pk))
    assert served.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in served.headers["Cache-Control"]
    assert client_for(UserFactory()).get(url("cv", draft.pk)).status_code == 404
    send(browser, place, {"remove": "1"})
    draft.refresh_from_db()
    assert draft.cv is None
    assert browser.get(url("cv", draft.pk)).status_code == 404


def test_a_juror_reads_the_cv_of_those_they_hear_only(ready, client_for, juror):
    seat = JurySeatFactory(user=juror, jury=JuryFactory(promotion=ready.promotion, candidates=True))
    browser = client_for(juror)
    assert browser.get(url("cv", ready.pk)).status_code == 404
    InterviewFactory(application=ready, position=ready.wishes.get().position, hearing=HearingFactory(jury=seat.jury))
    ready.cv.file.save("cv.pdf", SimpleUploadedFile("cv.pdf", b"%PDF"))
    served = browser.get(url("cv", ready.pk))
    assert (served.status_code, f'filename="{ready.cv_name}"' in served["Content-Disposition"]) == (200, True)
    assert str(ready.user.last_name).lower() not in served["Content-Disposition"].lower()


def test_submitting_leads_to_a_printable_receipt_and_twice_is_once(browser, ready, letters):
    assert "Tout est là" in text(browser.get(url("submit", ready.pk)))
    response = browser.post(url("submit", ready.pk), follow=True)
    assert response.redirect_chain[-1][0] == url("receipt", ready.pk)
    page = text(response)
    assert "jeudi 4 juin 2020 à 21 h 30, heure de Paris" in page
    assert "data-print" in page
    assert browser.post(url("submit", ready.pk)).headers["Location"] == url("receipt", ready.pk)
    assert browser.get(url("submit", ready.pk)).headers["Location"] == url("receipt", ready.pk)
    assert len(letters()) == 1


def test_submitting_incomplete_shows_what_is_missing_and_no_button(browser, draft):
    page = text(browser.get(url("submit", draft.pk)))
    assert "Il manque 9 éléments" in page
    assert ">Déposer ma candidature</button>" not in page
    assert "rien n’a été déposé" in text(browser.post(url("submit", draft.pk), follow=True))


def test_submitting_at_the_closing_second_is_refused(browser, ready, closing):
    with clock.moved_to(closing):
        page = text(browser.post(url("submit", ready.pk), follow=True))
    assert "clos depuis" in page
    ready.refresh_from_db()
    assert ready.is_draft


def test_reopening_and_withdrawing_ask_first(browser, ready):
    browser.post(url("submit", ready.pk))
    assert "Reprendre ma candidature" in text(browser.get(url("reopen", ready.pk)))
    browser.post(url("reopen", ready.pk))
    ready.refresh_from_db()
    assert ready.is_draft
    assert browser.get(url("reopen", ready.pk)).status_code == 302
    browser.get(url("withdraw", ready.pk))
    ready.refresh_from_db()
    assert ready.is_draft
    browser.post(url("withdraw", ready.pk))
    ready.refresh_from_db()
    assert ready.status == S.WITHDRAWN
    assert "Vous avez retiré" in text(browser.get(url("application", ready.pk)))


PAGES = ("application", "read", "receipt", "submit", "reopen", "withdraw", "cv")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["agent", "coordination"])
def test_the_pages_of_another_are_not_found(client_for, request, promotion, page, role):
    other = ApplicationFactory(promotion=promotion, complete=True)
    browser = client_for(request.getfixturevalue(role))
    assert browser.get(url(page, other.pk)).status_code == 404
    assert browser.post(url(page, other.pk)).status_code in (404, 405)
    assert browser.get(url("section", other.pk, "profil")).status_code == 404


@pytest.mark.smoke
def test_an_offer_is_read_then_answered_by_post_only(client_for, letters):
    offer = OfferFactory(sent=True)
    browser = client_for(offer.application.user)
    with clock.moved_to(EXPIRES - timedelta(days=2)):
        page = text(browser.get(url("offer", offer.pk)))
        assert "samedi 25 juillet 2020 à 10 h 00, heure de Paris" in page
        assert "Rémunération" not in page
        Promotion.objects.update(salary_text="4 000 € nets par mois")
        page = text(browser.get(url("offer", offer.pk)))
        assert "<dt>Rémunération</dt><dd>4 000 € nets par mois</dd>" in page
        for verb in ("accept", "decline"):
            assert browser.get(url(verb, offer.pk)).status_code == 200
        offer.refresh_from_db()
        assert offer.is_open
        assert "bienvenue" in text(browser.post(url("accept", offer.pk), follow=True))
        browser.post(url("accept", offer.pk))
        assert browser.get(url("decline", offer.pk)).headers["Location"] == url("offer", offer.pk)
    offer.refresh_from_db()
    assert offer.status == "accepted"
    assert len(letters("candidates/accepted")) == 1


def test_an_offer_past_its_limit_says_so(client_for):
    offer = OfferFactory(sent=True)
    browser = client_for(offer.application.user)
    with clock.moved_to(EXPIRES):
        page = text(browser.get(url("offer", offer.pk)))
        assert "Le délai de réponse est passé" in page
        assert "Accepter le poste" not in page
        assert "passé depuis" in text(browser.post(url("accept", offer.pk), follow=True))


@pytest.mark.parametrize("page", ["offer", "accept", "decline"])
def test_an_offer_that_is_only_prepared_does_not_exist_for_anybody(client_for, coordination, page):
    offer = OfferFactory()
    for user in (offer.application.user, coordination, UserFactory()):
        assert client_for(user).get(url(page, offer.pk)).status_code == 404


def test_pages_cost_the_same_with_one_row_or_many(browser, promotion, candidate, django_assert_num_queries):
    application = ApplicationFactory(promotion=promotion, user=candidate, chosen=True)
    browser.get(url("application", application.pk))
    for count in (1, 10):
        for rank in range(count):
            position = a_position(promotion)
            WishFactory(application=application, position=position, rank=application.wishes.count() + rank + 1)
            InterviewFactory(application=application, position=position)
        with django_assert_num_queries(13):
            browser.get(url("application", application.pk))
    for count in (1, 10):
        for _ in range(count):
            ApplicationFactory(user=candidate)
        with django_assert_num_queries(6):
            browser.get(url("mine"))
