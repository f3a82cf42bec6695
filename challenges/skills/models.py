"""The skills that positions ask for, from a list that all challenges share."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Count, F, Q

from challenges.skills.states import SKILL_FLOW, SkillDomain, SkillStatus
from eig.common.text import sort_key

SKILL_LENGTH = 60
S = SkillStatus


def tidy(name: str) -> str:
    """A skill as it is kept: one space between words, a true apostrophe, no full stop."""
    return " ".join(name.replace("'", "’").split()).rstrip(" .,;")


def skill_key(name: str) -> str:
    """What makes two names the same skill: neither accents nor capitals count."""
    return sort_key(tidy(name))


class SkillQuerySet(models.QuerySet["Skill"]):
    """Reads of skills."""

    def offered(self) -> "SkillQuerySet":
        """Those that the forms propose, by name."""
        return self.filter(status=S.LISTED).order_by("key")

    def proposed(self) -> "SkillQuerySet":
        """Those that the coordination has not read yet."""
        return self.filter(status=S.PROPOSED)

    def mergeable(self) -> "SkillQuerySet":
        """Those that others may become a synonym of."""
        return self.exclude(status=S.MERGED).order_by("key")

    def held(self, keys: Iterable[str], former: Iterable[int] = ()) -> dict[str, "Skill"]:
        """The skills of some keys, each synonym leading to the one kept, locked in one order with the ``former`` ones.

        A key whose skill was merged meanwhile is left out: ask again.
        """
        keys = list(keys)
        kept = self.model.objects.filter(key__in=keys).values("same_as")
        wanted = Q(key__in=keys) | Q(pk__in=list(former)) | Q(pk__in=kept)
        rows = {skill.pk: skill for skill in self.filter(wanted).select_for_update().order_by("pk")}
        return {skill.key: rows[pk] for skill in rows.values() if (pk := skill.same_as_id or skill.pk) in rows}

    def counted(self) -> "SkillQuerySet":
        """With how many positions ask for each: ``position_total``."""
        return self.annotate(position_total=Count("links"))


class Skill(models.Model):
    """One skill. A synonym keeps its name, and leads to the one it is ``same_as``."""

    FLOW = SKILL_FLOW

    name = models.CharField("nom", max_length=SKILL_LENGTH)
    key = models.CharField("nom pour le tri", max_length=SKILL_LENGTH * 2, unique=True, editable=False)
    domain = models.CharField("rubrique", max_length=20, choices=SkillDomain, default=SkillDomain.ANY)
    status = models.CharField("état", max_length=20, choices=SkillStatus, default=S.PROPOSED)
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="synonyms", verbose_name="synonyme de"
    )
    added_at = models.DateTimeField("ajoutée le")

    # What ``counted`` annotates.
    position_total: int

    objects = SkillQuerySet.as_manager()

    class Meta:
        verbose_name = "compétence"
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="challenges_skill_named"),
            models.CheckConstraint(condition=Q(status__in=SkillStatus.values), name="challenges_skill_status"),
            models.CheckConstraint(condition=Q(domain__in=SkillDomain.values), name="challenges_skill_domain"),
            models.CheckConstraint(
                condition=Q(status=S.MERGED, same_as__isnull=False) | Q(~Q(status=S.MERGED), same_as=None),
                name="challenges_skill_synonym",
                violation_error_message="Un synonyme, et lui seul, renvoie à une autre compétence.",
            ),
            models.CheckConstraint(
                condition=Q(same_as=None) | ~Q(same_as=F("id")),
                name="challenges_skill_other",
                violation_error_message="Une compétence n’est pas son propre synonyme.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tone(self) -> str:
        """The colour of the status's badge."""
        return SkillStatus(self.status).tone
