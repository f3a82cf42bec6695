"""Questions of the instruction: prepared quietly, sent to the authors and the jury, answered before the hearing."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from challenges.proposal.models.challenges import Challenge
from challenges.review.letters import questions
from challenges.review.models.questions import PreparedQuestion
from challenges.review.rules import reading as rules
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion, mark
from eig.common.text import plural
from eig.journal.steps import record
from eig.notifications.workflow import post
from eig.reviewing.rules.reading import OVER

UNREAD = "Vos questions sont enregistrées, mais un collègue en a changé d’autres : relisez-les toutes, puis envoyez."


@transaction.atomic
def prepare_questions(
    challenge: Challenge,
    texts: Mapping[int, str],
    new: Sequence[str] = (),
    *,
    over: Mapping[int, str] | None = None,
    by: User,
    at: datetime,
) -> None:
    """Reword the questions not sent yet (number → text, an empty one takes it away) and add others; nobody is told.

    A question that is already asked word for word is not added again. Raises ``StaleVersion`` when those that wait are
    no longer the ones that all this is written ``over``.
    """
    waiting = list(challenge.prepared_questions.to_send().select_for_update())
    if over is not None and {row.pk: row.text for row in waiting} != over:
        raise StaleVersion("Les questions ont changé depuis que vous avez ouvert cette page.")
    for row in waiting:
        text = texts.get(row.pk, row.text).strip()
        if not text:
            row.delete()
        elif text != row.text:
            PreparedQuestion.objects.filter(pk=row.pk).update(text=text, written_by=by, written_at=at)
    known = {mark(text) for text in challenge.prepared_questions.values_list("text", flat=True)}
    added = [text for text in dict.fromkeys(map(str.strip, new)) if text and mark(text) not in known]
    PreparedQuestion.objects.bulk_create(
        PreparedQuestion(challenge=challenge, text=text, written_by=by, written_at=at) for text in added
    )


@transaction.atomic
def send_questions(challenge: Challenge, *, read: Collection[str] | None = None, by: User, at: datetime) -> int:
    """Send all the questions prepared: the authors get a letter, the jury reads them with the file.

    Returns how many left. Raises ``StepRefused`` when none is waiting, when one of them is not among the texts that
    the sender ``read``, or once the instruction is over.
    """
    row = (
        Challenge.objects.select_for_update(of=("self",), no_key=True).select_related("promotion").get(pk=challenge.pk)
    )
    if row.status not in rules.READABLE:
        raise StepRefused(OVER)
    asked = list(row.prepared_questions.to_send().select_for_update())
    if not asked:
        raise StepRefused("Il n’y a pas de question à envoyer.")
    if read is not None and not {mark(question.text) for question in asked} <= set(map(mark, read)):
        raise StepRefused(UNREAD)
    PreparedQuestion.objects.filter(pk__in=[question.pk for question in asked]).update(sent_at=at)
    note = "\n".join(question.text for question in asked)
    done = f"{plural(len(asked), 'question envoyée', 'questions envoyées')} aux auteurs et au jury"
    record(row, "send_questions", done, by=by, at=at, note=note)
    post(questions.questions(challenge, asked, at), at=at)
    return len(asked)


@transaction.atomic
def answer_questions(
    challenge: Challenge, answers: Mapping[int, str], *, over: Mapping[int, str] | None = None, by: User, at: datetime
) -> int:
    """Write the authors' answers (number → text); the jury reads them at once. Returns how many changed.

    The coordination is told once all have an answer. Raises ``StepRefused`` for anybody but the authors, and from
    the beginning of the hearing on; ``StaleVersion`` when an answer is no longer the one that it is written ``over``.
    """
    if refusal := rules.answering_refusal(by, challenge, at):
        raise StepRefused(refusal)
    rows = list(challenge.prepared_questions.sent().select_for_update(of=("self",)))
    if over is not None and any(row.answer != over.get(row.pk) for row in rows if row.pk in answers):
        raise StaleVersion("Une réponse a changé depuis que vous avez ouvert cette page.")
    changed = [row for row in rows if answers.get(row.pk, row.answer).strip() != row.answer]
    for row in changed:
        row.answer = answers[row.pk].strip()
        row.answered_by, row.answered_at = (by, at) if row.answer else (None, None)
    PreparedQuestion.objects.bulk_update(changed, ["answer", "answered_by", "answered_at"])
    if changed:
        done = f"{plural(len(changed), 'réponse')} aux questions"
        record(challenge, "answer_questions", done, by=by, at=at)
        if all(row.answer for row in rows):
            post(questions.answered(challenge, rows[-1]), at=at)
    return len(changed)
