"""An offer comes back: resigned, rescinded, extended, answered for somebody."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from candidates.application.models.candidacies import Candidacy
from candidates.application.states import CandidacyStatus, Standing
from candidates.offers.workflow import answers, ending
from candidates.selection.models.offers import Offer
from candidates.selection.states import LIVE, OfferStatus
from eig.common import clock
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    EXPIRES,
    MADE,
    ApplicationFactory,
    OfferFactory,
    RankingFactory,
    a_position,
    published_offers,
)
from tests.factories.challenges import StakeholderFactory

pytestmark = pytest.mark.django_db
WHY = "Vous nous l’avez demandé par téléphone."


@pytest.fixture
def at():
    return MADE + timedelta(days=1)


@pytest.fixture
def offer(promotion, coordination):
    published_offers(promotion, coordination)
    return OfferFactory(
        sent=True, position=a_position(promotion), application=ApplicationFactory(promotion=promotion, chosen=True)
    )


@pytest.fixture
def heir(offer, promotion):
    return RankingFactory(
        position=offer.position, application=ApplicationFactory(promotion=promotion, reserve=True)
    ).application


@pytest.fixture
def accepted(offer, at):
    return answers.accept(offer, by=offer.application.user, at=at)


def holder(position):
    offer = Offer.objects.live().filter(position=position).first()
    return offer and offer.application


def kinds(letters) -> list:
    return sorted(m.letter.removeprefix("candidates/") for m in letters())


def standing(offer) -> Standing:
    offer.application.refresh_from_db()
    return offer.application.standing


def test_none_of_those_that_ended_is_live():
    assert not {OfferStatus.RESIGNED, OfferStatus.RESCINDED} & set(LIVE)


def test_whoever_resigns_frees_the_seat_for_the_next(accepted, heir, at, letters):
    StakeholderFactory(challenge=accepted.position.challenge)
    before = kinds(letters)
    for _ in range(2):
        ending.resign(accepted, by=accepted.application.user, at=at + timedelta(days=1))
    assert (accepted.status, accepted.ended_at, accepted.answered_at) == ("resigned", at + timedelta(days=1), at)
    assert (holder(accepted.position), standing(accepted)) == (heir, Standing.RESIGNED)
    assert sorted(set(kinds(letters)) - set(before)) == ["left_mentor", "offer", "resigned", "seat_freed"]


def test_the_coordination_resigns_for_somebody_and_says_why(accepted, coordination, at):
    for by, reason, sentence in ((coordination, " ", "Dites pourquoi"), (UserFactory(), WHY, "pas la vôtre")):
        with pytest.raises(StepRefused, match=sentence):
            ending.resign(accepted, reason=reason, by=by, at=at)
    ending.resign(accepted, reason=WHY, by=coordination, at=at)
    assert (accepted.answered_by, accepted.reason) == (coordination, WHY)
    assert Entry.objects.about(accepted).get(verb="resign").note == WHY


def test_only_an_accepted_offer_is_resigned(offer, at):
    with pytest.raises(StepRefused, match="en attente de réponse"):
        ending.resign(offer, by=offer.application.user, at=at)


def test_an_offer_taken_back_tells_why_and_frees_the_seat(offer, heir, coordination, at, letters):
    for _ in range(2):
        ending.rescind(offer, reason="Le poste n’est plus financé.", by=coordination, at=at)
    assert (offer.status, holder(offer.position), standing(offer)) == ("rescinded", heir, Standing.RESCINDED)
    assert kinds(letters) == ["offer", "rescinded", "seat_freed"]
    assert "plus financé" in letters("candidates/rescinded")[0].text
    assert Candidacy.objects.get(application=offer.application).status == CandidacyStatus.RESCINDED


def test_whoever_waits_elsewhere_keeps_waiting(offer, promotion, coordination, at):
    other = a_position(promotion)
    Candidacy.objects.create(application=offer.application, position=other, wish_rank=2, status=CandidacyStatus.WAITING)
    ending.rescind(offer, reason=WHY, by=coordination, at=at)
    assert standing(offer) == Standing.RESERVE


def test_a_seat_taken_back_is_not_offered_again_to_who_held_it(offer, promotion, coordination, at, letters):
    person = offer.application
    Candidacy.objects.get_or_create(
        application=person, position=offer.position, defaults={"status": CandidacyStatus.OFFERED, "wish_rank": 1}
    )
    RankingFactory(position=offer.position, application=person, rank=1)
    other = a_position(promotion)
    Candidacy.objects.create(application=person, position=other, wish_rank=2, status=CandidacyStatus.WAITING)
    ending.rescind(offer, reason=WHY, by=coordination, at=at)
    assert standing(offer) == Standing.RESERVE
    assert not Offer.objects.live().filter(position=offer.position).exists()
    assert kinds(letters) == ["rescinded", "seat_freed"]


def test_an_accepted_offer_is_taken_back_too(accepted, heir, coordination, at, letters):
    StakeholderFactory(challenge=accepted.position.challenge)
    with pytest.raises(StepRefused, match="Dites pourquoi"):
        ending.rescind(accepted, reason="", by=coordination, at=at)
    with pytest.raises(StepRefused, match="pas la vôtre"):
        ending.rescind(accepted, reason=WHY, by=accepted.application.user, at=at)
    ending.rescind(accepted, reason=WHY, by=coordination, at=at)
    assert (holder(accepted.position), standing(accepted)) == (heir, Standing.RESCINDED)
    assert "left_mentor" in kinds(letters)


def test_what_stands_on_an_accepted_offer_is_told_or_refuses(offer, accepted, coordination, at, monkeypatch):
    told = []
    monkeypatch.setattr(ending, "ENDINGS", [lambda *given: told.append(given)])
    ending.resign(accepted, reason=WHY, by=coordination, at=at)
    assert told == [(accepted, coordination, at, WHY)]

    def refuse(*_):
        raise StepRefused("Sa mission a commencé.")

    monkeypatch.setattr(ending, "ENDINGS", [refuse])
    other = OfferFactory(sent=True, position=a_position(offer.application.promotion))
    answers.accept(other, by=other.application.user, at=at)
    with pytest.raises(StepRefused, match="a commencé"):
        ending.rescind(other, reason=WHY, by=coordination, at=at)
    other.refresh_from_db()
    assert other.status == OfferStatus.ACCEPTED


def test_more_time_is_told_and_counts(offer, coordination, at, letters):
    later = EXPIRES + timedelta(days=2)
    for by, until, sentence in (
        (offer.application.user, later, "coordination seule"),
        (coordination, EXPIRES, "court déjà"),
    ):
        with pytest.raises(StepRefused, match=sentence):
            ending.extend(offer, expires_at=until, by=by, at=at)
    ending.extend(offer, expires_at=later, by=coordination, at=at)
    assert answers.expire_offers(at=EXPIRES) == 0
    assert kinds(letters) == ["offer_extended"]
    assert "lundi 27 juillet 2020" in letters()[0].text.replace("\u00a0", " ")
    with pytest.raises(StepRefused, match="ne se prolonge plus"):
        ending.extend(offer, expires_at=later + timedelta(days=9), by=coordination, at=later)
    assert answers.expire_offers(at=later) == 1


@pytest.mark.parametrize(
    ("verb", "status", "stands", "told"),
    [
        (answers.accept_for, "accepted", Standing.RECRUITED, ["accepted", "accepted_coordination", "answered_for"]),
        (answers.decline_for, "declined", Standing.DECLINED, ["answered_for", "declined", "seat_freed"]),
    ],
)
def test_the_coordination_answers_for_somebody(offer, coordination, at, letters, verb, status, stands, told):
    for by, reason, sentence in ((coordination, " ", "Dites pourquoi"), (offer.application.user, WHY, "coordination")):
        with pytest.raises(StepRefused, match=sentence):
            verb(offer, reason=reason, by=by, at=at)
    with pytest.raises(StepRefused, match="passé depuis"):
        verb(offer, reason=WHY, by=coordination, at=EXPIRES)
    verb(offer, reason=WHY, by=coordination, at=at)
    assert (offer.status, offer.answered_by, offer.reason, standing(offer)) == (status, coordination, WHY, stands)
    assert kinds(letters) == told
    assert WHY in letters("candidates/answered_for")[0].text


@pytest.mark.parametrize(
    "wrong", [{"status": "resigned"}, {"status": "rescinded", "ended_at": MADE}, {"ended_at": MADE}]
)
def test_the_database_wants_the_date_and_the_reason(offer, wrong):
    with pytest.raises(IntegrityError):
        Offer.objects.filter(pk=offer.pk).update(answered_at=MADE, **wrong)


def test_one_resigns_from_one_s_own_page(accepted, client_for, coordination, at):
    person = client_for(accepted.application.user)
    page, address = accepted.get_absolute_url(), reverse("candidates:resign", args=[accepted.pk])
    with clock.moved_to(at):
        assert address in person.get(page).content.decode()
        assert "C’est définitif" in person.get(address).content.decode()
        assert client_for(coordination).get(address).status_code == 404
        shown = person.post(address, {"reason": "Un autre projet"}, follow=True).content.decode()
        assert "désistement est enregistré" in shown
        assert address not in person.get(page).content.decode()
        assert person.get(address).status_code == 302
    accepted.refresh_from_db()
    assert (accepted.status, accepted.reason) == ("resigned", "Un autre projet")


class TestAdministration:
    @pytest.fixture
    def browser(self, client_for, coordination):
        return client_for(coordination)

    def act(self, browser, offer, step, at, **data):
        address = reverse("admin:candidates_offer_step", args=[offer.pk, step])
        with clock.moved_to(at):
            assert browser.get(address).status_code == 200
            browser.post(address, data)
        offer.refresh_from_db()
        return offer

    @pytest.mark.parametrize(
        ("step", "status"), [("accept_for", "accepted"), ("decline_for", "declined"), ("rescind", "rescinded")]
    )
    def test_an_open_offer(self, browser, offer, at, step, status):
        page = browser.get(reverse("admin:candidates_offer_change", args=[offer.pk])).content.decode()
        assert Offer.FLOW[step].label in page
        assert self.act(browser, offer, step, at).status == "offered"
        assert self.act(browser, offer, step, at, reason=WHY).status == status

    def test_an_accepted_one(self, browser, accepted, at):
        assert self.act(browser, accepted, "resign", at, reason=WHY).status == "resigned"

    def test_more_time(self, browser, offer, at):
        offer = self.act(browser, offer, "extend", at, expires_at="2020-07-28T18:00")
        assert offer.expires_at > EXPIRES
