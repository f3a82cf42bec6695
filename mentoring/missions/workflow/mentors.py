"""From when to when a mentor is there: what they read, fill and receive obeys these days."""

from datetime import date, datetime

from django.db import transaction

from challenges.proposal.models.people import Stakeholder
from eig.accounts.models import User
from eig.common.dates import short_day
from eig.common.flow import StepRefused
from eig.common.rows import held
from eig.common.vocabulary import SiteText
from eig.journal.steps import record
from mentoring.missions.models.missions import MENTOR_KINDS, Mission


@transaction.atomic
def date_mentor(
    mentor: Stakeholder, *, mission: Mission, since: date | None, until: date | None, by: User, at: datetime
) -> None:
    """Change the days of a mentor of a mission, both inside; an empty one has no limit. Written in its journal.

    Raises ``StepRefused`` when the end comes before the beginning, or for somebody who is no mentor of it.
    """
    rows = Stakeholder.objects.select_for_update().filter(challenge=mission.challenge_id, kind__in=MENTOR_KINDS)
    row = held(rows, mentor.pk)
    if since and until and until < since:
        raise StepRefused("La fin vient après le début.")
    if (row.since, row.until) == (since, until):
        return
    note = f"{row} : {_span(row.since, row.until)} → {_span(since, until)}"
    Stakeholder.objects.filter(pk=row.pk).update(since=since, until=until)
    mentor.since, mentor.until = since, until
    record(mission, "date_mentor", SiteText("Dates d’un {mentor} modifiées"), by=by, at=at, note=note)


def _span(since: date | None, until: date | None) -> str:
    first = f"depuis le {short_day(since)}" if since else "depuis le début"
    return f"{first}, jusqu’au {short_day(until)}" if until else first
