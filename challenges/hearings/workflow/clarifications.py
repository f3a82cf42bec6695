"""A juror asks before the day; the coordination hands the question on or answers; the whole jury reads."""

from datetime import datetime

from django.db import transaction

from challenges.hearings.letters import clarifications as letters
from challenges.hearings.models.clarifications import Clarification
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.rules import clarifications as rules
from challenges.hearings.states import ClarificationStatus
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.journal.steps import record, take_step
from eig.notifications.workflow import post


@transaction.atomic
def ask_clarification(challenge: Challenge, *, question: str, by: User, at: datetime) -> Clarification:
    """Send a question to the coordination, which is told at once. Asked twice, it is one question.

    Raises ``StepRefused`` without words, and from the day of the hearing on.
    """
    if refusal := rules.asking_refusal(challenge, at):
        raise StepRefused(refusal)
    text = _required(question, "Écrivez votre question.")
    asked, created = Clarification.objects.get_or_create(
        challenge=challenge, asked_by=by, question=text, defaults={"asked_at": at}
    )
    if created:
        record(challenge, "ask_clarification", "Question d’un juré", by=by, at=at, note=text)
        post(letters.clarification_asked(asked), at=at)
    return asked


@transaction.atomic
def forward_clarification(clarification: Clarification, *, question: str = "", by: User, at: datetime) -> None:
    """Hand a question to the authors, in other words when ``question`` is given. They are told at once."""
    worded = question.strip()
    take_step(clarification, "forward", by=by, at=at, note=worded, forwarded_question=worded, forwarded_at=at)
    post(letters.clarification_forwarded(clarification), at=at)


@transaction.atomic
def answer_clarification(clarification: Clarification, *, answer: str, by: User, at: datetime) -> None:
    """Give the jury an answer, from the authors or from the coordination; every member of it is told.

    Raises ``StepRefused`` without words, or when it was answered meanwhile. Given twice, by a second click, it is one.
    """
    text = _required(answer, "Écrivez la réponse.")
    row = Clarification.objects.select_for_update(of=("self",)).select_related("answered_by").get(pk=clarification.pk)
    if row.status == ClarificationStatus.ANSWERED:
        if (row.answer, row.answered_by) == (text, by):
            return
        raise StepRefused(f"{row.answered_by or 'Quelqu’un'} a déjà répondu au jury : une question n’a qu’une réponse.")
    take_step(clarification, "answer", by=by, at=at, answer=text, answered_by=by, answered_at=at)
    post(letters.clarification_answered(clarification, _jurors(clarification)), at=at)


@transaction.atomic
def close_clarification(clarification: Clarification, *, reason: str, by: User, at: datetime) -> None:
    """Leave a question without an answer; whoever asked is told why.

    Raises ``StepRefused`` without a reason.
    """
    text = _required(reason, "Dites pourquoi la question reste sans suite : le juré le lira.")
    take_step(clarification, "close", by=by, at=at, note=text)
    post(letters.clarification_closed(clarification, text), at=at)


def _jurors(clarification: Clarification) -> list[User]:
    """Those who may read the file: they came, signed the charter, and nothing sets them aside."""
    hearing = clarification.challenge.hearing
    if not hearing:
        return []
    aside = ConflictOfInterest.objects.standing().filter(challenge=clarification.challenge_id).values("user")
    seats = hearing.jury.seats.accepted().filter(charter_signed_at__isnull=False, user__is_active=True)
    return [seat.user for seat in seats.exclude(user__in=aside).select_related("user")]


def _required(text: str, sentence: str) -> str:
    if not (text := text.strip()):
        raise StepRefused(sentence)
    return text
