"""Two people on the same page of settings: what each changed is kept, what both changed waits for a choice."""

from datetime import timedelta

import pytest
from django.urls import reverse

from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.models.settings import Statement, Target
from tests.factories.accounts import UserFactory
from tests.factories.promotions import PromotionFactory, StatementFactory, TargetFactory, WindowFactory
from tests.journeys.person import forms_of
from tests.keeping import Pages, choices, shown
from tests.promotions.test_admin import posted, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def promotion(clock):
    row = PromotionFactory(name="EIG 4", slug="eig-4")
    WindowFactory(promotion=row)
    StatementFactory(promotion=row, text="Deux mentors disponibles")
    return row


@pytest.fixture
def pages(client_for, coordination, promotion):
    colleague = UserFactory(is_staff=True)
    colleague.groups.set(coordination.groups.all())
    return Pages(url("change", promotion.pk), client_for(coordination), client_for(colleague))


def whole(promotion, **changes) -> dict:
    """The page as it was first shown, one commitment below it, with some changes."""
    commitment = Statement.objects.filter(promotion=promotion).first()
    row = {"id": commitment.pk, "promotion": promotion.pk, "text": commitment.text, "order": commitment.order}
    row |= {"audience": commitment.audience, "compulsory": "on"}
    counts = {"statements-TOTAL_FORMS": 1, "statements-INITIAL_FORMS": 1}
    return posted(promotion, **counts, **{f"statements-0-{name}": value for name, value in row.items()}) | changes


def page_form(answer):
    """The form that a page carries, as a browser would send it."""
    return next(form for form in forms_of(answer.content.decode()) if "version" in form.values)


def again(pages, answer, **changes):
    """Send the form of a page that came back, as the browser has it, with some changes."""
    return pages.second.post(pages.address, page_form(answer).values | changes)


def test_two_settings_changed_by_two_people_are_both_kept(pages, promotion):
    first, second = whole(promotion, name="EIG 4 bis"), whole(promotion, months=8)
    pages.meanwhile(first)
    assert pages.stale(second).status_code == 302
    promotion.refresh_from_db()
    assert (promotion.name, promotion.months) == ("EIG 4 bis", 8)


def test_the_same_setting_is_shown_in_both_texts_and_one_is_chosen(pages, promotion):
    first, second = whole(promotion, name="EIG 4 bis"), whole(promotion, name="EIG quatre", months=8)
    pages.meanwhile(first)
    answer = pages.stale(second)
    assert answer.status_code == 409
    for text in ("EIG 4 bis", "EIG quatre", "choisissez"):
        assert text in answer.content.decode()
    promotion.refresh_from_db()
    assert (promotion.name, promotion.months) == ("EIG 4 bis", 10)
    [(field, _)] = choices(answer).values()
    assert again(pages, answer, **{field: "enregistre"}).status_code == 302
    promotion.refresh_from_db()
    assert (promotion.name, promotion.months) == ("EIG 4 bis", 8)


def test_one_s_own_text_is_kept_over_the_one_that_was_shown_and_no_later_one(pages, promotion):
    first, second = whole(promotion, name="EIG 4 bis"), whole(promotion, name="EIG quatre")
    pages.meanwhile(first)
    answer = pages.stale(second)
    [(field, mine)] = choices(answer).values()
    pages.meanwhile(whole(promotion, name="EIG IV"))
    answer = again(pages, answer, **{field: mine})
    assert answer.status_code == 409, "one’s own text was chosen over another that has changed since"
    [(field, mine)] = choices(answer).values()
    assert again(pages, answer, **{field: mine}).status_code == 302
    promotion.refresh_from_db()
    assert promotion.name == "EIG quatre"


def test_rows_are_merged_too(pages, promotion):
    window = promotion.windows.get()
    later = window.closes_at + timedelta(days=1)
    first = whole(promotion, **{"windows-0-closes_at": later.strftime("%Y-%m-%dT%H:%M")})
    second = whole(promotion, **{"statements-0-text": "Un accès aux données"})
    pages.meanwhile(first)
    assert pages.stale(second).status_code == 302
    assert Window.objects.get().closes_at > window.closes_at
    assert Statement.objects.get().text == "Un accès aux données"


@pytest.mark.parametrize(("choice", "left"), [("enregistre", ["Trois mentors"]), ("mien", [])])
def test_a_row_reworded_by_another_is_not_taken_away_unseen(pages, promotion, choice, left):
    first = whole(promotion, **{"statements-0-text": "Trois mentors"})
    second = whole(promotion, **{"statements-0-DELETE": "on"})
    pages.meanwhile(first)
    answer = pages.stale(second)
    assert answer.status_code == 409
    assert "Trois mentors" in answer.content.decode()
    [(field, mine)] = choices(answer).values()
    assert again(pages, answer, **{field: mine if choice == "mien" else choice}).status_code == 302
    assert [row.text for row in Statement.objects.all()] == left


def test_a_row_taken_away_by_another_stays_away_unless_it_was_changed_here(pages, promotion):
    first, second = whole(promotion, **{"statements-0-DELETE": "on"}), whole(promotion, months=8)
    pages.meanwhile(first)
    answer = pages.stale({**second, "statements-0-text": "Trois mentors"})
    assert answer.status_code == 409
    assert "supprimé par quelqu’un d’autre" in answer.content.decode()
    sent = page_form(answer).values
    assert sent["statements-0-text"] == ["Trois mentors"]
    assert pages.stale(second).status_code == 302
    promotion.refresh_from_db()
    assert (promotion.months, Statement.objects.count()) == (8, 0)
    assert pages.second.post(pages.address, sent).status_code == 302
    assert Statement.objects.get().text == "Trois mentors"


def test_a_row_that_nothing_names_any_more_is_refused_in_words(pages, promotion):
    target = TargetFactory(promotion=promotion)
    row = {"targets-0-id": target.pk, "targets-0-promotion": promotion.pk, "targets-0-family": ""}
    counts = {"targets-TOTAL_FORMS": 1, "targets-INITIAL_FORMS": 1, "targets-0-seats": 3}
    pages.version = shown(pages.second, pages.address)
    Target.objects.all().delete()
    answer = pages.stale(whole(promotion, **counts, **row))
    assert answer.status_code == 409
    assert "a été supprimé par quelqu’un d’autre" in answer.content.decode()


def test_a_second_click_adds_no_row_twice(pages, promotion):
    added = {"statements-TOTAL_FORMS": 2, "statements-1-text": "Un accès", "statements-1-order": 2}
    added["statements-1-audience"] = "agents"
    for _ in range(2):
        assert pages.stale(whole(promotion, **added)).status_code == 302
    assert Statement.objects.filter(text="Un accès").count() == 1


@pytest.mark.parametrize("change", [{"name": "EIG quatre"}, {"statements-0-DELETE": "on"}])
def test_a_page_without_a_version_erases_nothing(pages, promotion, change):
    answer = pages.second.post(pages.address, whole(promotion, **change))
    assert answer.status_code == 409
    assert (Promotion.objects.get().name, Statement.objects.count()) == ("EIG 4", 1)


def test_what_a_page_in_error_shows_may_be_changed_again(pages, promotion):
    pages.meanwhile(whole(promotion, name="EIG 4 bis"))
    answer = pages.stale(whole(promotion, months="beaucoup"))
    assert answer.status_code == 200
    assert page_form(answer).values["name"] == ["EIG 4 bis"]
    assert again(pages, answer, name="EIG 4", months="8").status_code == 302
    promotion.refresh_from_db()
    assert (promotion.name, promotion.months) == ("EIG 4", 8)


def test_ticks_and_groups_of_a_person_are_merged(client_for, coordination, groups):
    coordination.is_superuser = True
    coordination.save()
    person, other = UserFactory(first_name="Lou"), UserFactory(is_staff=True, is_superuser=True)
    address = reverse("admin:accounts_user_change", args=[person.pk])
    first, second = client_for(coordination), client_for(other)
    stale = page_form(second.get(address)).values
    added = {**page_form(first.get(address)).values, "groups": [groups["coaches"].pk], "is_staff": ["on"]}
    assert first.post(address, added).status_code == 302
    assert second.post(address, {**stale, "first_name": ["Louise"]}).status_code == 302
    person.refresh_from_db()
    assert (person.first_name, person.is_staff, list(person.groups.all())) == ("Louise", True, [groups["coaches"]])
