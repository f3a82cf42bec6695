"""Wishes ranked by the preselected, where they are not part of the application."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from candidates.application import rules
from candidates.application.models.applications import Application
from candidates.application.states import ApplicationStatus
from candidates.application.workflow.candidacies import follow_wishes
from candidates.application.workflow.drafting import STALE, check_wishes, replace_wishes
from candidates.application.workflow.preconditions import require_owner
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.common.text import plural
from eig.journal.steps import record


@transaction.atomic
def rank_wishes(
    application: Application, wishes: Sequence[tuple[int, str]], *, version: int, by: User, at: datetime
) -> Application:
    """Write the wishes of a preselected person, (position number, motivation) in order, over the former ones.

    Another choice or order is journaled; another motivation alone, saved while it is being written, is not.

    Raises ``StepRefused`` before the announcement, outside the dates, or for a wrong choice; ``StaleVersion`` when
    they were changed in another window.
    """
    _require(application, by, at)
    check_wishes(application, [position for position, _ in wishes])
    rows = Application.objects.filter(pk=application.pk, version=version, status=ApplicationStatus.PRESELECTED)
    if not rows.update(version=F("version") + 1, saved_at=at):
        application.refresh_from_db()
        _require(application, by, at)
        raise StaleVersion(STALE)
    application.version, application.saved_at = version + 1, at
    former = list(application.wishes.order_by("rank").values_list("position", flat=True))
    replace_wishes(application, wishes)
    follow_wishes(application, by=by, at=at)
    if former != [position for position, _ in wishes]:
        note = plural(len(wishes), "vœu", "vœux")
        record(application, "rank_wishes", "Vœux classés", by=by, at=at, note=note)
    return application


def _require(application: Application, by: User, at: datetime) -> None:
    require_owner(application, by)
    if not application.promotion.ranks_later:
        raise StepRefused("Dans cette promotion, les vœux se donnent en candidatant.")
    if reason := rules.ranking_closed_because(application, at):
        raise StepRefused(reason)
