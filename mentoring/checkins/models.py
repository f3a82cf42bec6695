"""Check-ins: one row for each that is expected, created when the mission opens."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, Prefetch, Q, Value, When
from django.utils.text import capfirst

from challenges.proposal.models.people import Stakeholder
from challenges.proposal.states import StakeholderKind
from eig.common import clock
from eig.common.dates import long_day
from eig.common.vocabulary import SiteText, Vocabulary
from eig.promotions.models.programmes import month_after
from mentoring.checkins.states import CHECKIN_FLOW, CheckInKind, CheckInStatus, Mood
from mentoring.missions.models import Mission, Placement

COORDINATION = "mentoring.view_checkin"
LATE_FIRST = ("-late", "status", "due_on", "mission__challenge__key", "kind", "pk")


class CheckInQuerySet(models.QuerySet):
    """Reads of check-ins."""

    def visible_to(self, user) -> "CheckInQuerySet":
        """A mentor's for the mentors of the mission, an EIG's for its author; all for the coordination."""
        if user.has_perm(COORDINATION):
            return self
        mentors = Q(
            kind=CheckInKind.MENTOR,
            mission__challenge__stakeholders__user=user,
            mission__challenge__stakeholders__kind=StakeholderKind.OPERATIONAL_MENTOR,
        )
        return self.filter(mentors | Q(placement__offer__application__user=user)).distinct()

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
        """Those that this person is to fill: their own as an EIG, or the mission's as a mentor in place that day."""
        missions = (Stakeholder.objects.mentors().on(on).filter(user=user, challenge__mission__isnull=False)).values(
            "challenge__mission"
        )
        mine = Q(kind=CheckInKind.EIG, placement__offer__application__user=user)
        return self.filter(mine | Q(kind=CheckInKind.MENTOR, mission__in=missions))

    def blocked_since(self, at: datetime) -> "CheckInQuerySet":
        """Those filled since an instant that say that something blocks."""
        return self.filter(blocked=True, logged_at__gte=at)

    def late_first(self, on: date) -> "CheckInQuerySet":
        """Annotate ``late``, and order by it: late ones, then expected ones, then the last filled."""
        late = Q(status=CheckInStatus.EXPECTED, due_on__lt=on)
        lateness = Case(When(late, then=Value(True)), default=Value(False))
        return self.annotate(late=lateness).order_by(*LATE_FIRST)

    def with_people(self, on: date) -> "CheckInQuerySet":
        """Load what naming a check-in takes, and writing to its people on a day: a few queries, always as many."""
        mentors = Stakeholder.objects.mentors().on(on).select_related("user")
        return self.select_related(
            "mission__challenge__promotion", "mission__challenge__administration", "author"
        ).prefetch_related(
            Prefetch("mission__challenge__stakeholders", mentors, to_attr="mentors"),
            "placement__offer__application__user",
        )


class CheckIn(models.Model):
    """What is said of one month of a mission. The mentors share one; each placed person has their own."""

    FLOW = CHECKIN_FLOW

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="checkins", verbose_name="mission")
    placement = models.ForeignKey(
        Placement, models.PROTECT, null=True, blank=True, related_name="checkins", verbose_name=SiteText("{fellow}")
    )
    kind = models.CharField("nature", max_length=10, choices=CheckInKind)
    month = models.PositiveSmallIntegerField("mois")
    due_on = models.DateField("attendu le")
    status = models.CharField("état", max_length=10, choices=CheckInStatus, default=CheckInStatus.EXPECTED)
    mood = models.PositiveSmallIntegerField("météo", choices=Mood, null=True, blank=True)
    progress = models.TextField("avancées", blank=True)
    blocked = models.BooleanField("un point bloque", default=False)
    blockers = models.TextField("ce qui bloque", blank=True)
    help_needed = models.TextField("aide souhaitée", blank=True)
    next_step = models.CharField("prochaine étape clef", max_length=200, blank=True)
    next_on = models.DateField("date de cette étape", null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="par"
    )
    logged_at = models.DateTimeField("rempli le", null=True, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = "point d’étape"
        verbose_name_plural = "points d’étape"
        ordering = ["due_on", "mission", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "placement", "kind", "month"],
                nulls_distinct=False,
                name="mentoring_checkin_once",
                violation_error_message="Ce point d’étape existe déjà.",
            ),
            models.CheckConstraint(
                condition=Q(kind=CheckInKind.MENTOR, placement=None) | Q(kind=CheckInKind.EIG, placement__isnull=False),
                name="mentoring_checkin_kind",
            ),
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
        return f"{capfirst(self.get_kind_display())}, mois {self.month} ({self.mission.challenge})"

    @property
    def words(self) -> Vocabulary:
        """The words of its promotion."""
        return self.mission.words

    @property
    def opens_on(self) -> date:
        """The first day of the month it tells about: it is not filled before."""
        return month_after(self.mission.starts_on, self.month - 1)

    @property
    def deadline(self) -> datetime:
        """The last minute of its day, in Paris."""
        return clock.paris(self.due_on, 23, 59)

    @property
    def logged(self) -> bool:
        """Whether it is filled."""
        return self.status == CheckInStatus.LOGGED

    @property
    def month_text(self) -> str:
        """« mois 2 », at the end of a trail."""
        return f"mois {self.month}"

    @property
    def opening_sentence(self) -> str:
        """A sentence: from which day it can be filled, and by which day it is expected."""
        return f"Il se remplit à partir du {long_day(self.opens_on)}, et il est attendu le {long_day(self.due_on)}."

    @property
    def waiting_sentence(self) -> str:
        """A sentence: from whom it is expected, and by which day."""
        who = f"de {self.placement.offer.application.user}" if self.placement else SiteText("des {mentors}")
        return f"Il est attendu {who} le {long_day(self.due_on)}."
