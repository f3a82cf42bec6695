"""The coordination writes pages."""

import pytest
from django.urls import reverse

from eig.pages import workflow
from eig.pages.models import Page
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
LIST = "admin:pages_page_changelist"


@pytest.fixture
def page(at):
    row = workflow.create(slug="temoignages", title="Témoignages", body="Premier texte.", by=None, at=at)
    workflow.publish(row, by=None, at=at)
    return row


def change(page) -> str:
    return reverse("admin:pages_page_change", args=[page.pk])


def text(since=1, **changes) -> dict:
    return {"title": "Témoignages", "lead": "", "body": "Second texte.", "since": since, **changes}


def test_from_a_new_page_to_its_readers(client, client_for, coordination):
    staff = client_for(coordination)
    data = {**text(), "slug": "partenaires", "layout": "text", "title": "Partenaires"}
    page = staff.post(reverse("admin:pages_page_add"), data, follow=True)
    assert "Enregistrer sans publier" in page.content.decode()
    row = Page.objects.get(slug="partenaires")
    assert client.get("/partenaires/").status_code == 404
    assert "Second texte." in staff.get(reverse("admin:pages_page_preview", args=[row.pk, 1])).content.decode()
    staff.post(reverse("admin:pages_page_step", args=[row.pk, "publish"]))
    assert "Second texte." in client.get("/partenaires/").content.decode()


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("defis", "celle d’une page du site"),
        ("admin", "celle d’une page du site"),
        ("temoignages", "existe déjà"),
        ("", "Donnez une adresse"),
    ],
)
def test_an_address_that_is_taken_is_refused_beside_its_field(client_for, coordination, page, slug, sentence):
    answer = client_for(coordination).post(reverse("admin:pages_page_add"), {**text(), "slug": slug, "layout": "text"})
    shown = answer.content.decode()
    assert sentence in shown
    assert "Second texte." in shown


def test_a_text_written_meanwhile_is_not_overwritten(client_for, coordination, page, at):
    workflow.write(page, **text(body="Entre-temps."), by=coordination, at=at)
    staff = client_for(coordination)
    shown = staff.post(change(page), text(body="Le mien.")).content.decode()
    assert "pendant que vous écriviez" in shown
    assert "Le mien." in shown
    assert page.newest.body == "Entre-temps."
    staff.post(change(page), text(since=2, body="Le mien."))
    assert page.newest.body == "Le mien."


def test_going_back_to_an_earlier_version(client_for, coordination, page, at):
    workflow.write(page, **text(), by=coordination, at=at)
    staff = client_for(coordination)
    url = reverse("admin:pages_page_take_back", args=[page.pk, 1])
    assert "Rien n’est perdu" in staff.get(url).content.decode()
    staff.post(url)
    assert page.newest.body == "Premier texte."


def test_the_list_says_what_waits(client_for, coordination, page, at, django_assert_num_queries):
    staff = client_for(coordination)
    workflow.write(page, **text(), by=coordination, at=at)
    assert "la version 2 attend" in staff.get(reverse(LIST)).content.decode()


def test_the_list_costs_the_same_for_many(client_for, coordination, page, at, django_assert_num_queries):
    staff = client_for(coordination)
    with django_assert_num_queries(7):
        staff.get(reverse(LIST))
    for number in range(30):
        workflow.create(slug=f"page-{number}", title="Page", body="x", by=None, at=at)
    with django_assert_num_queries(7):
        staff.get(reverse(LIST))


def test_who_only_reads_writes_nothing(client_for, groups, page):
    reader = UserFactory(is_staff=True)
    reader.groups.add(groups["direction"])
    staff = client_for(reader)
    assert "Enregistrer sans publier" not in staff.get(change(page)).content.decode()
    assert staff.post(change(page), text()).status_code == 403
    assert staff.post(reverse("admin:pages_page_step", args=[page.pk, "publish"])).status_code == 403
    assert staff.post(reverse("admin:pages_page_take_back", args=[page.pk, 1])).status_code == 403
    assert page.newest.number == 1


def test_pages_that_the_menus_lead_to_are_not_withdrawn(client_for, coordination, at):
    workflow.load_originals(at=at)
    programme = Page.objects.get(slug="programme")
    staff = client_for(coordination)
    assert "Retirer la page" not in staff.get(change(programme)).content.decode()
    assert staff.post(reverse("admin:pages_page_step", args=[programme.pk, "withdraw"])).status_code == 403
