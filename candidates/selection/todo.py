"""What awaits the coordination about ranked lists and prepared offers."""

from collections.abc import Iterator

from django.urls import reverse

from candidates.application.states import ApplicationStatus
from candidates.hearings.models import Interview
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import Ranking
from eig.common.text import plural
from eig.common.todo import Todo
from eig.promotions.models.programmes import Promotion


def of_promotion(promotion: Promotion) -> Iterator[Todo]:
    """For the coordination: people to rank, offers to read again and to publish."""
    url = reverse("admin:candidates_board", args=[promotion.pk])
    heard = Interview.objects.filter(
        application__promotion=promotion, application__status=ApplicationStatus.PRESELECTED
    )
    unranked = heard.with_common_sheet().exclude(
        application__in=Ranking.objects.filter(application__promotion=promotion).values("application")
    )
    people = unranked.values("application").distinct().count()
    if people:
        yield Todo(f"Classer {plural(people, 'personne entendue', 'personnes entendues')} ({promotion})", url)
    prepared = Offer.objects.prepared().filter(application__promotion=promotion).count()
    if prepared:
        word = plural(prepared, "proposition préparée", "propositions préparées")
        yield Todo(f"Relire et publier {word} ({promotion})", url)
