"""The register of personal data as a page, on paper and in a spreadsheet."""

import csv
import io

import pytest
from django.urls import reverse

from eig.common.csv import BOM
from eig.common.personal import Retention
from eig.privacy.register import APART, HEADER, chapters, columns, nobody
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PAGE, TABLE = reverse("privacy:register"), reverse("privacy:export")


@pytest.fixture
def dpo(groups):
    """The person in charge of the protection of data."""
    user = UserFactory(is_staff=True)
    user.groups.add(groups["dpo"])
    return user


def test_the_page_says_each_activity_and_each_line(client_for, dpo):
    page = client_for(dpo).get(PAGE).content.decode()
    for chapter in chapters():
        assert f"{chapter.activity.title}</h2>" in page
    assert "Candidature&nbsp;: téléphone" in page
    assert "candidature non retenue\u00a0: 3\u00a0mois après l’annonce du résultat" in page
    assert "jusqu’à ce que la personne se désabonne, d’un clic (le service efface)" in page
    assert "Mémoire du navigateur de la personne" in page
    assert all(f"<dt>{table}</dt>" in page for table, _ in nobody())


def test_the_page_asks_the_database_nothing_but_who_reads_it(client_for, dpo, django_assert_num_queries):
    client = client_for(dpo)
    with django_assert_num_queries(4):
        client.get(PAGE)


def test_the_spreadsheet_has_a_row_for_each_column(client_for, dpo):
    answer = client_for(dpo).get(TABLE)
    header, *rows = csv.reader(io.StringIO(answer.content.decode().removeprefix(BOM)), delimiter=";")
    assert answer["Content-Disposition"] == 'attachment; filename="registre-donnees-personnelles.csv"'
    assert tuple(header) == HEADER
    assert [row[6] for row in rows] == [*(column.path for column in columns()), *(apart.table for apart in APART)]
    phone = next(row for row in rows if row[6] == "candidates.Application.phone")
    assert phone[4:6] == ["Candidature", "téléphone"]
    assert phone[11] == "non, non, non"


def test_no_line_leaves_a_question_without_answer(client_for, dpo):
    rows = csv.reader(io.StringIO(client_for(dpo).get(TABLE).content.decode()), delimiter=";")
    assert [row for row in rows if not all(row[:6]) or not all(row[7:])] == []


@pytest.mark.parametrize("address", [PAGE, TABLE])
@pytest.mark.parametrize("group", ["direction", "coaches", "hr", "outside_readers"])
def test_the_rest_of_the_team_does_not_read_it(client_for, groups, group, address):
    user = UserFactory(is_staff=True)
    user.groups.add(groups[group])
    assert client_for(user).get(address).status_code == 403


def test_the_public_page_leads_there_whoever_may_read_it(client_for, client, coordination, dpo, agent):
    link = f'href="{PAGE}"'
    public = reverse("personal_data")
    assert all(link in client_for(user).get(public).content.decode() for user in (coordination, dpo))
    assert not any(link in reader.get(public).content.decode() for reader in (client, client_for(agent)))


def test_the_tool_of_the_team_leads_there_whoever_may_read_it(client_for, groups, coordination, dpo):
    reader = UserFactory(is_staff=True)
    reader.groups.add(groups["direction"])
    told = [
        f'href="{PAGE}"' in client_for(user).get("/admin/").content.decode() for user in (coordination, dpo, reader)
    ]
    assert told == [True, True, False]


def test_the_public_page_says_the_same_duration_as_the_register(client, settings):
    settings.RETENTION_MONTHS = settings.RETENTION_MONTHS | {"consent": 18}
    assert "peut être gardée 18&nbsp;mois au plus" in client.get(reverse("personal_data")).content.decode()


def test_a_duration_is_a_setting(settings):
    refused = Retention("après l’annonce du résultat", "refusal")
    assert str(refused) == "3\u00a0mois après l’annonce du résultat"
    settings.RETENTION_MONTHS = settings.RETENTION_MONTHS | {"refusal": 6}
    assert (refused.months, str(refused)) == (6, "6\u00a0mois après l’annonce du résultat")
    assert str(Retention("autant que le compte")) == "autant que le compte"
