"""« Voir comme »: the coordination sees the site as somebody else, does nothing in their name, leaves a trace."""

from datetime import timedelta

import pytest

from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.common import clock as product_clock
from eig.home.seen import SEEN
from eig.journal.models import Entry
from tests.architecture.test_access import addresses, table, url_of
from tests.architecture.world import build
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, StakeholderFactory

pytestmark = pytest.mark.django_db
WAY_OUT = "see_as_end"
REASON = {"reason": "Elle ne trouve pas où corriger."}


@pytest.fixture(autouse=True)
def frozen(clock):
    return clock


@pytest.fixture
def client(client_for, coordination):
    return client_for(coordination)


@pytest.fixture
def challenge(agent):
    return ChallengeFactory(authors=[agent], title="Pêches ouvertes")


@pytest.fixture
def seeing(client, agent, challenge):
    assert client.post(f"/voir-comme/{agent.pk}/", REASON).url == "/"
    return client


def page(client, url="/"):
    return client.get(url).content.decode()


def test_the_site_is_theirs_and_says_so_on_every_page(seeing, challenge):
    for url in ("/", "/porteur/", f"/porteur/defis/{challenge.pk}/", "/defis/", "/nulle-part/"):
        html = page(seeing, url)
        assert "Vous voyez le site comme Amir Agent." in html
        assert "Redevenir Inès Coordination" in html
    assert "Pêches ouvertes" in page(seeing, "/porteur/")


def test_nothing_can_be_done_in_their_name(seeing, challenge, agent):
    for url in (f"/porteur/defis/{challenge.pk}/retirer/", "/porteur/nouveau/", "/compte/deconnexion/"):
        answer = seeing.post(url, {"title": "Autre"})
        assert answer.status_code == 403
        assert "rien ne peut être fait en son nom" in answer.content.decode()
    assert Challenge.objects.get().status == "draft"


def test_what_a_page_writes_by_being_read_is_undone(seeing, agent):
    stake = StakeholderFactory(user=None, email=agent.email)
    page(seeing, "/porteur/")
    stake.refresh_from_db()
    assert stake.user is None


@pytest.mark.parametrize(
    "url", ["/admin/", "/compte/", "/compte/securite/", "/jury/defis/1/", "/suivi/", "/courriels/"]
)
def test_private_pages_stay_closed(seeing, url):
    answer = seeing.get(url)
    assert answer.status_code == 403
    assert "reste fermée" in answer.content.decode()


def test_an_address_that_nobody_listed_stays_closed(seeing, settings):
    assert seeing.get("/carnet/").status_code == 404
    settings.ROOT_URLCONF = "tests.home.urls"
    assert "reste fermée" in page(seeing, "/carnet/")
    assert "reste fermée" in page(seeing, "/sans-nom/")


def test_every_address_of_the_site_is_listed_or_closed(client, at):
    assert SEEN - set(addresses()) == set(), "no such address any more"
    world = build(at)
    client.post(f"/voir-comme/{world.people['agent'].pk}/", REASON)
    urls = {name: url_of(name, wanted, world.objects) for name, (wanted, _) in table().items() if name != WAY_OUT}
    closed = {name for name, url in urls.items() if "reste fermée" in b"".join(client.get(url)).decode(errors="ignore")}
    assert closed == set(urls) - SEEN


def test_beginning_and_end_are_in_the_journal_with_the_reason(seeing, agent, coordination):
    assert seeing.post("/voir-comme/fin/").url == f"/admin/accounts/user/{agent.pk}/change/"
    assert "Vous voyez le site comme" not in page(seeing)
    lines = [(entry.verb, entry.actor, entry.note) for entry in Entry.objects.about(agent)]
    assert lines == [("see_as", coordination, REASON["reason"]), ("see_as_end", coordination, "")]
    assert REASON["reason"] in page(seeing, f"/admin/accounts/user/{agent.pk}/change/")


def test_it_ends_by_itself(seeing, at):
    with product_clock.moved_to(at + timedelta(minutes=30)):
        assert "Vous voyez le site comme" not in page(seeing)


def test_it_ends_with_the_right(seeing, coordination):
    coordination.groups.clear()
    assert "Vous voyez le site comme" not in page(seeing)


@pytest.mark.parametrize("fields", [{"is_staff": True}, {"is_superuser": True}, {"is_active": False}])
def test_never_as_staff_nor_a_closed_account(client, agent, fields):
    User.objects.filter(pk=agent.pk).update(**fields)
    client.post(f"/voir-comme/{agent.pk}/", REASON)
    assert "Vous voyez le site comme" not in page(client)
    assert not Entry.objects.about(agent).exists()


def test_a_reason_is_needed(client, agent):
    assert client.post(f"/voir-comme/{agent.pk}/", {"reason": " "}).status_code == 422
    assert "Vous voyez le site comme" not in page(client)


def test_it_takes_the_permission(client_for, groups, agent):
    for name in ("direction", "coaches", "hr", "dpo", "outside_readers"):
        person = UserFactory(is_staff=True)
        person.groups.add(groups[name])
        assert client_for(person).post(f"/voir-comme/{agent.pk}/", REASON).status_code == 403


def test_the_person_s_page_leads_there(client, agent, coordination):
    assert f"/voir-comme/{agent.pk}/" in page(client, f"/admin/accounts/user/{agent.pk}/change/")
    assert "/voir-comme/" not in page(client, f"/admin/accounts/user/{coordination.pk}/change/")
