"""What the applications already begun forbid to change in the settings of their promotion."""

from collections.abc import Iterator, Sequence

from candidates.application.models.applications import Application
from candidates.application.models.submissions import Submission
from eig.common.text import plural
from eig.promotions.guards import Wanted
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import WindowKind


def settings_refusals(promotion: Promotion, change: Wanted) -> Iterator[str]:
    """What the applications already begun forbid to change in the settings of their promotion."""
    door_goes = WindowKind.CALL_FOR_CANDIDATES in change.doors
    if door_goes and Application.objects.filter(promotion=promotion).exists():
        yield "Des candidatures ont été commencées pour cet appel : il ne se supprime pas."
    if change.wish_mode and Application.objects.filter(promotion=promotion).exclude(submitted_at=None).exists():
        yield "Des candidatures ont déjà été déposées : le moment où se classent les vœux ne change plus."
    elif change.wish_mode and (count := len(Application.objects.wish_counts(promotion))):
        yield (
            f"{plural(count, 'candidature en préparation a', 'candidatures en préparation ont')} déjà des vœux : "
            "gardez pour cette promotion le moment où ils se classent, et choisissez l’autre pour la prochaine."
        )
    if change.wishes_max:
        typed = list(_too_many(Application.objects.wish_counts(promotion), change.wishes_max))
        yield from typed or _too_many(Submission.objects.wish_counts(promotion), change.wishes_max)


def _too_many(counts: Sequence[int], most: int) -> Iterator[str]:
    if above := [count for count in counts if count > most]:
        counted = plural(len(above), "candidature classe", "candidatures classent")
        yield f"{counted} déjà plus de {plural(most, 'vœu', 'vœux')} : permettez-en au moins {max(above)}."
