"""What the files already submitted forbid to change in the settings of their promotion."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Count, Q, Sum

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from challenges.proposal.states import ChallengeStatus
from eig.common.text import plural
from eig.common.vocabulary import Vocabulary
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import Jury
from eig.promotions.guards import Wanted
from eig.promotions.models.profiles import Profile
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import WindowKind

S = ChallengeStatus
ALIVE = (S.SUBMITTED, S.CHANGES_REQUESTED, S.PRESELECTED, S.SELECTED, S.PUBLISHED)
SHOWN = 3


def settings_refusals(promotion: Promotion, wanted: Wanted) -> Iterator[str]:
    """Teams and durations that submitted files ask for, families that a file seeks."""
    alive = Challenge.objects.filter(promotion=promotion, status__in=ALIVE).order_by("key", "pk")
    if wanted.team:
        teams = alive.annotate(seats=Sum("positions__seats")).values_list("title", "seats")
        yield from _outside(promotion.words, teams, wanted.team, "une équipe d’une autre taille")
    if wanted.durations:
        yield from _outside(promotion.words, alive.values_list("title", "months"), wanted.durations, "une autre durée")
    if WindowKind.CALL_FOR_PROJECTS in wanted.doors and Challenge.objects.filter(promotion=promotion).exists():
        yield promotion.said("Des {challenges} ont été commencés pour cet appel à projets : il ne se supprime pas.")
    if wanted.unheard and (heard := Hearing.objects.of_challenges(promotion).count()):
        count = plural(heard, "audition est déjà planifiée", "auditions sont déjà planifiées")
        yield f"{count} dans cette promotion : un jury y entend les {promotion.words.challenges}."
    if "challenges_per_jury" in wanted.loads:
        yield from _heard(promotion, wanted.loads["challenges_per_jury"])
    if wanted.families:
        yield from _sought(promotion, wanted.families)


def files_that_chose(profiles: Collection[int]) -> dict[str, int]:
    """How many files chose each of some profiles, by name: one query."""
    rows = Profile.objects.filter(pk__in=profiles).annotate(files=Count("positions__challenge", distinct=True))
    return dict(rows.exclude(files=0).order_by("name").values_list("name", "files"))


def _outside(
    words: Vocabulary, rows: Iterable[tuple[str, int | None]], bounds: tuple[int, int], demand: str
) -> Iterator[str]:
    low, high = bounds
    titles = [title for title, value in rows if value and not low <= value <= high]
    if titles:
        count = plural(
            len(titles), words.said("{challenge} déposé demande"), words.said("{challenges} déposés demandent")
        )
        yield f"{count} {demand} ({_named(titles)}) : ces bornes les laisseraient dehors."


def _heard(promotion: Promotion, most: int) -> Iterator[str]:
    kept = Count("hearings", filter=~Q(hearings__challenge__status=S.WITHDRAWN))
    juries = Jury.objects.hearing_challenges().filter(promotion=promotion).annotate(heard=kept)
    names = [str(jury) for jury in juries.filter(heard__gt=most)]
    if names:
        verb = "entend" if len(names) == 1 else "entendent"
        load = plural(most, promotion.words.challenge, promotion.words.challenges)
        yield f"{', '.join(names)} {verb} déjà plus de {load} : déplacez d’abord ces auditions."


def _sought(promotion: Promotion, families: Iterable[int]) -> Iterator[str]:
    asked = Position.objects.filter(challenge__promotion=promotion, family__in=families)
    for name in asked.order_by("family__name").values_list("family__name", flat=True).distinct():
        seekers = f"Des {promotion.words.challenges} cherchent déjà le profil « {name} »"
        yield f"{seekers} : gardez-le, avec une cible de zéro s’il le faut."


def _named(titles: list[str]) -> str:
    more = f" et {plural(len(titles) - SHOWN, 'autre')}" if len(titles) > SHOWN else ""
    return ", ".join(f"« {title} »" for title in titles[:SHOWN]) + more
