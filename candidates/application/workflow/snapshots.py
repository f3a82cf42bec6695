"""What was submitted is kept, and put back when its author took it up again without submitting."""

from datetime import datetime
from typing import Any

from django.db.models import F

from candidates.application.models.acceptances import ApplicationAcceptance
from candidates.application.models.applications import Application
from candidates.application.models.submissions import Submission
from candidates.application.telling import Reader, passages
from candidates.application.workflow.drafting import PROFILE, let_go, replace_wishes
from eig.questions import workflow as questions


def keep(application: Application, at: datetime) -> Submission:
    """Keep what the file says at this instant; its content has been read."""
    lines = [
        [passage.title, saying.label, saying.text]
        for passage in passages(application, Reader.CANDIDATE)
        for saying in passage.told
        if saying.text
    ]
    return Submission.objects.create(
        application=application, at=at, lines=lines, content=_content(application), cv=application.cv
    )


def put_back(application: Application, kept: Submission) -> None:
    """Write what was submitted over what was typed since: windows still open on the draft are now of an old version."""
    content, since = kept.content, application.cv
    Application.objects.filter(pk=application.pk).update(
        version=F("version") + 1, cv=kept.cv, **{name: content["profile"][name] for name in content["profile"]}
    )
    if since and since.pk != kept.cv_id:
        let_go(since)
    if application.answers:
        application.answers.answers.exclude(question__in=content["answers"]).update(text="")
        questions.save_answers(application.answers, {int(pk): text for pk, text in content["answers"].items()})
    _accept_again(application, content["accepted"])
    replace_wishes(application, [(position, motivation) for position, motivation in content["wishes"]])


def _accept_again(application: Application, accepted: list[list]) -> None:
    """The statements that were accepted, by whom and when they were, and no other."""
    asked = set(application.promotion.statements.values_list("pk", flat=True))
    ApplicationAcceptance.objects.filter(application=application).delete()
    ApplicationAcceptance.objects.bulk_create(
        ApplicationAcceptance(
            application=application, statement_id=statement, user_id=user, at=datetime.fromisoformat(at)
        )
        for statement, user, at in accepted
        if statement in asked
    )


def _content(application: Application) -> dict[str, Any]:
    answers = application.answers.answers.all() if application.answers else ()
    return {
        "profile": {name: getattr(application, name) for name in PROFILE},
        "answers": {str(answer.question_id): answer.text for answer in answers},
        "accepted": [[row.statement_id, row.user_id, row.at.isoformat()] for row in application.acceptances.all()],
        "wishes": [[wish.position_id, wish.motivation] for wish in application.wishes.all()],
    }
