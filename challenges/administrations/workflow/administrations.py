"""Adding an administration, and making one of two."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from challenges.administrations.models.administrations import Administration, AdministrationDomain, Membership
from challenges.administrations.models.duplicates import DistinctPair
from challenges.administrations.rules import acting_refusal, can_merge
from challenges.administrations.workflow.memberships import enter
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.text import plural, sort_key
from eig.common.vocabulary import SITE
from eig.journal.steps import record, take_step

MOVES: list[Callable[[Administration, Administration, User, datetime], int]] = []
"""What an absorbed administration holds passes to the one that is kept: each room above moves its own files, given
both, who merges and when, and says how many."""


class AlreadyThere(StepRefused):
    """An administration of that name or number exists: ``administration`` is the one to join."""

    def __init__(self, administration: Administration):
        super().__init__(f"« {administration.name} » existe déjà : rejoignez-la plutôt que de la créer.")
        self.administration = administration


class LooksLike(StepRefused):
    """Administrations of a neighbouring name exist: ``administrations`` are to be looked at before adding one more."""

    def __init__(self, administrations: Sequence[Administration]):
        super().__init__("Une administration au nom très proche existe déjà. Est-ce la vôtre ?")
        self.administrations = administrations


@transaction.atomic
def create_administration(
    name: str,
    kind: str,
    town: str,
    *,
    ministry: str = "",
    region: str = "",
    siret: str = "",
    siret_proved: bool = False,
    anyway: bool = False,
    by: User,
    at: datetime,
) -> Administration:
    """A new administration, of which its creator is at once a member, and which welcomes their domain.

    A SIRET that was merely typed finds the administration that holds it, and is kept by none: the agents whom
    ProConnect sends there must not enter where somebody waits for them.

    Raises ``AlreadyThere`` when the name differs from a known one by accents and capitals only or when the SIRET is
    known, ``LooksLike`` when a name is very near unless ``anyway``, ``StepRefused`` for a mass-market address.
    """
    if refusal := acting_refusal(by):
        raise StepRefused(refusal)
    name = " ".join(name.split())
    _check_neighbours(name, siret, anyway)
    proved = (siret or None) if siret_proved else None
    administration = enter_administration(
        name, kind, town, ministry=ministry, region=region, siret=proved, by=by, at=at
    )
    AdministrationDomain.objects.create(administration=administration, domain=by.domain)
    enter(administration, "Personne qui a créé l’administration", by=by, at=at)
    return administration


@transaction.atomic
def enter_administration(
    name: str,
    kind: str,
    town: str,
    *,
    ministry: str = "",
    region: str = "",
    siret: str | None = None,
    by: User,
    at: datetime,
) -> Administration:
    """An administration that is only known of, such as a host of the past: it has no member and welcomes no domain.

    Whoever enters it gains no right over it. Raises ``AlreadyThere`` when the name differs from a known one by accents
    and capitals only.
    """
    name = " ".join(name.split())
    facts = {"kind": kind, "town": town.strip(), "ministry": ministry.strip(), "region": region, "siret": siret}
    administration, created = Administration.objects.get_or_create(key=sort_key(name), defaults={"name": name, **facts})
    if not created:
        raise AlreadyThere(administration)
    record(administration, "create", "Administration créée", by=by, at=at)
    return administration


def _check_neighbours(name: str, siret: str, anyway: bool) -> None:
    if same := Administration.objects.with_siret(siret).first():
        raise AlreadyThere(same)
    near = [] if anyway else list(Administration.objects.looking_like(name)[:5])
    if any(neighbour.key == sort_key(name) for neighbour in near):
        raise AlreadyThere(next(neighbour for neighbour in near if neighbour.key == sort_key(name)))
    if near:
        raise LooksLike(near)


@transaction.atomic
def merge(kept: Administration, absorbed: Administration, *, by: User, at: datetime) -> None:
    """Make one administration of two: challenges, bearers, people and domains pass to ``kept``, which takes the facts
    that it lacks; the journal keeps what disappears. It cannot be undone.

    Raises ``StepRefused`` for the same one twice, for two different SIRET, or for whoever does not coordinate.
    """
    if not can_merge(by):
        raise StepRefused("Seule la coordination fusionne des administrations.")
    kept, absorbed = _both(kept, absorbed)
    moved = sum(move(kept, absorbed, by, at) for move in MOVES)
    people = _move_people(kept, absorbed, by, at)
    names = set(kept.domains.values_list("domain", flat=True))
    absorbed.domains.exclude(domain__in=names).update(administration=kept)
    lost = f"{absorbed.name}, {absorbed.town or 'sans ville'}, SIRET : {absorbed.siret or 'inconnu'}"
    note = f"{lost}. {plural(moved, SITE.challenge, SITE.challenges)} et {plural(people, 'personne')} transférés."
    _absorb(kept, absorbed)
    record(kept, "merge", f"Fusion : « {absorbed.name} » a rejoint cette administration"[:200], by=by, at=at, note=note)


@transaction.atomic
def tell_apart(administration: Administration, other: Administration, *, by: User, at: datetime) -> None:
    """Remember that two administrations of neighbouring names are two: they are no longer proposed for merging.

    Told apart already, nothing changes. Raises ``StepRefused`` for the same one twice, or without the right to merge.
    """
    if not can_merge(by):
        raise StepRefused("Seule la coordination distingue des administrations.")
    if administration.pk == other.pk:
        raise StepRefused("Il faut deux administrations : rechargez la liste des doublons.")
    first, second = sorted([administration, other], key=lambda row: row.pk)
    _, created = DistinctPair.objects.get_or_create(one=first, other=second, defaults={"by": by, "at": at})
    for row, against in ((administration, other), (other, administration)) if created else ():
        record(row, "tell_apart", f"Distinguée de « {against} »"[:200], by=by, at=at)


@transaction.atomic
def bring_together(administration: Administration, other: Administration, *, by: User, at: datetime) -> None:
    """Take back ``tell_apart``: the pair is proposed again while its names are alike. Harmless when it was not told."""
    if not can_merge(by):
        raise StepRefused("Seule la coordination distingue des administrations.")
    gone, _ = DistinctPair.objects.between(administration, other).delete()
    for row, against in ((administration, other), (other, administration)) if gone else ():
        record(row, "bring_together", f"N’est plus distinguée de « {against} »"[:200], by=by, at=at)


def _both(kept: Administration, absorbed: Administration) -> tuple[Administration, Administration]:
    rows = Administration.objects.select_for_update().order_by("pk").in_bulk([kept.pk, absorbed.pk])
    if len(rows) < 2:
        raise StepRefused("Il faut deux administrations : rechargez la liste des doublons.")
    kept_row, absorbed_row = rows[kept.pk], rows[absorbed.pk]
    if kept_row.siret and absorbed_row.siret:
        raise StepRefused(
            f"Ces administrations ont deux SIRET différents ({kept_row.shown_siret} et {absorbed_row.shown_siret}) : "
            "ce sont deux établissements. Si l’un est faux, effacez-le d’abord."
        )
    return kept_row, absorbed_row


def _move_people(kept: Administration, absorbed: Administration, by: User, at: datetime) -> int:
    """Move the memberships, each person once with the stronger of their two places; returns how many were absorbed."""
    rows = list(absorbed.memberships.select_for_update())
    twins = {membership.user_id: membership for membership in kept.memberships.select_for_update()}
    for membership in rows:
        twin = twins.get(membership.user_id)
        if twin and membership.is_active and not twin.is_active:
            take_step(twin, "confirm", by=by, at=at, note=f"Déjà confirmé dans « {absorbed} », fusionnée")
    moving = [membership.pk for membership in rows if membership.user_id not in twins]
    Membership.objects.filter(pk__in=moving).update(administration=kept)
    return len(rows)


def _absorb(kept: Administration, absorbed: Administration) -> None:
    facts = {name: getattr(absorbed, name) for name in ("ministry", "town", "region", "siret")}
    absorbed.delete()
    lacking = {name: value for name, value in facts.items() if value and not getattr(kept, name)}
    for name, value in lacking.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(lacking))
