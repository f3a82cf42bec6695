"""The challenges of a juror, as their desk shows them."""

from collections.abc import Mapping

from django.urls import reverse

from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.models.heard import heard_by
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus
from eig.accounts.models import User
from eig.juries.desk import Subject


def subjects(user: User) -> Mapping[int, Subject]:
    """What a juror hears, by hearing number, and what a conflict of interest closes to them: two queries."""
    heard = heard_by(user).select_related("administration", "promotion")
    return {**{challenge.hearing_id: _subject(challenge) for challenge in heard}, **_set_aside(user)}


def _subject(challenge: Challenge) -> Subject:
    return Subject(
        challenge.title,
        str(challenge.administration),
        reverse("juries:challenge", args=[challenge.hearing_id]),
        reverse("juries:challenge_sheet", args=[challenge.hearing_id]),
        challenge.promotion.said("{Challenge} retiré") if challenge.status == ChallengeStatus.WITHDRAWN else "",
    )


def _set_aside(user: User) -> Mapping[int, Subject]:
    """Named all the same, so that the gap in the half-day is understood."""
    return {
        conflict.challenge.hearing_id: Subject(
            conflict.challenge.title, "vous ne l’entendez pas", gone="Conflit d’intérêts"
        )
        for conflict in ConflictOfInterest.objects.of(user).select_related("challenge__hearing__jury")
        if conflict.challenge.hearing_id
    }
