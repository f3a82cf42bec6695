"""Versions of a ranked list: locked, validated, read again; seats follow the validated one."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from candidates.offers.workflow import answers
from candidates.selection import todo
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import RankedLine, RankedList
from candidates.selection.rules import list_version
from candidates.selection.workflow import lists
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from tests.factories.accounts import UserFactory
from tests.factories.candidates import MADE, ApplicationFactory, OfferFactory, a_position, published_offers

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return MADE


@pytest.fixture
def people(promotion):
    return [ApplicationFactory(promotion=promotion, preselected=True) for _ in range(3)]


@pytest.fixture
def position(promotion):
    return a_position(promotion)


def seen(*people) -> str:
    return list_version(person.pk for person in people)


def told(position) -> list:
    rows = RankedList.objects.filter(position=position).order_by("version")
    return [(row.version, row.state, [line.application for line in row.lines.all()]) for row in rows]


def test_an_open_list_is_written_over_and_a_locked_one_gives_the_next_version(position, people, coordination, at):
    first, second, third = people
    lists.rank(position, [first, second], by=coordination, at=at)
    lists.rank(position, [second, first], by=coordination, at=at)
    for _ in range(2):
        lists.lock_list(position, version=seen(second, first), by=coordination, at=at)
    lists.rank(position, [third], by=coordination, at=at)
    lists.validate_list(position, version=seen(third), by=coordination, at=at)
    lists.rank(position, people, by=coordination, at=at)
    assert told(position) == [
        (1, "arrêtée, à valider", [second, first]),
        (2, "validée", [third]),
        (3, "en cours d’écriture", people),
    ]
    validated = RankedList.objects.validated().get()
    assert (validated.validated_by, validated.validated_at) == (coordination, at)


def test_one_validates_the_list_that_one_has_read(position, people, coordination, at):
    for verb in (lists.lock_list, lists.validate_list):
        with pytest.raises(StepRefused, match="vide"):
            verb(position, version=seen(), by=coordination, at=at)
    lists.rank(position, people, by=coordination, at=at)
    for verb in (lists.lock_list, lists.validate_list):
        with pytest.raises(StaleVersion):
            verb(position, version=seen(people[0]), by=coordination, at=at)
    assert not RankedList.objects.filter(locked=True).exists()


def test_the_database_keeps_a_locked_list(position, people, coordination, at):
    lists.rank(position, people[:2], by=coordination, at=at)
    ranked = lists.validate_list(position, version=seen(*people[:2]), by=coordination, at=at)
    acts = (
        lambda: RankedLine.objects.create(ranked_list=ranked, application=people[2], rank=3),
        lambda: ranked.lines.filter(rank=1).delete(),
        lambda: ranked.lines.filter(rank=1).update(rank=9),
        ranked.delete,
        lambda: RankedList.objects.update(locked=False, validated_by=None, validated_at=None),
        lambda: RankedList.objects.update(validated_at=at + timedelta(days=1)),
    )
    for act in acts:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert told(position) == [(1, "validée", people[:2])]


def test_the_database_keeps_one_list_in_writing_and_says_who_validated(position, coordination, at):
    RankedList.objects.create(position=position, version=1)
    wrong = ({"version": 2}, {"version": 3, "locked": True, "validated_at": at}, {"version": 1, "locked": True})
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            RankedList.objects.create(position=position, **values)


def test_a_seat_follows_the_validated_list_until_another_is(promotion, position, coordination, at):
    published_offers(promotion, coordination)
    former, later = (ApplicationFactory(promotion=promotion, reserve=True) for _ in range(2))
    lists.rank(position, [former, later], by=coordination, at=at)
    lists.validate_list(position, version=seen(former, later), by=coordination, at=at)
    lists.rank(position, [later, former], by=coordination, at=at)
    assert [line.title for line in todo.of_promotion(promotion)] == [
        f"Valider 1\u00a0liste de classement ({promotion})"
    ]
    offer = OfferFactory(sent=True, position=position, application=ApplicationFactory(promotion=promotion, chosen=True))
    answers.decline(offer, by=offer.application.user, at=at + timedelta(hours=1))
    follower = Offer.objects.live().get(position=position)
    assert follower.application == former
    lists.validate_list(position, version=seen(later, former), by=coordination, at=at)
    answers.decline(follower, by=former.user, at=at + timedelta(hours=2))
    assert Offer.objects.live().get(position=position).application == later


class TestPages:
    @pytest.fixture
    def browser(self, client_for, coordination):
        return client_for(coordination)

    @pytest.fixture
    def board(self, promotion):
        return reverse("admin:candidates_board", args=[promotion.pk])

    def test_a_former_version_is_read_as_it_was(self, browser, board, position, people, coordination, at):
        first, second, third = people
        lists.rank(position, [first, second], by=coordination, at=at)
        sent = {"validate": position.pk, "version": seen(first, second)}
        page = browser.post(board, sent, follow=True).content.decode()
        assert "validée" in page
        lists.rank(position, [third], by=coordination, at=at)
        address = reverse("admin:candidates_rankedlist_changelist")
        listed = browser.get(address, {"position__id__exact": position.pk}).content.decode()
        assert "validée" in listed
        assert "en cours d’écriture" in listed
        former = RankedList.objects.get(version=1)
        page = browser.get(reverse("admin:candidates_rankedlist_change", args=[former.pk])).content.decode()
        assert page.index(str(first.user)) < page.index(str(second.user))
        assert str(third.user) not in page
        assert str(coordination) in page

    def test_the_board_locks_what_it_showed(self, browser, board, position, people, coordination, at):
        lists.rank(position, people, by=coordination, at=at)
        stale = browser.post(board, {"lock": position.pk, "version": seen(people[0])}, follow=True)
        assert "vient de changer cette liste" in stale.content.decode()
        browser.post(board, {"lock": position.pk, "version": seen(*people)})
        assert RankedList.objects.get().locked

    def test_versions_are_for_those_who_decide(self, client_for, groups, position, people, coordination, at):
        lists.rank(position, people, by=coordination, at=at)
        addresses = [
            reverse("admin:candidates_rankedlist_changelist"),
            reverse("admin:candidates_rankedlist_change", args=[RankedList.objects.get().pk]),
        ]
        for group, status in (("direction", 200), ("hr", 403)):
            staff = UserFactory(is_staff=True)
            staff.groups.add(groups[group])
            assert [client_for(staff).get(address).status_code for address in addresses] == [status] * 2

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_versions_cost_the_same(self, browser, promotion, people, django_assert_num_queries, count):
        for _ in range(count):
            RankedList.objects.create(position=a_position(promotion))
        address = reverse("admin:candidates_rankedlist_changelist")
        browser.get(address)
        with django_assert_num_queries(8):
            browser.get(address)
