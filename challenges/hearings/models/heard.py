"""Which challenges juries and jurors hear, and whose files and presentations they may open."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.proposal.models.access import COORDINATION, around_or_given
from challenges.proposal.models.challenges import Challenge, ChallengeQuerySet
from challenges.proposal.states import ChallengeStatus
from eig.accounts.models import User
from eig.juries.models.juries import Jury, sitting
from eig.juries.states import SheetsStatus

S = ChallengeStatus


def heard_by(user: User) -> ChallengeQuerySet:
    """Those that a juror hears: the juries where they accepted to sit, less what a conflict sets aside."""
    return _heard_by(user, signed=False)


def files_read_by(user: User) -> ChallengeQuerySet:
    """Those whose file a juror may open: what they hear, once the charter is signed."""
    return _heard_by(user, signed=True)


def _heard_by(user: User, signed: bool) -> ChallengeQuerySet:
    aside = ConflictOfInterest.objects.standing().filter(challenge=OuterRef("pk"), user=user)
    return Challenge.objects.filter(~Exists(aside), sitting(user, "hearing__jury__", signed=signed))


def decks_readable_by(user: User) -> ChallengeQuerySet:
    """Those whose presentation a person may download: those who see the file, and jurors who signed the charter."""
    if user.has_perm(COORDINATION):
        return Challenge.objects.all()
    heard = files_read_by(user).values("pk")
    return Challenge.objects.filter(around_or_given(user) | Q(pk__in=heard)).distinct()


def standing_before(jury: Jury, among: ChallengeQuerySet | None = None) -> ChallengeQuerySet:
    """Those that a jury hears and that stand, in the order of the hearings; ``among`` narrows them."""
    rows = Challenge.objects.all() if among is None else among
    heard = rows.filter(hearing__jury=jury).exclude(status=S.WITHDRAWN)
    return heard.select_related("administration", "hearing").order_by("hearing__starts_at", "pk")


def heard_without_grid(at: datetime) -> ChallengeQuerySet:
    """Those still to decide whose jury has met without handing in its grid, jury by jury: one query."""
    met = Challenge.objects.preselected().filter(hearing__jury__meets_at__lt=at, promotion__archived=False)
    return (
        met.filter(hearing__jury__status=SheetsStatus.OPEN)
        .select_related("hearing__jury__promotion")
        .order_by("hearing__jury__meets_at", "hearing__jury")
    )


def to_hear(juries) -> ChallengeQuerySet:
    """The preselected ones that some juries hear, in the order of the hearings."""
    heard = Challenge.objects.preselected().filter(hearing__jury__in=juries)
    return heard.select_related("administration", "hearing").order_by("hearing__starts_at", "pk")


def heard_between(start: datetime, end: datetime) -> ChallengeQuerySet:
    """The preselected ones heard after ``start`` and at ``end`` at the latest, with their presenters: three queries."""
    heard = Challenge.objects.preselected().filter(hearing__starts_at__gt=start, hearing__starts_at__lte=end)
    return heard.select_related("promotion", "hearing__jury").prefetch_related("authors", "stakeholders")
