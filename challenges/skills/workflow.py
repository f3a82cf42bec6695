"""Skills, kept tidy by the coordination."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from challenges.skills.models import Skill, skill_key, tidy
from challenges.skills.rules import can_keep_skills, skills_refusal
from challenges.skills.states import FIRST_SKILLS, SkillStatus
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.rows import held
from eig.common.text import plural
from eig.journal.steps import record, take_step

TRIES = 3
MOVES: list[Callable[[Skill, Skill], int]] = []
"""What asks for a skill passes to the one that is kept: each room above that has such rows moves its own, and says
how many."""


def hold_skills(
    asked: Iterable[Mapping[str, Any]], former: Collection[int] = (), *, at: datetime
) -> Mapping[str, Skill]:
    """The skill of each key that all the positions of a file ask for (``skills_required`` and ``skills_wished`` as
    names), proposed where the list had none. They and the ``former`` ones are held until the end of the transaction:
    to be called before anything that the search reads is written.

    Raises ``StepRefused`` for names that are no skills, or given on both sides.
    """
    wanted: dict[str, str] = {}
    for row in asked:
        required, wished = row.get("skills_required", ()), row.get("skills_wished", ())
        if refusal := skills_refusal(required, wished):
            raise StepRefused(refusal)
        wanted |= {skill_key(name): tidy(name) for name in [*required, *wished]}
    for _ in range(TRIES if wanted or former else 0):
        with transaction.atomic():
            _propose(wanted, at)
            known = Skill.objects.held(wanted, former)
            if wanted.keys() <= known.keys():
                return known
            # Forgotten or merged since it was read: let go of all, so that nobody waits in another order.
            transaction.set_rollback(True)
    if wanted:
        raise StepRefused("La liste des compétences change en ce moment : réessayez dans un instant.")
    return {}


def forget_proposals(skills: Collection[int]) -> None:
    """Forget those that were proposed and that no position asks for any more: words typed half, then corrected.

    They were held first (``hold_skills``), so that a file that takes one up at this moment is seen."""
    if skills:
        Skill.objects.proposed().filter(pk__in=skills, links=None, synonyms=None).delete()


def load_skills(*, at: datetime) -> int:
    """List the skills that a new site begins with, where none has their name; how many were added."""
    rows = [
        Skill(name=name, key=skill_key(name), domain=domain, status=SkillStatus.LISTED, added_at=at)
        for domain, names in FIRST_SKILLS.items()
        for name in names
    ]
    before = Skill.objects.count()
    Skill.objects.bulk_create(rows, ignore_conflicts=True)
    return Skill.objects.count() - before


def list_skill(skill: Skill | Sequence[Skill], *, by: User, at: datetime) -> None:
    """Offer one skill, or several, to all."""
    _check(by)
    take_step(skill, "list", by=by, at=at)


def retire_skill(skill: Skill, *, by: User, at: datetime) -> None:
    """No longer offer a skill; the positions that ask for it keep it."""
    _check(by)
    take_step(skill, "retire", by=by, at=at)


@transaction.atomic
def merge_skill(skill: Skill, *, kept: Skill, by: User, at: datetime) -> None:
    """Make a skill the synonym of another: its positions pass to ``kept``, and whoever types its name gets ``kept``.

    A position that asked for both keeps the stronger of the two. Raises ``StepRefused`` for one and the same skill.
    """
    _check(by)
    both = Q(pk__in=[skill.pk, kept.pk])
    rows = {row.pk: row for row in Skill.objects.filter(both | Q(same_as=skill)).select_for_update().order_by("pk")}
    if skill == kept or not {skill.pk, kept.pk} <= rows.keys():
        raise StepRefused("Choisissez une autre compétence que celle-ci.")
    if rows[kept.pk].status == SkillStatus.MERGED:
        raise StepRefused(f"« {kept} » est elle-même un synonyme : choisissez celle qui est gardée.")
    moved = sum(move(skill, kept) for move in MOVES)
    Skill.objects.filter(same_as=skill).update(same_as=kept)
    take_step(skill, "merge", by=by, at=at, note=f"« {kept} », {plural(moved, 'poste')}", same_as=kept)
    record(kept, "merge", f"« {skill} » en est devenu un synonyme", by=by, at=at)


def part_skill(skill: Skill, *, by: User, at: datetime) -> None:
    """A synonym is a skill of its own again, out of the list; the positions that passed to the other stay there."""
    _check(by)
    take_step(skill, "part", by=by, at=at, same_as=None)


@transaction.atomic
def rename_skill(skill: Skill, name: str, domain: str, *, by: User, at: datetime) -> None:
    """Give a skill another name or heading, everywhere at once. Raises ``StepRefused`` when the name is taken."""
    _check(by)
    # A form has already written the new name on what it was given.
    name, former = tidy(name), held(Skill.objects.select_for_update(), skill.pk).name
    if Skill.objects.filter(key=skill_key(name)).exclude(pk=skill.pk).exists():
        raise StepRefused("Une compétence porte déjà ce nom, ou l’a pour synonyme.")
    skill.name, skill.key, skill.domain = name, skill_key(name), domain
    skill.save(update_fields=["name", "key", "domain"])
    if name != former:
        record(skill, "rename", f"« {former} » devient « {name} »", by=by, at=at)


def add_skill(name: str, domain: str, *, by: User, at: datetime) -> Skill:
    """A skill that the coordination lists itself. Raises ``StepRefused`` when the name is taken."""
    _check(by)
    name = tidy(name)
    facts = {"name": name, "domain": domain, "status": SkillStatus.LISTED, "added_at": at}
    skill, created = Skill.objects.get_or_create(key=skill_key(name), defaults=facts)
    if not created:
        raise StepRefused("Une compétence porte déjà ce nom, ou l’a pour synonyme.")
    record(skill, "create", "Compétence ajoutée à la liste", by=by, at=at)
    return skill


def _check(by: User) -> None:
    if not can_keep_skills(by):
        raise StepRefused("Seule la coordination tient la liste des compétences.")


def _propose(wanted: Mapping[str, str], at: datetime) -> None:
    known = set(Skill.objects.filter(key__in=wanted).values_list("key", flat=True)) if wanted else set()
    # In one order for everybody: two files that propose the same names wait for each other once, not in a circle.
    absent = [Skill(name=wanted[key], key=key, added_at=at) for key in sorted(wanted.keys() - known)]
    if absent:
        Skill.objects.bulk_create(absent, ignore_conflicts=True)
