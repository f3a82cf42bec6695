"""Check-ins: the entries of the forms of a promotion, one row for each that is expected."""

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Prefetch, Q, Value, When
from django.utils.text import capfirst

from challenges.proposal.models.people import Stakeholder
from challenges.proposal.states import StakeholderKind
from eig.common import clock
from eig.common.dates import long_day
from eig.common.vocabulary import SiteText, Vocabulary
from eig.questions.models import Response
from mentoring.checkins.models.forms import Form
from mentoring.checkins.periods import named, told_of
from mentoring.checkins.states import CHECKIN_FLOW, LIVE, Audience, CheckInStatus, Mood
from mentoring.missions.models.assignments import Assignment
from mentoring.missions.models.missions import MENTOR_KINDS, Mission
from mentoring.missions.models.placements import Placement

FOLLOWS = "mentoring.view_checkin"
"""Follows check-ins: all with ``READS_ALL``, else those of the missions that one coaches."""
READS_ALL = "mentoring.read_every_checkin"
LATE_FIRST = ("-late", "status", "due_on", "mission__challenge__key", "form", "pk")
ASKED: Mapping[str, str] = {
    Audience.MENTOR: SiteText("des {mentors}"),
    Audience.EIG: "des lauréats",
    Audience.SPONSOR: SiteText("des {sponsors}"),
    Audience.TEAM: "de l’équipe",
}


class CheckInQuerySet(models.QuerySet):
    """Reads of check-ins."""

    def visible_to(self, user, on: date | None = None) -> "CheckInQuerySet":
        """Those that one answers, or answered alone, and those of the missions that one coaches, on a day.

        The day is today when none is given. All for the coordination.
        """
        if user.has_perm(READS_ALL):
            return self
        day = on or clock.today()
        mine = answered_by(user, day)
        if user.has_perm(FOLLOWS):
            mine |= Q(mission__in=Assignment.objects.coaching(user, day).values("mission"))
        return self.filter(mine)

    def expected(self) -> "CheckInQuerySet":
        """Those not filled yet."""
        return self.filter(status=CheckInStatus.EXPECTED)

    def overdue(self, on: date) -> "CheckInQuerySet":
        """Those whose day is past without an answer."""
        return self.expected().filter(due_on__lt=on)

    def due_by(self, day: date) -> "CheckInQuerySet":
        """Expected ones whose day is at most this one."""
        return self.expected().filter(due_on__lte=day)

    def due_between(self, first: date, last: date) -> "CheckInQuerySet":
        """Expected ones whose day lies between these two, both inside."""
        return self.expected().filter(due_on__gte=first, due_on__lte=last)

    def owed_by(self, user, on: date) -> "CheckInQuerySet":
        """Those that this person is to fill: their own, or those of a mission where they are in place that day."""
        return self.filter(answered_by(user, on))

    def once_owed_by(self, user) -> "CheckInQuerySet":
        """Those that this person is to fill, or was while they were in place."""
        return self.filter(answered_by(user, None))

    def late_first(self, on: date) -> "CheckInQuerySet":
        """Annotate ``late``, and order by it: late ones, then expected ones, then the last filled."""
        late = Q(status=CheckInStatus.EXPECTED, due_on__lt=on)
        lateness = Case(When(late, then=Value(True)), default=Value(False))
        return self.annotate(late=lateness).order_by(*LATE_FIRST)

    def with_people(self, on: date) -> "CheckInQuerySet":
        """Load what naming a check-in takes, and writing to its people on a day: a few queries, always as many.

        ``mission.challenge.mentors`` are those in place that day, ``mission.team`` the people at work.
        """
        mentors = Stakeholder.objects.filter(kind__in=MENTOR_KINDS).on(on).select_related("user")
        team = Placement.objects.on(on).select_related("person")
        return self.select_related(
            "form", "mission__challenge__promotion", "mission__challenge__administration", "author", "placement__person"
        ).prefetch_related(
            Prefetch("mission__challenge__stakeholders", mentors.order_by("pk"), "mentors"),
            Prefetch("mission__placements", team.order_by("pk"), "team"),
        )

    def with_signals(self) -> "CheckInQuerySet":
        """Load ``signal``, and annotate ``blocking``: what this check-in said that blocks still does."""
        return self.select_related("signal").annotate(
            blocking=Case(When(signal__status__in=LIVE, then=Value(True)), default=Value(False))
        )


def answered_by(user, on: date | None) -> Q:
    """The check-ins that a person answers on a day, or ever: what they answer alone is theirs for good."""
    mentored = Stakeholder.objects.filter(user=user)
    working = Placement.objects.filter(person=user)
    if on:
        mentored, working = mentored.on(on), working.on(on)
    carried = mentored.filter(kind=StakeholderKind.OPERATIONAL_MENTOR).values("challenge")
    sponsored = mentored.filter(kind=StakeholderKind.HIGH_LEVEL_MENTOR).values("challenge")
    return (
        Q(form__audience=Audience.MENTOR, mission__challenge__in=carried)
        | Q(form__audience=Audience.SPONSOR, mission__challenge__in=sponsored)
        | Q(form__audience=Audience.TEAM, mission__in=working.values("mission"))
        | Q(placement__person=user)
    )


class CheckIn(models.Model):
    """What is said of one period of a mission: the entry of a form. Without a ``placement``, several people share it.

    A trigger keeps it in agreement with its form.
    """

    FLOW = CHECKIN_FLOW

    form = models.ForeignKey(Form, models.PROTECT, related_name="checkins", verbose_name="formulaire")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="checkins", verbose_name="mission")
    placement = models.ForeignKey(
        Placement, models.PROTECT, null=True, blank=True, related_name="checkins", verbose_name=SiteText("{fellow}")
    )
    period = models.PositiveSmallIntegerField("période")
    opens_on = models.DateField("ouvert le")
    due_on = models.DateField("attendu le")
    status = models.CharField("état", max_length=10, choices=CheckInStatus, default=CheckInStatus.EXPECTED)
    mood = models.PositiveSmallIntegerField("météo", choices=Mood, null=True, blank=True)
    progress = models.TextField("avancées", blank=True)
    blocked = models.BooleanField("un point bloque", default=False)
    blockers = models.TextField("ce qui bloque", blank=True)
    help_needed = models.TextField("aide souhaitée", blank=True)
    next_step = models.CharField("prochaine étape clef", max_length=200, blank=True)
    next_on = models.DateField("date de cette étape", null=True, blank=True)
    response = models.OneToOneField(
        Response, models.PROTECT, null=True, blank=True, related_name="checkin", verbose_name="réponses aux questions"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="par"
    )
    logged_at = models.DateTimeField("rempli le", null=True, blank=True)

    # What ``late_first`` and ``with_signals`` annotate.
    late: bool
    blocking: bool

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = "point d’étape"
        verbose_name_plural = "points d’étape"
        ordering = ["due_on", "mission", "form", "pk"]
        permissions = [("read_every_checkin", "Lit les points d’étape de toutes les missions")]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "mission", "placement", "period"],
                nulls_distinct=False,
                name="mentoring_checkin_once",
                violation_error_message="Ce point d’étape existe déjà.",
            ),
            models.CheckConstraint(condition=Q(opens_on__lte=F("due_on")), name="mentoring_checkin_days"),
            models.CheckConstraint(
                condition=Q(status=CheckInStatus.EXPECTED)
                | (Q(logged_at__isnull=False, mood__isnull=False) & ~Q(progress="")),
                name="mentoring_checkin_logged",
                violation_error_message="Un point d’étape rempli dit la météo et les avancées.",
            ),
            models.CheckConstraint(condition=Q(mood=None) | Q(mood__in=Mood.values), name="mentoring_checkin_mood"),
            models.CheckConstraint(
                condition=Q(blocked=False) | ~Q(blockers=""),
                name="mentoring_checkin_blockers",
                violation_error_message="Dites en quelques mots ce qui bloque.",
            ),
        ]

    def __str__(self) -> str:
        return f"{capfirst(self.form.name)}, {self.period_text} ({self.mission.challenge})"

    @property
    def words(self) -> Vocabulary:
        """The words of its promotion."""
        return self.mission.words

    @property
    def deadline(self) -> datetime:
        """The last minute of its day, in Paris."""
        return clock.paris(self.due_on, 23, 59)

    @property
    def logged(self) -> bool:
        """Whether it is filled."""
        return self.status == CheckInStatus.LOGGED

    @property
    def period_text(self) -> str:
        """« mois 2 »."""
        return named(self.form.rhythm, self.period)

    @property
    def of_period(self) -> str:
        """« du mois 2 »."""
        return told_of(self.form.rhythm, self.period)

    @property
    def alone(self) -> bool:
        """Whether somebody answers alone, in confidence: only the coordination and the coaches read it."""
        return self.placement_id is not None

    @property
    def opening_sentence(self) -> str:
        """A sentence: from which day it can be filled, and by which day it is expected."""
        return f"Il se remplit à partir du {long_day(self.opens_on)}, et il est attendu le {long_day(self.due_on)}."

    @property
    def waiting_sentence(self) -> str:
        """A sentence: from whom it is expected, and by which day."""
        who = f"de {self.placement.person}" if self.placement else self.words.said(ASKED[self.form.audience])
        return f"Il est attendu {who} le {long_day(self.due_on)}."
