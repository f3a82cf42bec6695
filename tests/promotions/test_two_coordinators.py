"""Two people on the same page of settings: what each changed is kept, what both changed waits for a choice."""

from datetime import timedelta

import pytest

from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.models.settings import Commitment
from tests.factories.accounts import UserFactory
from tests.factories.promotions import CommitmentFactory, PromotionFactory, WindowFactory
from tests.journeys.person import forms_of
from tests.keeping import Pages, choices, shown
from tests.promotions.test_admin import posted, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def promotion(clock):
    row = PromotionFactory(name="EIG 4", slug="eig-4")
    WindowFactory(promotion=row)
    CommitmentFactory(promotion=row, text="Deux mentors disponibles")
    return row


@pytest.fixture
def pages(client_for, coordination, promotion):
    colleague = UserFactory(is_staff=True)
    colleague.groups.set(coordination.groups.all())
    return Pages(url("change", promotion.pk), client_for(coordination), client_for(colleague))


def whole(promotion, **changes) -> dict:
    """The page as it was first shown, one commitment below it, with some changes."""
    commitment = Commitment.objects.filter(promotion=promotion).first()
    row = {"id": commitment.pk, "promotion": promotion.pk, "text": commitment.text, "order": commitment.order}
    counts = {"commitments-TOTAL_FORMS": 1, "commitments-INITIAL_FORMS": 1}
    return posted(promotion, **counts, **{f"commitments-0-{name}": value for name, value in row.items()}) | changes


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
    [(field, mine)] = choices(answer).values()
    assert pages.stale(second, **{field: "enregistre"}).status_code == 302
    promotion.refresh_from_db()
    assert (promotion.name, promotion.months) == ("EIG 4 bis", 8)
    pages.meanwhile(whole(promotion, name="EIG IV"))
    answer = pages.stale(second, **{field: mine})
    assert answer.status_code == 409, "one’s own text was chosen over another that has changed since"
    [(field, mine)] = choices(answer).values()
    assert pages.stale(second, **{field: mine}).status_code == 302
    promotion.refresh_from_db()
    assert promotion.name == "EIG quatre"


def test_rows_are_merged_too(pages, promotion):
    window = promotion.windows.get()
    later = window.closes_at + timedelta(days=1)
    first = whole(promotion, **{"windows-0-closes_at": later.strftime("%Y-%m-%dT%H:%M")})
    second = whole(promotion, **{"commitments-0-text": "Un accès aux données"})
    pages.meanwhile(first)
    assert pages.stale(second).status_code == 302
    assert Window.objects.get().closes_at > window.closes_at
    assert Commitment.objects.get().text == "Un accès aux données"


def test_a_row_reworded_by_another_is_not_taken_away_unseen(pages, promotion):
    first = whole(promotion, **{"commitments-0-text": "Trois mentors"})
    second = whole(promotion, **{"commitments-0-DELETE": "on"})
    pages.meanwhile(first)
    answer = pages.stale(second)
    assert answer.status_code == 409
    assert "Trois mentors" in answer.content.decode()
    [(field, mine)] = choices(answer).values()
    assert pages.stale(second, **{field: "enregistre"}).status_code == 302
    assert Commitment.objects.get().text == "Trois mentors"
    assert pages.stale(second, **{field: mine}).status_code == 302
    assert not Commitment.objects.exists()


def test_a_row_taken_away_by_another_stays_away_unless_it_was_changed_here(pages, promotion):
    first, second = whole(promotion, **{"commitments-0-DELETE": "on"}), whole(promotion, months=8)
    pages.meanwhile(first)
    answer = pages.stale({**second, "commitments-0-text": "Trois mentors"})
    assert answer.status_code == 409
    assert "supprimé par quelqu’un d’autre" in answer.content.decode()
    [again] = [form for form in forms_of(answer.content.decode()) if "commitments-0-text" in form.names]
    assert again.values["commitments-0-text"] == ["Trois mentors"]
    assert pages.stale(second).status_code == 302
    promotion.refresh_from_db()
    assert (promotion.months, Commitment.objects.count()) == (8, 0)
    assert pages.second.post(pages.address, again.values).status_code == 302
    assert Commitment.objects.get().text == "Trois mentors"


def test_a_page_without_a_version_erases_nothing(pages, promotion):
    answer = pages.second.post(pages.address, whole(promotion, name="EIG quatre"))
    assert answer.status_code == 409
    assert Promotion.objects.get().name == "EIG 4"


def test_a_page_in_error_keeps_the_version_of_what_it_shows(pages, promotion):
    pages.meanwhile(whole(promotion, name="EIG 4 bis"))
    answer = pages.stale(whole(promotion, months="beaucoup"))
    assert answer.status_code == 200
    assert 'value="EIG 4 bis"' in answer.content.decode()
    assert answer.context["keeper"]["version"] == pages.version != shown(pages.second, pages.address)
