"""What awaits the coordination about ranked lists and prepared offers."""

from collections.abc import Iterator

from django.urls import reverse

from candidates.hearings.models.interviews import Interview
from candidates.selection import rules
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import RankedLine, RankedList
from eig.common.text import plural
from eig.common.todo import Todo
from eig.promotions.models.programmes import Promotion


def of_promotion(promotion: Promotion) -> Iterator[Todo]:
    """For the coordination: people to rank, offers to read again and to publish."""
    url = reverse("admin:candidates_board", args=[promotion.pk])
    heard = Interview.objects.filter(application__in=promotion.applications.preselected())
    unranked = heard.with_common_sheet().exclude(
        application__in=RankedLine.objects.current().filter(application__promotion=promotion).values("application")
    )
    people = unranked.values("application").distinct().count()
    if people:
        yield Todo(f"Classer {plural(people, 'personne entendue', 'personnes entendues')} ({promotion})", url)
    if rules.offers_published(promotion):
        yield from _to_validate(promotion, url)
    prepared = Offer.objects.prepared().filter(application__promotion=promotion).count()
    if prepared:
        word = plural(prepared, "proposition préparée", "propositions préparées")
        yield Todo(f"Relire et publier {word} ({promotion})", url)


def _to_validate(promotion: Promotion, url: str) -> Iterator[Todo]:
    """Once the offers are announced, a list written again counts for freed seats only when it is validated."""
    count = RankedList.objects.to_validate().filter(position__challenge__promotion=promotion).count()
    if count:
        yield Todo(f"Valider {plural(count, 'liste de classement', 'listes de classement')} ({promotion})", url)
