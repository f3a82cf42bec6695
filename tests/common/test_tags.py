"""Tags and filters that every template may use."""

from datetime import datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from eig.common.clock import PARIS


def render(source: str, **context) -> str:
    return Template(source).render(Context(context))


def at_path(path: str):
    return RequestFactory().get(path)


def test_dates_of_nothing_say_nothing():
    assert render("{{ at|paris }}{{ at|day }}{{ at|clock_time }}{{ count|number }}", at=None, count=None) == ""


def test_date_filters():
    at = datetime(2020, 2, 28, 17, 0, tzinfo=PARIS)
    assert render("{{ at|paris_short }}", at=at) == "28\u00a0février 2020 à 17\u00a0h\u00a000"


def test_plural_says_its_own_words():
    assert render('{{ 1|plural:"vœu,vœux" }} {{ 3|plural:"vœu,vœux" }} {{ 2|plural:"défi" }}') == (
        "1\u00a0vœu 3\u00a0vœux 2\u00a0défis"
    )


def test_typeset_spaces_and_still_escapes():
    assert render("{{ text|typeset }}", text="Quoi ? <b>« oui »</b>") == (
        "Quoi\u202f? &lt;b&gt;«\u00a0oui\u00a0»&lt;/b&gt;"
    )


def test_a_badge_escapes_its_word_and_ignores_unknown_tones():
    assert render('{% badge word "success" %}', word="<i>") == (
        '<p class="fr-badge fr-badge--no-icon fr-badge--success">&lt;i&gt;</p>'
    )
    assert "x" not in render('{% badge "Mot" "x\\" onclick" True %}')


@pytest.mark.urls("tests.common.urls")
def test_the_breadcrumb_starts_at_home_and_ends_here():
    page = render('{% breadcrumb "Mes défis" "/porteur/" title %}', title="<MonitorFish>")
    assert page.index('href="/"') < page.index('href="/porteur/"') < page.index('aria-current="page"')
    assert "&lt;MonitorFish&gt;" in page


@pytest.mark.urls("tests.common.urls")
@pytest.mark.parametrize(("path", "marked"), [("/porteur/12/", True), ("/defis/", False)])
def test_the_navigation_marks_where_one_is(path, marked):
    page = render('{% nav_link "mine" "Porter un défi" %}', request=at_path(path))
    assert ('aria-current="true"' in page) is marked


def test_pagination_keeps_the_filters_of_the_address():
    page = Paginator(range(100), 10).get_page(2)
    context = RequestContext(at_path("/defis/?profil=design&page=2"), {"page": page})
    with context.bind_template(template := Template('{% include "components/pagination.html" %}')):
        shown = template.nodelist.render(context)
    assert "?profil=design&amp;page=3" in shown
    assert 'aria-current="page" title="Page 2"' in shown


def test_a_single_page_has_no_pagination():
    assert render('{% include "components/pagination.html" %}', page=Paginator([1], 10).get_page(1)).strip() == ""
