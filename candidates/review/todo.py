"""What awaits the coordination about applications to decide on."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from candidates.application import rules
from candidates.review.models.conflicts import ConflictOfInterest
from candidates.review.models.reading import Reading
from eig.accounts.models import User
from eig.common.text import plural
from eig.common.todo import Todo
from eig.promotions.models.programmes import Promotion
from eig.reviewing import todo as reviewing


def todo(user: User, at: datetime) -> list[Todo]:
    """Applications to read, for whoever reads; conflicts to examine, for the coordination: two queries at most."""
    url = reverse("admin:candidates_application_changelist") + "?attente=mine"
    why = "il aide à préparer la présélection."
    lines = [*reviewing.to_read(Reading, user, page=url, word="candidature", why=why)]
    return [*lines, *reviewing.to_examine(ConflictOfInterest, _conflicts)] if user.has_perm(rules.CHANGE) else lines


def _conflicts(promotion: int) -> str:
    page = reverse("admin:candidates_conflictofinterest_changelist")
    return f"{page}?application__promotion__id__exact={promotion}&examen=non"


def of_promotion(promotion: Promotion, at: datetime) -> Iterator[Todo]:
    """For the coordination: decisions to prepare and to publish, preselected people who have not ranked wishes."""
    yield from _verdicts(promotion, at)
    yield from _unranked(promotion, at)


def _verdicts(promotion: Promotion, at: datetime) -> Iterator[Todo]:
    counts = promotion.applications.by_verdict()
    total, undecided = sum(counts.values()), counts.get("", 0)
    if not total or rules.is_open(promotion, at):
        return
    if undecided:
        word = plural(undecided, "candidature", "candidatures")
        url = f"{reverse('admin:candidates_application_changelist')}?promotion={promotion.pk}&decision=none"
        yield Todo(f"Préparer la présélection de {word} ({promotion})", url)
    else:
        url = reverse("admin:candidates_preselection", args=[promotion.pk])
        word = plural(total, "candidat")
        yield Todo(f"Publier la présélection ({promotion})", url, f"Toutes les décisions sont prêtes : {word}.")


def _unranked(promotion: Promotion, at: datetime) -> Iterator[Todo]:
    door = rules.wish_door(promotion)
    if door is None or at < door.opens_at:
        return
    if count := promotion.applications.to_rank().count():
        url = f"{reverse('admin:candidates_application_changelist')}?promotion={promotion.pk}&voeux=unranked"
        people = plural(count, "personne présélectionnée", "personnes présélectionnées")
        have = "n’a pas classé ses vœux" if count < 2 else "n’ont pas classé leurs vœux"
        yield Todo(f"{people} {have} ({promotion})", url, due_at=door.closes_at, waiting=door.is_open(at))
