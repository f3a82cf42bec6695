"""What the coordination and the juries read of challenges."""

from datetime import datetime

from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from challenges.models.conflicts import ConflictOfInterest
from challenges.states import ChallengeStatus, Decision
from eig.juries.models import Sheet, sitting
from eig.juries.states import SheetsStatus
from eig.promotions.models import Announcement, Promotion
from eig.promotions.states import AnnouncementKind, Stage

S = ChallengeStatus
ON_BOARD = (S.PRESELECTED, S.SELECTED, S.NOT_SELECTED, S.PUBLISHED)
KEPT = (S.SELECTED, S.PUBLISHED)
WORK = {
    "fresh": Q(status=S.SUBMITTED, changes_asked_at=None),
    "corrected": Q(status=S.SUBMITTED, changes_asked_at__isnull=False),
    "correcting": Q(status=S.CHANGES_REQUESTED),
    "unscheduled": Q(status=S.PRESELECTED, hearing=None, pending_decision="", promotion__hears_challenges=True),
    "undecided": Q(status=S.PRESELECTED, pending_decision="")
    & (Q(hearing__isnull=False) | Q(promotion__hears_challenges=False)),
    "decided": Q(status=S.PRESELECTED) & ~Q(pending_decision=""),
    "to_frame": Q(status=S.SELECTED),
}


def individual_totals(promotion: Promotion) -> list[tuple[int, int, int]]:
    """Hearing, juror and total of each individual sheet about the challenges of a promotion: one query."""
    sheets = Sheet.objects.filter(hearing__jury__promotion=promotion, hearing__jury__stage=Stage.CHALLENGE)
    return list(sheets.exclude(juror=None).with_score().exclude(score=None).values_list("hearing", "juror", "score"))


class BoardQuerySet(models.QuerySet):
    """Reads of the instruction, of the juries and of the board."""

    def heard_by(self, user) -> "BoardQuerySet":
        """Those that a juror hears: the juries where they accepted to sit, less what a conflict sets aside."""
        return self._heard_by(user, signed=False)

    def files_read_by(self, user) -> "BoardQuerySet":
        """Those whose file a juror may open: what they hear, once the charter is signed."""
        return self._heard_by(user, signed=True)

    def _heard_by(self, user, signed: bool) -> "BoardQuerySet":
        aside = ConflictOfInterest.objects.standing().filter(challenge=OuterRef("pk"), user=user)
        return self.filter(~Exists(aside), sitting(user, "hearing__jury__", signed=signed))

    def standing_before(self, jury) -> "BoardQuerySet":
        """Those that a jury hears and that stand, in the order of the hearings."""
        heard = self.filter(hearing__jury=jury).exclude(status=S.WITHDRAWN)
        return heard.select_related("administration", "hearing").order_by("hearing__starts_at", "pk")

    def hearings_set_aside(self, user) -> set[int]:
        """The numbers of the hearings of their juries that a conflict of interest closes to a person: one query."""
        mine = sitting(user, "challenge__hearing__jury__")
        conflicts = ConflictOfInterest.objects.standing().filter(mine, user=user)
        return set(conflicts.values_list("challenge__hearing", flat=True))

    def titles_by_hearing(self, hearings) -> dict[int, str]:
        """The name of each challenge heard, by hearing number: one query."""
        return dict(self.filter(hearing__in=hearings).values_list("hearing", "title"))

    def preselected(self) -> "BoardQuerySet":
        """Those that the coordination decides on, heard or not."""
        return self.filter(status=S.PRESELECTED)

    def heard_without_grid(self, at: datetime) -> "BoardQuerySet":
        """Those still to decide whose jury has met without handing in its grid, jury by jury: one query."""
        met = self.preselected().filter(hearing__jury__meets_at__lt=at, promotion__archived=False)
        return (
            met.filter(hearing__jury__status=SheetsStatus.OPEN)
            .select_related("hearing__jury__promotion")
            .order_by("hearing__jury__meets_at", "hearing__jury")
        )

    def decided(self) -> "BoardQuerySet":
        """Preselected ones with a pending decision."""
        return self.preselected().exclude(pending_decision="")

    def on_board(self, promotion: Promotion) -> "BoardQuerySet":
        """Those of a promotion to choose among, or chosen, with positions and ``common_sheets``: three queries."""
        return (
            self.filter(promotion=promotion, status__in=ON_BOARD)
            .select_related("administration", "promotion", "hearing__jury")
            .prefetch_related(
                Prefetch("positions", self.related_rows("positions").select_related("family")),
                Prefetch("hearing__sheets", Sheet.objects.common().with_score(), to_attr="common_sheets"),
            )
            .order_by("hearing__jury__meets_at", "hearing__jury__name", "hearing__starts_at", "key", "pk")
        )

    def to_hear(self, juries) -> "BoardQuerySet":
        """The preselected ones that some juries hear, in the order of the hearings."""
        heard = self.preselected().filter(hearing__jury__in=juries)
        return heard.select_related("administration", "hearing").order_by("hearing__starts_at", "pk")

    def heard_between(self, start: datetime, end: datetime) -> "BoardQuerySet":
        """The preselected ones heard in an interval, with their presenters: three queries."""
        heard = self.preselected().filter(hearing__starts_at__gt=start, hearing__starts_at__lte=end)
        return heard.select_related("promotion", "hearing__jury").prefetch_related("authors", "stakeholders")

    def in_suspense(self, promotion: Promotion) -> "BoardQuerySet":
        """Those that forbid a publication: to submit again, not instructed, not decided, or kept without a position."""
        return (
            self.filter(promotion=promotion)
            .annotate(position_count=Count("positions"))
            .filter(
                Q(status__in=[S.SUBMITTED, S.CHANGES_REQUESTED])
                | Q(status=S.DRAFT, number__isnull=False)
                | Q(status=S.PRESELECTED, pending_decision="")
                | Q(status=S.PRESELECTED, pending_decision=Decision.KEEP, position_count=0)
            )
            .order_by("key", "pk")
        )

    def workload(self) -> "BoardQuerySet":
        """How many wait for each act of the coordination, one row for each current promotion with some: one query."""
        waiting = Announcement.objects.waiting().filter(
            promotion=OuterRef("promotion"), kind=AnnouncementKind.CHALLENGES
        )
        counts = {name: Count("pk", filter=condition) for name, condition in WORK.items()}
        return (
            self.filter(promotion__archived=False)
            .order_by("-promotion__starts_on", "promotion")
            .values("promotion", "promotion__name", "promotion__hears_challenges")
            .annotate(**counts, ordered=Exists(waiting))
        )

    def promotions_on_board(self) -> models.QuerySet[Promotion]:
        """The current promotions with something to choose, or chosen: one query."""
        chosen = self.filter(status__in=ON_BOARD, promotion__archived=False)
        return Promotion.objects.filter(pk__in=chosen.values("promotion")).order_by("-starts_on", "name")

    def to_announce(self, promotion: Promotion) -> "BoardQuerySet":
        """The decided ones of a promotion with their authors: two queries."""
        return (
            self.decided()
            .filter(promotion=promotion)
            .select_related("administration", "promotion")
            .prefetch_related("authors")
            .order_by("key", "pk")
        )
