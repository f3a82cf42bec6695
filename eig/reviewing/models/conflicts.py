"""Who may not judge a file, and why."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q

from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import sitting
from eig.reviewing.models.subjects import AboutSubject


class ConflictQuerySet(models.QuerySet["AbstractConflict"]):
    """Reads of the conflicts of interest."""

    def standing(self) -> Self:
        """Those in force."""
        return self.filter(stands=True)

    def of(self, user) -> Self:
        """Those of a person in force."""
        return self.standing().filter(user=user)

    def to_examine(self) -> Any:
        """How many that people declared wait to be examined (``total``), by ``promotion`` that still chooses, with
        its ``name``: one query.
        """
        about = self.model.SUBJECT
        waiting = self.standing().filter(examined_at=None, **{f"{about}__status__in": self.model.JUDGED_IN})
        named = {"promotion": F(f"{about}__promotion"), "name": F(f"{about}__promotion__name")}
        return waiting.order_by(f"{about}__promotion").values(**named).annotate(total=Count("pk"))

    def hearings_closed_to(self, user) -> set[int]:
        """The numbers of the hearings of their juries that a conflict of interest closes to a person: one query."""
        heard, held = self.model.heard_in(), self.model.held_where()
        return set(self.of(user).filter(sitting(user, f"{heard}__jury__"), **held).values_list(heard, flat=True))

    def over(self, hearings: Sequence[Hearing]) -> set[tuple[int, int]]:
        """Those in force over some hearings, as pairs of a hearing number and a user number: one query."""
        heard, held = self.model.heard_in(), self.model.held_where()
        return set(self.standing().filter(**held, **{f"{heard}__in": hearings}).values_list(heard, "user"))


class AbstractConflict(AboutSubject):
    """A link between a person and a file that sets the person aside from judging it.

    ``examined_at`` is when the coordination looked at what the person declared. ``stands`` is false once it has found
    that the link does not set aside: the line stays, so that the same link is not raised again.

    An app says by which ``HEARINGS`` a file is heard (a lookup from the file), which of them are ``HELD`` (a condition
    on the file: a slot that was freed is somebody else's), in which statuses the file is still ``JUDGED_IN``, and
    declares the ``kind`` of the link among its own.
    """

    HEARINGS: ClassVar[str]
    HELD: ClassVar[Mapping[str, Any]] = {}
    JUDGED_IN: ClassVar[Collection[str]]

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="personne")
    reason = models.CharField("précision", max_length=500, blank=True)
    declared_at = models.DateTimeField("déclaré le")
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="déclaré par"
    )
    examined_at = models.DateTimeField("examiné le", null=True, blank=True, editable=False)
    stands = models.BooleanField("écarte la personne", default=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = "conflit d’intérêts"
        verbose_name_plural = "conflits d’intérêts"
        constraints = [
            models.CheckConstraint(
                condition=Q(stands=True) | Q(examined_at__isnull=False),
                name="%(app_label)s_conflict_lifted_when_examined",
                violation_error_message="Un conflit d’intérêts n’est levé qu’une fois examiné.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.subject}"

    @classmethod
    def heard_in(cls) -> str:
        """The lookup from a conflict to the hearings that it closes."""
        return f"{cls.SUBJECT}__{cls.HEARINGS}"

    @classmethod
    def held_where(cls) -> dict[str, Any]:
        """The condition, from a conflict, that its file fills the slot of a hearing."""
        return {f"{cls.SUBJECT}__{name}": value for name, value in cls.HELD.items()}

    @classmethod
    def hearings_of(cls, subject: Any) -> list[Hearing]:
        """The hearings of a file: one query."""
        numbers = cls.subjects().filter(pk=subject.pk, **cls.HELD).values(cls.HEARINGS)
        return list(Hearing.objects.filter(pk__in=numbers).select_related("jury"))


def once(subject: str) -> models.UniqueConstraint:
    """A person has one conflict with a file."""
    return models.UniqueConstraint(
        fields=[subject, "user"],
        name="%(app_label)s_conflict_once",
        violation_error_message="Ce conflit d’intérêts est déjà déclaré.",
    )


def of_kind(kinds: type[models.TextChoices]) -> models.CheckConstraint:
    """A conflict is of one of these kinds."""
    return models.CheckConstraint(condition=Q(kind__in=kinds.values), name="%(app_label)s_conflict_kind")
