"""A letter to the candidates of the filtered list: read first, sent once, by the coordination alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.review import workflow
from candidates.review.models.mailing import Mailing
from eig.common import clock
from eig.common.flow import StepRefused
from eig.common.text import NBSP
from eig.journal.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ApplicationFactory

URL = reverse("admin:candidates_application_mailing")
LIST = reverse("admin:candidates_application_changelist")


@pytest.fixture
def at(closing):
    """Two days after the closing."""
    return closing + timedelta(days=2)


@pytest.fixture(autouse=True)
def today(at):
    with clock.moved_to(at):
        yield


@pytest.fixture
def client(client_for, coordination):
    return client_for(coordination)


@pytest.fixture
def filed(promotion):
    known = {"promotion": promotion, "submitted": True}
    people = enumerate(("Ada", "Blaise"), start=1)
    return [ApplicationFactory(**known, number=rank, user__first_name=name) for rank, name in people]


def text(**changes):
    written = {"subject": "Votre candidature {{ reference }}", "body": "{{ bonjour }},\n\n{{ promotion }} : {{ lien }}"}
    return {"token": str(uuid4()), "reply_to": "equipe@eig.example", **written, **changes}


def test_read_again_then_sent_once(client, promotion, filed, letters):
    ApplicationFactory(promotion=promotion, preselected=True)
    url, data = f"{URL}?etat=submitted", text()
    listed = client.get(f"{LIST}?etat=submitted").content.decode()
    assert f'href="{url}">Écrire aux candidats de 2{NBSP}candidatures<' in listed
    page = client.post(url, {**data, "preview": "1"}).content.decode()
    assert "Votre candidature EIG-4-0001" in page
    assert letters() == []
    for _ in range(2):
        sent = client.post(url, {**data, "send": "1"}, follow=True).content.decode()
        assert f"2{NBSP}courriers partent aux candidats" in sent
    left = {letter.subject: letter for letter in letters("candidates/to_several")}
    assert set(left) == {"Votre candidature EIG-4-0001", "Votre candidature EIG-4-0002"}
    first = left["Votre candidature EIG-4-0001"]
    assert (first.user, first.headers) == (filed[0].user, {"Reply-To": "equipe@eig.example"})
    assert "Bonjour Ada" in first.text
    assert filed[0].get_absolute_url() in first.text
    mailing = Mailing.objects.get()
    assert (mailing.letters, set(mailing.applications.all())) == (2, set(filed))
    entry = Entry.objects.about(filed[0]).get(verb="write_to_candidates")
    assert entry.sentence == "Courrier aux candidats : Votre candidature …"


def test_another_text_under_the_same_token_does_not_leave(client, filed, letters):
    data = text()
    client.post(URL, {**data, "send": "1"})
    page = client.post(URL, {**data, "body": "La date a changé.", "send": "1"}).content.decode()
    assert "Ce courrier est déjà parti" in page
    assert "La date a changé." in page
    assert len(letters("candidates/to_several")) == 2


def test_a_placeholder_that_stands_for_nothing_is_named(client, filed):
    page = client.post(URL, text(body="{{ defi }}")).content.decode()
    assert "rien ne correspond" in page
    assert "bonjour, reference, promotion, lien." in page


def test_nobody_to_write_to(filed, coordination, at):
    for application in filed:
        type(application.user).objects.filter(pk=application.user_id).update(is_active=False)
    rows = list(Application.objects.with_people())
    with pytest.raises(StepRefused, match="Aucune de ces candidatures"):
        workflow.write_to_candidates(rows, **text(), by=coordination, at=at)
    assert not Mailing.objects.exists()


@pytest.mark.parametrize("group", ["direction", "hr", "outside_readers"])
def test_nobody_else_writes(client_for, groups, filed, group, at, letters):
    person = UserFactory(is_staff=True)
    person.groups.add(groups[group])
    client = client_for(person)
    assert client.get(URL).status_code == client.post(URL, {**text(), "send": "1"}).status_code == 403
    assert "Écrire aux candidats" not in client.get(LIST).content.decode()
    with pytest.raises(StepRefused, match="coordination"):
        workflow.write_to_candidates(filed, **text(), by=person, at=at)
    assert letters() == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_cost_does_not_grow(promotion, coordination, at, count, django_assert_num_queries, known_kinds):
    first = ApplicationFactory(promotion=promotion, submitted=True)
    workflow.write_to_candidates([first], **text(), by=coordination, at=at)
    rows = [ApplicationFactory(promotion=promotion, submitted=True) for _ in range(count)]
    with django_assert_num_queries(13):
        workflow.write_to_candidates(rows, **text(), by=coordination, at=at)
