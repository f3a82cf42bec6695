"""Merging two records of one administration, or saying that two administrations are distinct."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from challenges.administrations.models.administrations import Administration, Membership
from challenges.administrations.models.duplicates import DistinctPair, likely_duplicates
from challenges.administrations.states import MembershipStatus
from challenges.administrations.workflow import administrations
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.challenges import AdministrationFactory, ChallengeFactory, DomainFactory, MembershipFactory

M = MembershipStatus
SIRETS = ("11000201100044", "13002526500013")
LIST = "/admin/challenges/administration/doublons/"


@pytest.fixture
def kept(db):
    return AdministrationFactory(name="Direction générale de l’aviation civile", town="")


@pytest.fixture
def absorbed(db):
    return AdministrationFactory(name="DG de l’aviation civile", town="Paris", region="11", siret=SIRETS[0])


def read(answer):
    return answer.content.decode().replace("\xa0", " ")


def merge(kept, absorbed, by, at):
    administrations.merge(kept, absorbed, by=by, at=at)
    kept.refresh_from_db()


def test_neighbouring_names_are_found_the_nearest_first(kept, absorbed):
    AdministrationFactory(name="Musée de la marine")
    twin = AdministrationFactory(name="Aviation civile, direction générale de l’")
    pairs = likely_duplicates()
    assert {pairs[0].one, pairs[0].other} == {kept, twin}
    assert absorbed in {administration for pair in pairs for administration in (pair.one, pair.other)}
    assert [pair.likeness for pair in pairs] == sorted((pair.likeness for pair in pairs), reverse=True)
    assert "Musée de la marine" not in {
        str(administration) for pair in pairs for administration in (pair.one, pair.other)
    }


def test_a_shared_domain_makes_cousins_worth_a_look(db):
    north = AdministrationFactory(name="Agence des eaux du nord")
    south = AdministrationFactory(name="Agence des ports du sud")
    assert likely_duplicates() == []
    for administration in (north, south):
        DomainFactory(administration=administration, domain="agence.example")
    (pair,) = likely_duplicates()
    assert (pair.one, pair.other, pair.neighbours) == (north, south, True)


def test_everything_passes_and_the_facts_that_lack_are_taken(kept, absorbed, coordination, at):
    hosted = ChallengeFactory(administration=absorbed, bearer=kept)
    borne = ChallengeFactory(bearer=absorbed)
    newcomer = MembershipFactory(administration=absorbed)
    both = UserFactory()
    MembershipFactory(administration=kept, user=both, status=M.REQUESTED)
    MembershipFactory(administration=absorbed, user=both)
    for administration, domain in (
        (kept, "aviation.example"),
        (absorbed, "aviation.example"),
        (absorbed, "dgac.example"),
    ):
        DomainFactory(administration=administration, domain=domain)
    merge(kept, absorbed, coordination, at)
    assert list(Administration.objects.filter(pk=absorbed.pk)) == []
    hosted.refresh_from_db()
    borne.refresh_from_db()
    assert (hosted.administration, hosted.bearer, borne.bearer) == (kept, None, kept)
    assert set(kept.memberships.values_list("user", "status")) == {(newcomer.user_id, M.ACTIVE), (both.pk, M.ACTIVE)}
    assert list(kept.domains.values_list("domain", flat=True)) == ["aviation.example", "dgac.example"]
    assert (kept.name, kept.town, kept.region, kept.siret) == (
        "Direction générale de l’aviation civile",
        "Paris",
        "11",
        SIRETS[0],
    )


def test_the_journal_keeps_what_disappears(kept, absorbed, coordination, at):
    hosted = ChallengeFactory(administration=absorbed)
    merge(kept, absorbed, coordination, at)
    entry = Entry.objects.about(kept).get()
    assert "DG de l’aviation civile" in entry.sentence
    assert SIRETS[0] in entry.note
    assert "1\xa0défi" in entry.note
    assert "devient" in Entry.objects.about(hosted).get().sentence


def test_two_establishments_are_not_one(kept, absorbed, coordination, at):
    kept.siret = SIRETS[1]
    kept.save()
    with pytest.raises(StepRefused, match="deux SIRET différents"):
        merge(kept, absorbed, coordination, at)
    assert Administration.objects.count() == 2


def test_one_does_not_merge_with_itself_nor_without_the_right(kept, absorbed, coordination, agent, at):
    with pytest.raises(StepRefused, match="Il faut deux"):
        merge(kept, kept, coordination, at)
    with pytest.raises(StepRefused, match="Seule la coordination"):
        merge(kept, absorbed, agent, at)
    assert Administration.objects.count() == 2


def test_the_pages_say_what_passes_and_that_it_is_final(kept, absorbed, coordination, client_for):
    ChallengeFactory.create_batch(2, administration=absorbed)
    MembershipFactory(administration=absorbed)
    client = client_for(coordination)
    assert LIST in read(client.get("/admin/challenges/administration/"))
    url = reverse("admin:challenges_administration_merge", args=[kept.pk, absorbed.pk])
    assert url in read(client.get(LIST))
    html = read(client.get(url))
    assert "2 défis, 1 personne" in html
    assert "ne s’annule pas" in html
    assert Membership.objects.get().administration == absorbed
    assert "n’y a plus qu’une administration" in read(client.post(url, follow=True))
    assert "Aucun nom ne ressemble" in read(client.get(LIST))
    assert client.post(url).status_code == 404


class TestTellingApart:
    def pairs(self):
        return [{pair.one, pair.other} for pair in likely_duplicates()]

    def test_a_pair_told_apart_is_no_longer_proposed_until_one_thinks_again(self, kept, absorbed, coordination, at):
        twin = AdministrationFactory(name="DG de l’aviation civile, Paris")
        assert {kept, absorbed} in self.pairs()
        administrations.tell_apart(absorbed, kept, by=coordination, at=at)
        assert {kept, absorbed} not in self.pairs()
        assert {absorbed, twin} in self.pairs()
        administrations.bring_together(kept, absorbed, by=coordination, at=at)
        assert {kept, absorbed} in self.pairs()

    def test_said_twice_it_is_written_once_on_both(self, kept, absorbed, coordination, at):
        administrations.tell_apart(kept, absorbed, by=coordination, at=at)
        administrations.tell_apart(absorbed, kept, by=coordination, at=at)
        administrations.bring_together(kept, absorbed, by=coordination, at=at)
        administrations.bring_together(kept, absorbed, by=coordination, at=at)
        for administration in (kept, absorbed):
            assert sorted(entry.verb for entry in Entry.objects.about(administration)) == [
                "bring_together",
                "tell_apart",
            ]

    def test_one_is_not_two_and_not_everybody_may(self, kept, absorbed, coordination, agent, at):
        with pytest.raises(StepRefused, match="Il faut deux"):
            administrations.tell_apart(kept, kept, by=coordination, at=at)
        for verb in (administrations.tell_apart, administrations.bring_together):
            with pytest.raises(StepRefused, match="Seule la coordination"):
                verb(kept, absorbed, by=agent, at=at)

    def test_the_database_keeps_one_ordered_pair(self, kept, absorbed, coordination, at):
        facts = {"by": coordination, "at": at}
        with pytest.raises(IntegrityError), transaction.atomic():
            DistinctPair.objects.create(one=absorbed, other=kept, **facts)
        DistinctPair.objects.create(one=kept, other=absorbed, **facts)
        with pytest.raises(IntegrityError), transaction.atomic():
            DistinctPair.objects.create(one=kept, other=absorbed, **facts)

    def test_merging_in_the_end_forgets_the_pair(self, kept, absorbed, coordination, at):
        administrations.tell_apart(kept, absorbed, by=coordination, at=at)
        merge(kept, absorbed, coordination, at)
        assert not DistinctPair.objects.exists()

    def test_the_page_tells_apart_and_back(self, kept, absorbed, coordination, client_for):
        client = client_for(coordination)
        apart = reverse("admin:challenges_administration_apart", args=[kept.pk, absorbed.pk])
        together = reverse("admin:challenges_administration_together", args=[kept.pk, absorbed.pk])
        assert apart in read(client.get(LIST))
        html = read(client.post(apart, follow=True))
        assert "ne seront plus proposées ensemble" in html
        assert "Ce ne sont pas les mêmes" in html
        assert "Aucun nom ne ressemble" in html
        assert together in html
        html = read(client.post(together, follow=True))
        assert "seront de nouveau comparées" in html
        assert apart in html
        assert client.get(apart).status_code == 405


@pytest.mark.parametrize("count", [2, 12])
def test_the_list_costs_the_same_whatever_it_finds(coordination, client_for, count, django_assert_num_queries):
    AdministrationFactory.create_batch(count)
    client = client_for(coordination)
    client.get(LIST)
    with django_assert_num_queries(7):
        client.get(LIST)
