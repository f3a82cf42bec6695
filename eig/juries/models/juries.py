"""Juries, and who sits in them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Max, Prefetch, Q

from eig.common.clock import PARIS
from eig.common.dates import long_day
from eig.juries.states import LIVE, SEAT_FLOW, SHEETS_FLOW, SeatStatus, SheetsStatus
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import Stage

NOON = 13
DELIBERATION = timedelta(minutes=30)
USUAL = timedelta(hours=3, minutes=30)


def sitting(user, path: str = "", *, signed: bool = False) -> Q:
    """The condition « this person sits in this jury »: accepted, and with the charter ``signed`` when asked.

    ``path`` leads to the jury, as in ``hearing__jury__``.
    """
    seats = {f"{path}seats__user": user, f"{path}seats__status": SeatStatus.ACCEPTED}
    return Q(**seats, **({f"{path}seats__charter_signed_at__isnull": False} if signed else {}))


@dataclass(frozen=True, order=True)
class HalfDay:
    """A morning or an afternoon, in Paris."""

    day: date
    afternoon: bool

    @classmethod
    def of(cls, instant: datetime) -> "HalfDay":
        """The half-day in which an instant falls, in Paris; the afternoon begins at ``NOON`` (13 h)."""
        at = instant.astimezone(PARIS)
        return cls(at.date(), at.hour >= NOON)

    @classmethod
    def read(cls, code: str) -> "HalfDay":
        """The half-day of a ``code``. Raises ``ValueError`` or ``KeyError`` when it is not one."""
        day, _, part = code.partition(" ")
        return cls(date.fromisoformat(day), {"am": False, "pm": True}[part])

    @property
    def code(self) -> str:
        """« 2020-03-24 am », as it is stored."""
        return f"{self.day.isoformat()} {'pm' if self.afternoon else 'am'}"

    def __str__(self) -> str:
        return f"{long_day(self.day)}, {'après-midi' if self.afternoon else 'matin'}"


class JuryQuerySet(models.QuerySet):
    """Reads of juries."""

    def hearing_challenges(self) -> "JuryQuerySet":
        """Those that hear challenges."""
        return self.filter(stage=Stage.CHALLENGE)

    def to_remind(self, at: datetime, horizon: datetime) -> "JuryQuerySet":
        """Those that begin between two instants, with their accepted seats: two queries."""
        near = self.filter(meets_at__gt=at, meets_at__lte=horizon)
        accepted = Prefetch("seats", JurySeat.objects.accepted().select_related("user"))
        return near.select_related("promotion").prefetch_related(accepted)

    def without_rapporteur(self) -> "JuryQuerySet":
        """Those that have no rapporteur yet."""
        return self.exclude(pk__in=JurySeat.objects.live().filter(rapporteur=True).values("jury"))

    def unsettled(self, at: datetime) -> "JuryQuerySet":
        """Those to come with ``unanswered`` invitations or ``proposed`` substitutes: one query."""
        proposed = Q(seats__status=SeatStatus.DECLINED) & ~Q(seats__substitute_email="")
        counts = {"unanswered": Q(seats__status=SeatStatus.INVITED), "proposed": proposed}
        rows = self.filter(meets_at__gt=at).select_related("promotion")
        rows = rows.annotate(**{name: Count("seats", filter=condition) for name, condition in counts.items()})
        return rows.filter(Q(unanswered__gt=0) | Q(proposed__gt=0))

    def with_counts(self) -> "JuryQuerySet":
        """Annotate ``seat_count``, the live ones, and ``hearing_count``."""
        live = Q(seats__status__in=LIVE)
        return self.annotate(
            seat_count=Count("seats", filter=live, distinct=True), hearing_count=Count("hearings", distinct=True)
        )

    def of(self, user) -> "JuryQuerySet":
        """Those where a person accepted to sit, with their promotion."""
        return self.filter(sitting(user)).select_related("promotion")

    def half_days(self, promotion: Promotion, stage: str) -> list[HalfDay]:
        """Those on which a promotion hears something, in order: one query."""
        rows = self.filter(promotion=promotion, stage=stage).values_list("meets_at", flat=True)
        return sorted({HalfDay.of(meets_at) for meets_at in rows})


class Jury(models.Model):
    """A group of jurors who hear a few challenges or candidates during half a day.

    ``status`` says whether its sheets may still change: the database refuses to write them once it is ``locked``.
    ``grid_version`` grows at each saved edit of its final grid. Its ``round`` says which criteria it judges by.
    """

    FLOW = SHEETS_FLOW

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="juries", verbose_name="promotion")
    stage = models.CharField("entend des", max_length=20, choices=Stage)
    round = models.PositiveSmallIntegerField("tour d’auditions", default=1)
    name = models.CharField("nom", max_length=80)
    meets_at = models.DateTimeField("début")
    place = models.CharField("salle ou lien", max_length=200, blank=True)
    status = models.CharField("fiches", max_length=20, choices=SheetsStatus, default=SheetsStatus.OPEN, editable=False)
    locked_at = models.DateTimeField("closes le", null=True, blank=True, editable=False)
    grid_version = models.PositiveIntegerField("version de la grille finale", default=1, editable=False)
    grid_saved_at = models.DateTimeField("grille enregistrée le", null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField("version pour les agendas", default=0, editable=False)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="JurySeat", verbose_name="jurés")

    # What ``with_counts`` annotates.
    seat_count: int
    hearing_count: int

    objects = JuryQuerySet.as_manager()

    class Meta:
        verbose_name = "jury"
        verbose_name_plural = "jurys"
        ordering = ["meets_at", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "stage", "name"],
                name="juries_jury_name",
                violation_error_message="Un jury de cette promotion porte déjà ce nom.",
            ),
            models.CheckConstraint(condition=Q(status__in=SheetsStatus.values), name="juries_jury_status"),
            models.CheckConstraint(
                condition=Q(round__gte=1),
                name="juries_jury_round",
                violation_error_message="Les tours d’auditions se comptent à partir de 1.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def half_day(self) -> str:
        """« mardi 24 mars 2020, matin »."""
        return str(HalfDay.of(self.meets_at))

    @property
    def ends_at(self) -> datetime:
        """When the deliberation ends, after the last hearing; a usual half-day while nothing is planned."""
        last = max((hearing.ends_at for hearing in self.hearings.all()), default=None)
        return last + DELIBERATION if last else self.meets_at + USUAL


class JurySeatQuerySet(models.QuerySet):
    """Reads of the places."""

    def live(self) -> "JurySeatQuerySet":
        """Those counted on: invited or accepted."""
        return self.filter(status__in=LIVE)

    def invited(self) -> "JurySeatQuerySet":
        """Those of people who have not answered yet."""
        return self.filter(status=SeatStatus.INVITED)

    def accepted(self) -> "JurySeatQuerySet":
        """Those of people who said yes."""
        return self.filter(status=SeatStatus.ACCEPTED)

    def at_hand(self, user) -> "JurySeatQuerySet":
        """A person's own, with their jury, in the order of the calendar."""
        return self.filter(user=user).select_related("jury__promotion").order_by("jury__meets_at", "jury")

    def unanswered(self, at: datetime) -> "JurySeatQuerySet":
        """Invitations to half-days to come that wait for an answer, with what a letter says: one query."""
        waiting = self.filter(status=SeatStatus.INVITED, jury__meets_at__gt=at, user__is_active=True)
        return waiting.select_related("jury__promotion", "user")

    def visible_to(self, user) -> "JurySeatQuerySet":
        """One's own, less those where somebody else was invited instead."""
        return self.filter(user=user).exclude(status=SeatStatus.REPLACED).select_related("jury__promotion", "user")

    def busiest(self, promotion: Promotion, stage: str) -> int:
        """The most half-days of a promotion that one person is counted on for: one query."""
        rows = self.live().filter(jury__promotion=promotion, jury__stage=stage).order_by().values("user")
        return rows.annotate(load=Count("pk")).aggregate(most=Max("load"))["most"] or 0

    def charter_of(self, user, promotion) -> "JurySeatQuerySet":
        """A person's places of one promotion: the charter is signed for all of them at once."""
        return self.live().filter(user=user, jury__promotion=promotion)


class JurySeat(models.Model):
    """A person's place in a jury; one of them is the rapporteur.

    ``half_days`` are the codes of those on which the person can sit, as they declared. No file is shown before
    ``charter_signed_at``.
    """

    FLOW = SEAT_FLOW

    jury = models.ForeignKey(Jury, models.CASCADE, related_name="seats")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jury_seats", verbose_name="personne"
    )
    rapporteur = models.BooleanField("rapporteur", default=False)
    status = models.CharField("état", max_length=20, choices=SeatStatus, default=SeatStatus.INVITED)
    seated_at = models.DateTimeField("nommé le", editable=False)
    answered_at = models.DateTimeField("réponse donnée le", null=True, blank=True, editable=False)
    half_days = ArrayField(
        models.CharField(max_length=13), default=list, blank=True, verbose_name="demi-journées possibles"
    )
    charter_signed_at = models.DateTimeField("charte signée le", null=True, blank=True, editable=False)
    substitute_name = models.CharField("suppléant proposé", max_length=300, blank=True)
    substitute_email = models.EmailField("adresse du suppléant", blank=True)

    objects = JurySeatQuerySet.as_manager()

    class Meta:
        verbose_name = "place de jury"
        verbose_name_plural = "places de jury"
        ordering = ["-rapporteur", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jury", "user"],
                name="juries_seat_once",
                violation_error_message="Cette personne siège déjà dans ce jury.",
            ),
            models.UniqueConstraint(
                fields=["jury"],
                condition=Q(rapporteur=True),
                name="juries_seat_one_rapporteur",
                violation_error_message="Un jury a un seul rapporteur.",
            ),
            models.CheckConstraint(condition=Q(status__in=SeatStatus.values), name="juries_seat_status"),
            models.CheckConstraint(
                condition=Q(rapporteur=False) | Q(status__in=LIVE),
                name="juries_seat_rapporteur_sits",
                violation_error_message="Le rapporteur siège dans le jury.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.jury})"

    @property
    def tone(self) -> str:
        """The colour of the status's badge."""
        return SeatStatus(self.status).tone

    @property
    def possible(self) -> list[HalfDay]:
        """The half-days declared, in order."""
        return sorted(HalfDay.read(code) for code in self.half_days)

    @property
    def fits(self) -> bool:
        """Whether the half-day of the jury is among those declared; true while none is."""
        return not self.half_days or HalfDay.of(self.jury.meets_at).code in self.half_days
