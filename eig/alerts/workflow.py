"""The verbs of subscriptions: ask, confirm, choose, end, and the news of the day."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from eig.alerts import letters
from eig.alerts.models import Subscription
from eig.alerts.news import CLOSING, DOORS, HOUR, closings, news, openings
from eig.alerts.states import Audience, SubscriptionStatus
from eig.common import clock
from eig.common.vocabulary import SiteText
from eig.journal.steps import take_step
from eig.notifications.ladder import Rung
from eig.notifications.workflow import post
from eig.promotions.ladders import Ladder
from eig.promotions.models.profiles import ProfileFamily

AWAITED = {
    Audience.ADMINISTRATIONS: "aux abonnés confirmés qui attendent les appels à projets",
    Audience.CANDIDATES: "aux abonnés confirmés qui attendent les appels à candidatures",
}
MORNING = Ladder(
    letters.DIGEST,
    (Rung("morning"),),
    SiteText("aux abonnés confirmés qui attendent ces {challenges}"),
    after=SiteText("la publication d’un {challenge} au catalogue, dite le matin suivant"),
)


def ladders() -> list[Ladder]:
    """The rungs of the news: each kind of door at its opening and before its closing, then challenges published."""
    found = []
    for audience, (kind, words) in DOORS.items():
        opened, closing = (f"{AWAITED[audience]} : « {words} {says} »" for says in ("est ouvert", "se termine bientôt"))
        found.append(Ladder(letters.DIGEST, (Rung("opening"),), opened, deadlines=openings(kind)))
        found.append(Ladder(letters.DIGEST, (CLOSING,), closing, deadlines=closings(kind)))
    return [*found, MORNING]


@transaction.atomic
def subscribe(email: str, audience: str, families: Iterable[ProfileFamily], region: str, *, at: datetime) -> None:
    """Ask an address by letter to confirm that it wants the news; one subscribed already is told so by letter.

    The caller sees no difference: nobody can learn whether an address is known.
    """
    asked = {"email": email, "asked_at": at, "told_until": at, "region": region}
    found = Subscription.objects.of(email, audience).first()
    row = found or Subscription.objects.create(audience=audience, **asked)
    if row.status == SubscriptionStatus.ACTIVE:
        post([letters.known(row, at)], at=at)
        return
    if found:
        Subscription.objects.filter(pk=row.pk).update(asked_at=at, region=region)
    row.families.set(families)
    post([letters.to_confirm(row, at)], at=at)


def confirm(subscription: Subscription, *, at: datetime) -> None:
    """Confirm a subscription, to be told the news from ``at`` on. Changes nothing when it is confirmed already."""
    if subscription.status == SubscriptionStatus.PENDING:
        take_step(subscription, "confirm", by=None, at=at, confirmed_at=at, told_until=at)


@transaction.atomic
def choose(subscription: Subscription, families: Iterable[ProfileFamily], region: str) -> None:
    """Replace the families and the region that a subscriber is told of; none means all."""
    Subscription.objects.filter(pk=subscription.pk).update(region=region)
    subscription.families.set(families)


def end(subscription: Subscription) -> None:
    """Delete a subscription: nothing is kept of it."""
    subscription.delete()


def every_minute(*, at: datetime) -> int:
    """Delete what nobody confirmed in time; from 8:00 in Paris, post the news of the day. Returns how many letters."""
    Subscription.objects.forgotten(at).delete()
    until = clock.paris(clock.today(at), HOUR)
    return _tell(until, at) if at >= until else 0


@transaction.atomic
def _tell(until: datetime, at: datetime) -> int:
    """One letter to each subscriber with news, whatever their number: at most seven queries."""
    rows = list(Subscription.objects.to_tell(until).select_for_update().order_by("pk").prefetch_related("families"))
    if not rows:
        return 0
    found = news(min(row.told_until for row in rows), until)
    told = [(row, lines) for row in rows if (lines := found.lines(row))]
    post([letters.digest(row, lines, clock.today(until)) for row, lines in told], at=at)
    Subscription.objects.filter(pk__in=[row.pk for row in rows]).update(told_until=until)
    return len(told)
