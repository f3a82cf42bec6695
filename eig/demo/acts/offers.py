"""Offers: prepared from the lists, announced together, answered in five days; seats pass to the next."""

from datetime import datetime, timedelta

from candidates.offers.workflow.answers import accept, decline
from candidates.selection.models.offers import Offer
from candidates.selection.states import OfferStatus
from candidates.selection.workflow.publication import order_offers
from candidates.selection.workflow.rankings import prepare_offers
from eig.demo.people import DEMO
from eig.demo.world import World

FIRST_DAY, DECLINED, SILENT = 24, 3, 1


def plan(world: World) -> None:
    """Prepared on 8 July, announced on the 15th; the last seat is filled on the 24th."""
    dates = world.calendar.at
    world.script.add(dates(7, 8, 15), _prepare, world)
    world.script.add(dates(7, 10, 11), _order, world)
    world.script.add(dates(7, 16, 8), _answer_at_once, world)
    world.script.add(dates(7, 18, 10), _answer_later, world)
    world.script.add(dates(7, 24, 10), _accept_all, world)


def _prepare(world: World, *, at: datetime) -> None:
    prepare_offers(world.promotion, by=world.coordination, at=at)


def _order(world: World, *, at: datetime) -> None:
    order_offers(world.promotion, due_at=world.calendar.at(7, 15, 9), by=world.coordination, at=at)


def _waiting(world: World) -> list[Offer]:
    """Those without an answer; the candidate of the demonstration thinks it over."""
    offers = Offer.objects.filter(status=OfferStatus.OFFERED, position__challenge__promotion=world.promotion)
    return list(offers.select_related("application__user", "position__challenge").order_by("pk"))


def _answer_at_once(world: World, *, at: datetime) -> None:
    """The first day: most say yes, three say no."""
    offers = [offer for offer in _waiting(world) if offer.application.user.email != f"candidate@{DEMO}"]
    free = [offer for offer in offers if not offer.application.user.email.endswith(f"@{DEMO}")]
    refusing = world.random.sample(free, DECLINED)
    chosen = [offer for offer in offers if offer not in refusing][:FIRST_DAY]
    for rank, offer in enumerate([*refusing, *chosen]):
        answer = decline if offer in refusing else accept
        answer(offer, by=offer.application.user, at=at + timedelta(minutes=17 * rank))


def _answer_later(world: World, *, at: datetime) -> None:
    """Then nearly everybody; one person lets the time run out."""
    offers = _waiting(world)
    silent = [offer for offer in offers if not offer.application.user.email.endswith(f"@{DEMO}")][:SILENT]
    for rank, offer in enumerate(offer for offer in offers if offer not in silent):
        accept(offer, by=offer.application.user, at=at + timedelta(minutes=11 * rank))


def _accept_all(world: World, *, at: datetime) -> None:
    for offer in _waiting(world):
        accept(offer, by=offer.application.user, at=at)
