"""The skills that the positions of a file ask for."""

from collections.abc import Mapping, Sequence

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from challenges.proposal.models.skills import PositionSkill
from challenges.skills.models import Skill, skill_key
from eig.common.flow import StepRefused


def set_skills(position: Position, required: Sequence[str], wished: Sequence[str], known: Mapping[str, Skill]) -> None:
    """Make a position ask for these skills and no others; ``known`` comes from ``hold_skills``.

    Raises ``StepRefused`` for a skill that is both required and wished, under two names.
    """
    needed = dict.fromkeys(known[skill_key(name)] for name in required)
    helpful = dict.fromkeys(known[skill_key(name)] for name in wished)
    if both := needed.keys() & helpful.keys():
        raise StepRefused(f"« {min(both, key=str)} » est à la fois nécessaire et souhaitée : choisissez.")
    wanted = [(skill.pk, True) for skill in needed] + [(skill.pk, False) for skill in helpful]
    links = PositionSkill.objects.filter(position=position)
    if list(links.values_list("skill", "required")) != wanted:
        links.delete()
        rows = (PositionSkill(position=position, skill_id=pk, required=required) for pk, required in wanted)
        PositionSkill.objects.bulk_create(rows)


def skills_of(challenge: Challenge) -> set[int]:
    """The numbers of the skills that a challenge asks for now."""
    return set(PositionSkill.objects.filter(position__challenge=challenge).values_list("skill", flat=True))


def move_skill(skill: Skill, kept: Skill) -> int:
    """Make the positions that ask for a skill ask for another; one that asked for both keeps the stronger of the two.

    Returns how many positions moved. Both skills are held by the caller.
    """
    links = PositionSkill.objects.filter(skill=skill)
    twins = PositionSkill.objects.filter(skill=kept, position__in=links.values("position"))
    twins.filter(position__in=links.filter(required=True).values("position")).update(required=True)
    links.filter(position__in=twins.values("position")).delete()
    return links.update(skill=kept)
