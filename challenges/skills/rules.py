"""What a list of skills may hold, and who keeps the one that all share."""

from collections.abc import Iterable, Sequence

from challenges.skills.models import SKILL_LENGTH, skill_key, tidy
from eig.accounts.models import User
from eig.common.text import plural

MANY_SKILLS = 12


def can_keep_skills(user: User) -> bool:
    """Whether this person lists, renames, merges and retires skills."""
    return user.has_perm("challenges.change_skill")


def names_refusal(names: Sequence[str]) -> str:
    """Why these may not be the skills of a position, as a sentence; empty when they may."""
    if len(names) > MANY_SKILLS:
        return f"{plural(len(names), 'compétence')}, c’est trop : gardez les {MANY_SKILLS} plus importantes."
    if long := next((name for name in names if len(name) > SKILL_LENGTH), ""):
        return (
            f"« {long[:SKILL_LENGTH]}… » est trop long : {SKILL_LENGTH} signes au plus par compétence. "
            "Séparez-les par des virgules."
        )
    if several := next((name for name in map(tidy, names) if "," in name or ";" in name), ""):
        return f"« {several} » se lirait comme plusieurs compétences : écrivez-la sans virgule ni point-virgule."
    if odd := next((name for name in names if not any(char.isalnum() for char in name)), ""):
        return f"« {odd} » n’est pas une compétence : écrivez-la avec des lettres."
    return ""


def skills_refusal(required: Sequence[str], wished: Sequence[str]) -> str:
    """Why a position may not ask for these, as a sentence; empty when it may."""
    return names_refusal(required) or names_refusal(wished) or twice_refusal(required, wished)


def twice_refusal(required: Iterable[str], wished: Iterable[str]) -> str:
    """Says which skill is on both sides; empty when none is."""
    needed = {skill_key(name) for name in required}
    twice = [tidy(name) for name in wished if skill_key(name) in needed]
    if not twice:
        return ""
    return f"« {twice[0]} » est déjà parmi les compétences nécessaires : gardez-la d’un seul côté."
