"""Hearings, and the sheets they give rise to."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Count, Deferrable, Exists, F, Func, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Lower

from eig.common.dates import clock_time
from eig.juries.models.juries import Jury, JurySeat
from eig.promotions.models.settings import Criterion
from eig.promotions.states import Stage

DURING = Func("starts_at", "minutes", function="juries_during", output_field=DateTimeRangeField())
"""The interval of a hearing, as an immutable function of the database: an index needs one."""


class HearingQuerySet(models.QuerySet):
    """Reads of hearings."""

    def heard_by(self, user) -> "HearingQuerySet":
        """Those of the juries where a person sits, with ``own``: whether their own marks are in.

        ``reports`` says whether they enter the common sheet, ``common`` whether it is in.
        """
        sheets = Sheet.objects.filter(hearing=OuterRef("pk"))
        seats = JurySeat.objects.accepted().filter(jury=OuterRef("jury"), user=user)
        return (
            self.filter(Exists(seats))
            .annotate(
                own=Exists(sheets.filter(juror=user)),
                reports=Exists(seats.filter(rapporteur=True)),
                common=Exists(sheets.filter(juror=None)),
            )
            .select_related("jury__promotion")
            .order_by("starts_at", "pk")
        )

    def of_challenges(self, promotion) -> "HearingQuerySet":
        """Those where the juries of a promotion hear challenges."""
        return self.filter(jury__promotion=promotion, jury__stage=Stage.CHALLENGE)

    def others_ranked(self, hearing) -> "HearingQuerySet":
        """The other hearings of a jury that have a ``rank``."""
        common = Sheet.objects.filter(hearing=OuterRef("pk"), juror=None)
        ranked = self.filter(jury=hearing.jury_id).exclude(pk=hearing.pk).annotate(rank=Subquery(common.values("rank")))
        return ranked.exclude(rank=None)

    def taking(self, room: str, jury: Jury) -> "HearingQuerySet":
        """The hearings of other juries in a room, at the hours of those of a jury."""
        mine = self.filter(jury=jury).annotate(span=DURING).values("span")
        there = self.exclude(jury=jury).exclude(room="").filter(room__iexact=room)
        return there.annotate(span=DURING).filter(Exists(mine.filter(span__overlap=OuterRef("span"))))

    def with_progress(self) -> "HearingQuerySet":
        """Annotate ``own_count``, individual sheets in, and ``common``, whether the jury's one is."""
        return self.annotate(
            own_count=Count("sheets", filter=Q(sheets__juror__isnull=False)),
            common=Exists(Sheet.objects.filter(hearing=OuterRef("pk"), juror=None)),
        )


class Hearing(models.Model):
    """A challenge or a candidate heard by a jury, from ``starts_at``, for ``minutes``. What is heard points to it."""

    jury = models.ForeignKey(Jury, models.PROTECT, related_name="hearings", verbose_name="jury")
    starts_at = models.DateTimeField("début")
    minutes = models.PositiveSmallIntegerField("durée (minutes)", default=40)
    room = models.CharField("salle ou lien", max_length=200, blank=True)
    placed_at = models.DateTimeField("fixée le", null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField("version pour les agendas", default=0, editable=False)

    # What ``heard_by`` and ``with_progress`` annotate; ``common`` is a list where others load the sheets in it.
    own: bool
    reports: bool
    own_count: int
    common: Any

    objects = HearingQuerySet.as_manager()

    class Meta:
        verbose_name = "audition"
        ordering = ["starts_at"]
        constraints = [
            ExclusionConstraint(
                name="juries_hearing_jury_free",
                expressions=[("jury", "="), (DURING, "&&")],
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message="Ce jury entend déjà quelqu’un à cette heure.",
            ),
            ExclusionConstraint(
                name="juries_hearing_room_free",
                expressions=[(Lower("room"), "="), (DURING, "&&")],
                condition=~Q(room=""),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message="Cette salle, ou ce lien, sert déjà à une autre audition à cette heure.",
            ),
        ]

    def __str__(self) -> str:
        return f"Audition de {clock_time(self.starts_at)} ({self.jury})"

    @property
    def ends_at(self) -> datetime:
        """When the hearing ends and the room is free again."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def during(self) -> tuple[datetime, datetime]:
        """The interval of the hearing, half-open: its beginning inside, its end outside."""
        return (self.starts_at, self.ends_at)


class SheetQuerySet(models.QuerySet):
    """Reads of the sheets."""

    def common(self) -> "SheetQuerySet":
        """The one sheet of each hearing, entered by the rapporteur."""
        return self.filter(juror=None)

    def in_jury(self, jury) -> "SheetQuerySet":
        """Those of one jury."""
        return self.filter(hearing__jury=jury)

    def with_score(self) -> "SheetQuerySet":
        """Annotate ``score``: marks times weights, added up."""
        return self.annotate(score=Sum(F("marks__value") * F("marks__criterion__weight")))

    def of(self, user) -> "SheetQuerySet":
        """A person's own sheets, with their marks."""
        return self.filter(juror=user).prefetch_related("marks__criterion")

    def read_by(self, user) -> "SheetQuerySet":
        """The individual sheets of the others, then read with their marks."""
        return (
            self.exclude(juror=None)
            .exclude(juror=user)
            .select_related("juror")
            .prefetch_related("marks__criterion")
            .order_by("juror__last_name", "juror__first_name", "pk")
        )


class Sheet(models.Model):
    """Marks of one juror on one hearing, or the jury's common sheet when ``juror`` is empty.

    The final grid (favourable, rank, reason, favourite) belongs to the common sheet alone. ``version`` grows at each
    saved edit of the marks and of the comment.
    """

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="sheets")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="sheets")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("saisie le")
    version = models.PositiveIntegerField("version", default=1, editable=False)
    comment = models.TextField("commentaire", blank=True)
    favourable = models.BooleanField("avis favorable", null=True, blank=True)
    rank = models.PositiveSmallIntegerField("rang dans le jury", null=True, blank=True)
    reason = models.CharField("motif", max_length=500, blank=True)
    favourite = models.BooleanField("coup de cœur", default=False)

    # What ``with_score`` annotates.
    score: int | None

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = "fiche"
        ordering = ["hearing", F("juror").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "juror"],
                nulls_distinct=False,
                name="juries_sheet_once",
                violation_error_message="Cette fiche existe déjà.",
            ),
            models.CheckConstraint(
                condition=Q(juror__isnull=True)
                | Q(favourable__isnull=True, rank__isnull=True, reason="", favourite=False),
                name="juries_sheet_grid_is_common",
                violation_error_message="L’avis final appartient à la fiche commune du jury.",
            ),
        ]

    def __str__(self) -> str:
        return f"Fiche de {self.juror or 'tout le jury'} ({self.hearing})"


class Mark(models.Model):
    """The mark that a sheet gives to one criterion, from 0 to 20, within the scale of the criterion."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="marks")
    value = models.PositiveSmallIntegerField("note")

    class Meta:
        verbose_name = "note"
        ordering = ["criterion__order"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="juries_mark_once"),
            models.CheckConstraint(
                condition=Q(value__lte=20),
                name="juries_mark_scale",
                violation_error_message="Une note est comprise dans l’échelle du critère.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} : {self.value}"
