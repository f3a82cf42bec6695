"""The list of applications as a file for spreadsheets: which columns, for whom, and what the journal keeps."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from candidates.application.models.applications import Application
from eig.common import clock
from eig.common.text import NBSP
from eig.journal.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ApplicationFactory, ApplicationReadingFactory, WishFactory, a_position

URL = reverse("admin:candidates_application_export")
LIST = reverse("admin:candidates_application_changelist")


@pytest.fixture(autouse=True)
def today(closing):
    with clock.moved_to(closing + timedelta(days=2)):
        yield


@pytest.fixture
def client(client_for, coordination):
    return client_for(coordination)


@pytest.fixture
def filed(promotion):
    known = {"user__first_name": "Ada", "user__last_name": "Arago", "user__email": "ada@arago.example"}
    return ApplicationFactory(promotion=promotion, submitted=True, number=42, headline="=SOMME(A1)", **known)


def offered(client, url=URL):
    """The columns of the page, and those that it ticks at first."""
    field = client.get(url).context["form"]["columns"]
    return [value for value, _ in field.field.choices], field.initial


def downloaded(client, *columns, url=URL):
    """The rows of the file by heading."""
    text = client.post(url, {"columns": columns}).content.decode()
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_the_filtered_list_without_who_the_person_is(client, promotion, coordination, filed):
    ApplicationFactory(promotion=promotion)
    ApplicationFactory(promotion=promotion, preselected=True)
    url = f"{URL}?etat=submitted"
    assert f'href="{url}">Exporter 1{NBSP}candidature<' in client.get(f"{LIST}?etat=submitted").content.decode()
    every, ticked = offered(client, url)
    assert [name for name in every if name not in ticked] == ["person", "email", "phone"]
    answer = client.post(url, {"columns": ticked})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert "candidatures-2020-06-09.csv" in answer["Content-Disposition"]
    heading, line = answer.content.decode().splitlines()
    assert heading.startswith("\ufeffRéférence;Promotion;Métier;")
    assert line.startswith("EIG-4-0042;EIG 4;'=SOMME(A1);Lyon;")
    assert not [said for said in ("Ada", "Arago", filed.phone) if said in line]
    entry = Entry.objects.about(promotion).get()
    assert (entry.actor, entry.verb, entry.sentence) == (coordination, "export", f"Export de 1{NBSP}candidature")
    assert entry.note.startswith("Colonnes : Référence, Promotion, Métier")


def test_every_column_says_what_the_list_shows(client, promotion, filed):
    WishFactory(application=filed, position=a_position(promotion, title="MonitorFish"), rank=1)
    ApplicationReadingFactory(application=filed, reader__first_name="Lou", reader__last_name="Lectrice")
    Application.objects.update(pending_verdict="keep")
    every, _ = offered(client)
    [row] = downloaded(client, *every)
    assert (row["Personne"], row["Adresse électronique"], row["Téléphone"]) == (
        "Ada Arago",
        "ada@arago.example",
        filed.phone,
    )
    assert row["Vœux, dans l’ordre"].startswith("Vœu 1 : ")
    assert row["Vœux, dans l’ordre"].endswith("MonitorFish")
    assert (row["État"], row["Décision préparée"]) == ("déposée", "présélectionner")
    assert row["Avis des lecteurs"] == "Lou Lectrice : à lire"
    assert row["Déposée le"].startswith("2020-")


def test_the_page_asks_for_a_column(client, filed):
    answer = client.post(URL, {"other": "1"})
    assert "Choisissez au moins une colonne." in answer.content.decode()
    assert not Entry.objects.filter(verb="export").exists()


@pytest.mark.parametrize(("group", "status"), [("direction", 403), ("hr", 403), ("outside_readers", 403)])
def test_whoever_reads_on_the_screen_exports_nothing(client_for, groups, filed, group, status):
    person = UserFactory(is_staff=True)
    person.groups.add(groups[group])
    client = client_for(person)
    assert client.get(URL).status_code == client.post(URL, {"columns": ["reference"]}).status_code == status
    assert "Exporter" not in client.get(LIST).content.decode()
    assert not Entry.objects.filter(verb="export").exists()


def test_what_is_decided_and_advised_is_for_those_who_may_know(client_for, filed):
    person = UserFactory(is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=["view_application", "change_application"]))
    client = client_for(person)
    every, _ = offered(client)
    assert {"reference", "standing"} < set(every)
    assert not {"verdict", "advices"} & set(every)
    assert client.post(URL, {"columns": ["verdict"]}).context["form"].errors


@pytest.mark.parametrize("count", [1, 30])
def test_the_cost_does_not_grow(client, promotion, count, django_assert_num_queries, known_kinds):
    for _ in range(count):
        application = ApplicationReadingFactory(application__promotion=promotion).application
        WishFactory(application=application, position=a_position(promotion), rank=1)
    every, _ = offered(client)
    with django_assert_num_queries(16):
        assert len(downloaded(client, *every)) == count
