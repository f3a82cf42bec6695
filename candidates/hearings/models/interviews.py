"""The hearings of candidates: who is heard, for which position."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from candidates.application.models.applications import Application
from candidates.hearings.states import ACTIVE, AHEAD, INTERVIEW_FLOW, InterviewStatus
from candidates.review.models.conflicts import ConflictOfInterest
from challenges.proposal.models.positions import Position
from eig.common.clock import paris, today
from eig.common.vocabulary import Vocabulary
from eig.juries.models.hearings import Hearing, Sheet
from eig.juries.models.juries import JurySeat, sitting


class InterviewQuerySet(models.QuerySet["Interview"]):
    """Reads of interviews."""

    def active(self) -> "InterviewQuerySet":
        """Those that fill their slot: to be held, or held."""
        return self.filter(status__in=ACTIVE)

    def ahead(self) -> "InterviewQuerySet":
        """Those still to be held."""
        return self.filter(status__in=AHEAD)

    def judged_by(self, user) -> "InterviewQuerySet":
        """Those of the juries where a person accepted to sit, less what a conflict of interest sets aside."""
        return self.active().filter(sitting(user, "hearing__jury__")).exclude(application__in=_closed_to(user))

    def before(self, user) -> "InterviewQuerySet":
        """Those of the juries where a person accepted to sit. Annotates ``aside``: a conflict closes it to them."""
        linked = ConflictOfInterest.objects.of(user).filter(application=OuterRef("application"))
        return self.filter(sitting(user, "hearing__jury__"), status__in=ACTIVE).annotate(aside=Exists(linked))

    def of(self, user) -> "InterviewQuerySet":
        """Those where a person is heard."""
        return self.active().filter(application__user=user)

    def with_names(self) -> "InterviewQuerySet":
        """With the person, the position and the jury."""
        return self.select_related(
            "application__user", "application__promotion", "position__challenge", "position__family", "hearing__jury"
        )

    def between(self, start: datetime, end: datetime) -> "InterviewQuerySet":
        """Those that begin in a half-open interval, of people who still stand."""
        return self.ahead().filter(
            hearing__starts_at__gte=start,
            hearing__starts_at__lt=end,
            application__in=Application.objects.preselected(),
        )

    def titles_by_hearing(self, hearings) -> dict[int, str]:
        """Who is heard, by hearing number: one query."""
        rows = self.active().filter(hearing__in=hearings).select_related("application__user")
        return {row.hearing_id: str(row.application.user) for row in rows}

    def owed_by(self, user, at: datetime) -> "InterviewQuerySet":
        """Those of a juror's hearings, from their day on, where a sheet of theirs is still missing.

        Annotates ``own``, ``reports`` and ``common`` as ``HearingQuerySet.heard_by`` does.
        """
        sheets = Sheet.objects.filter(hearing=OuterRef("hearing"))
        seats = JurySeat.objects.accepted().filter(jury=OuterRef("hearing__jury"), user=user)
        return (
            self.filter(Exists(seats), status__in=ACTIVE, hearing__starts_at__lt=paris(today(at) + timedelta(days=1)))
            .filter(application__in=Application.objects.preselected())
            .exclude(application__in=_closed_to(user))
            .annotate(
                own=Exists(sheets.filter(juror=user)),
                reports=Exists(seats.filter(rapporteur=True)),
                common=Exists(sheets.common()),
            )
            .exclude(Q(own=True) & (Q(reports=False) | Q(common=True)))
        )

    def with_common_sheet(self) -> "InterviewQuerySet":
        """Those whose jury has entered its common sheet."""
        return self.filter(Exists(Sheet.objects.common().filter(hearing=OuterRef("hearing"))))

    def with_scores(self) -> "InterviewQuerySet":
        """With ``hearing.common``: the common sheet and its score, in one more query for all."""
        sheets = Sheet.objects.common().with_score()
        rows = self.active().with_names().order_by("round", "hearing__starts_at")
        return rows.prefetch_related(Prefetch("hearing__sheets", sheets, to_attr="common"))  # type: ignore[no-redef]  # it is the hearing’s


def _closed_to(user) -> models.QuerySet:
    return ConflictOfInterest.objects.of(user).values("application")


class Interview(models.Model):
    """A candidate heard for a position, in the slot that a jury gives: once in each round.

    ``round`` is that of the jury; ``sequence`` grows when the hearing moves, for calendars.
    """

    FLOW = INTERVIEW_FLOW

    application = models.ForeignKey(Application, models.CASCADE, related_name="interviews", verbose_name="candidature")
    position = models.ForeignKey(Position, models.PROTECT, related_name="interviews", verbose_name="poste")
    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="interviews", verbose_name="créneau")
    round = models.PositiveSmallIntegerField("tour", default=1)
    status = models.CharField("état", max_length=20, choices=InterviewStatus, default=InterviewStatus.BOOKED)
    sequence = models.PositiveIntegerField("version pour les agendas", default=0, editable=False)
    booked_at = models.DateTimeField("fixée le")

    # What ``before`` and ``owed_by`` annotate.
    aside: bool
    own: bool
    reports: bool
    common: bool

    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = "audition d’un candidat"
        verbose_name_plural = "auditions des candidats"
        ordering = ["hearing__starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position", "round"],
                condition=Q(status__in=ACTIVE),
                name="candidates_interview_once",
                violation_error_message="Cette personne est déjà auditionnée pour ce poste.",
            ),
            models.UniqueConstraint(
                fields=["hearing"],
                condition=Q(status__in=ACTIVE),
                name="candidates_interview_slot",
                violation_error_message="Quelqu’un est déjà entendu dans ce créneau.",
            ),
            models.CheckConstraint(condition=Q(status__in=InterviewStatus.values), name="candidates_interview_status"),
            models.CheckConstraint(condition=Q(round__gte=1), name="candidates_interview_round"),
        ]

    def __str__(self) -> str:
        return f"{self.application} – {self.position}"

    @property
    def words(self) -> Vocabulary:
        """The words of its promotion."""
        return self.application.words

    @property
    def tone(self) -> str:
        """The colour of the badge that carries the status."""
        return InterviewStatus(self.status).tone
