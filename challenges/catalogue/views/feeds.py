"""The catalogue for machines that follow it: RSS, Atom, and the calls as a calendar."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from challenges.catalogue.models.catalogue import public
from challenges.proposal.models.challenges import Challenge
from eig.common.requests import Request
from eig.common.text import typeset
from eig.common.vocabulary import SiteText
from eig.notifications.letters import absolute
from eig.promotions.models.calendar import Window

LATEST = 50
PRODUCT = f"-//{settings.SITE_NAME}//Appels//FR"


class LatestFeed(Feed):
    """The challenges last published, as RSS: two queries."""

    title = SiteText("Les {challenges} de l’administration")
    description = SiteText("Les {challenges} numériques des administrations, à mesure qu’ils sont publiés.")
    language = "fr"

    def link(self) -> str:
        return reverse("challenges:catalogue")

    def items(self) -> QuerySet[Challenge]:
        return public().latest_first().with_families()[:LATEST]

    def item_title(self, item: Challenge) -> str:
        return f"{item.public_title} ({item.administration})"

    def item_description(self, item: Challenge) -> str:
        return typeset(item.summary)

    def item_link(self, item: Challenge) -> str:
        return reverse("challenges:detail", args=[item.slug])

    def item_pubdate(self, item: Challenge) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Challenge) -> datetime | None:
        return item.published_at

    def item_categories(self, item: Challenge) -> list[str]:
        return [item.promotion.name, *(position.family.name for position in item.positions.all())]


class LatestAtomFeed(LatestFeed):
    """The same as Atom."""

    feed_type = Atom1Feed
    subtitle = LatestFeed.description


@login_not_required
@require_safe
def calendar(request: Request) -> HttpResponse:
    """Every call of the promotions that the site shows, from its opening to its closing: one query."""
    book = Calendar()
    book.add("prodid", PRODUCT)
    book.add("version", "2.0")
    book.add("x-wr-calname", f"Appels, {settings.SITE_NAME}")
    for window in Window.objects.public().calls().order_by("opens_at", "pk"):
        book.add_component(_event(window, request))
    response = HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="appels.ics"'
    return response


def _event(window: Window, request: Request) -> Event:
    event = Event()
    event.add("uid", f"appel-{window.pk}@{request.get_host().partition(':')[0]}")
    event.add("summary", str(window))
    event.add("dtstart", window.opens_at)
    event.add("dtend", window.closes_at)
    event.add("dtstamp", request.at)
    event.add("url", absolute(reverse("home")))
    return event
