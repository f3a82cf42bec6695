"""« What is waiting for me? »: the worklists of the instruction, each a name and a condition."""

from collections.abc import Callable

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Value

from challenges.administrations.models.administrations import Membership
from challenges.proposal.states import ChallengeStatus
from challenges.review.models.eligibility import EligibilityVerdict
from challenges.review.models.questions import PreparedQuestion
from challenges.review.models.reading import Reading
from challenges.review.states import Verdict
from challenges.skills.models import Skill
from eig.reviewing.models.reading import handed

S = ChallengeStatus
Rows = models.QuerySet


def _questions(**conditions) -> Exists:
    return Exists(PreparedQuestion.objects.filter(challenge=OuterRef("pk"), **conditions))


def _verdicts(**conditions) -> Exists:
    return Exists(EligibilityVerdict.objects.filter(challenge=OuterRef("pk"), **conditions))


def mine(rows: Rows, user) -> Rows:
    """Files handed to a person that wait for their advice."""
    return rows.filter(handed(Reading, reader=user, advice=""), status__in=(S.SUBMITTED, S.CHANGES_REQUESTED))


def corrected(rows: Rows, user) -> Rows:
    """Submitted ones whose authors were asked for a correction, and sent it."""
    return rows.filter(status=S.SUBMITTED, changes_asked_at__isnull=False)


def unchecked(rows: Rows, user) -> Rows:
    """Submitted ones on which nobody has given a verdict, or with a line still to check."""
    return rows.filter(~_verdicts() | _verdicts(value=Verdict.TO_CHECK), status=S.SUBMITTED)


def unread(rows: Rows, user) -> Rows:
    """Submitted ones that nobody was asked to read."""
    return rows.filter(~handed(Reading), status=S.SUBMITTED)


def advised(rows: Rows, user) -> Rows:
    """Submitted ones whose readers have all given their advice: to preselect or to set aside."""
    return rows.filter(handed(Reading), ~handed(Reading, advice=""), status=S.SUBMITTED)


def questions(rows: Rows, user) -> Rows:
    """Those with questions prepared and not sent."""
    return rows.filter(_questions(sent_at=None), status__in=(S.SUBMITTED, S.CHANGES_REQUESTED, S.PRESELECTED))


def unanswered(rows: Rows, user) -> Rows:
    """Those whose authors have not answered everything: to wait for."""
    return rows.filter(_questions(sent_at__isnull=False, answer=""), status__in=(S.SUBMITTED, S.PRESELECTED))


WORKLISTS: dict[str, tuple[str, Callable[[Rows, object], Rows]]] = {
    "mine": ("mes lectures à faire", mine),
    "corrected": ("correction reçue, à relire", corrected),
    "unchecked": ("éligibilité à vérifier", unchecked),
    "unread": ("aucun lecteur", unread),
    "advised": ("avis rendus, à décider", advised),
    "questions": ("questions à envoyer", questions),
    "unanswered": ("réponses attendues", unanswered),
}


OWN = ("mine",)
"""The worklists of those who do not follow the instruction: they tell nothing of what others read and judge."""


def eligible(rows: Rows, answer: str) -> Rows:
    """By what the verdicts say together: ``not_ok`` (at least one), ``to_check``, ``ok`` (all given are), ``none``."""
    if answer == "none":
        return rows.filter(~_verdicts())
    if answer == Verdict.OK:
        return rows.filter(_verdicts(), ~_verdicts(value__in=[Verdict.NOT_OK, Verdict.TO_CHECK]))
    return rows.filter(_verdicts(value=answer))


def to_read() -> tuple[int, int]:
    """How many colleagues ask to join an administration, and how many skills are proposed: one query."""
    asked = Membership.objects.requested().order_by().values(rank=Value(1)).annotate(total=Count("pk"))
    proposed = Skill.objects.proposed().order_by().values(rank=Value(2)).annotate(total=Count("pk"))
    totals = dict(asked.union(proposed).values_list("rank", "total"))
    return totals.get(1, 0), totals.get(2, 0)


def counted(rows: Rows, user, names: list[str]) -> dict[str, int]:
    """How many wait in each worklist: one query."""
    counts = {
        name: Count("pk", filter=Q(pk__in=WORKLISTS[name][1](rows.order_by(), user).values("pk"))) for name in names
    }
    return rows.order_by().aggregate(**counts)


def by_status(rows: Rows) -> dict[str, int]:
    """How many in each status: one query."""
    return dict(rows.order_by().values_list("status").annotate(total=Count("pk", distinct=True)))
