"""Writing an application: start, the four sections, the CV."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from candidates.application import rules
from candidates.application.models.acceptances import ApplicationAcceptance
from candidates.application.models.applications import Application, Wish
from candidates.application.models.submissions import Submission
from candidates.application.states import ApplicationStatus
from candidates.application.workflow.preconditions import require_draft
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.common.text import plural
from eig.files.models import StoredFile
from eig.files.workflow import discard, store_pdf
from eig.journal.steps import record
from eig.promotions.models.programmes import Promotion
from eig.questions import workflow as questions
from eig.questions.models import Response

PROFILE = ("phone", "town", "headline", "portfolio", "mobility")
STALE = (
    "Votre candidature a été modifiée dans une autre fenêtre depuis l’ouverture de cette page : rien n’a été "
    "enregistré, votre texte est toujours affiché ci-dessous."
)


@transaction.atomic
def start(promotion: Promotion, *, by: User, at: datetime) -> Application:
    """The person's application to a promotion, begun now if they had none.

    Raises ``StepRefused`` when the door is closed and nothing was begun before.
    """
    mine = Application.objects.of(by).filter(promotion=promotion).first()
    if mine is not None:
        return mine
    if reason := rules.closed_because(promotion, at):
        raise StepRefused(reason)
    application, created = Application.objects.get_or_create(promotion=promotion, user=by, defaults={"created_at": at})
    if created:
        record(application, "start", "Candidature commencée", by=by, at=at)
    return application


@transaction.atomic
def save_profile(
    application: Application,
    values: Mapping[str, Any],
    *,
    accepted: Mapping[int, bool] | None = None,
    version: int,
    by: User,
    at: datetime,
) -> Application:
    """Write the profile, and accept or no longer accept some statements, by number.

    Raises ``StepRefused`` when closed or submitted, ``StaleVersion`` on an older version.
    """
    changes = {field: values[field] for field in PROFILE if field in values}
    _write(application, changes, version=version, by=by, at=at)
    _accept(application, accepted or {}, by=by, at=at)
    return application


@transaction.atomic
def save_answers(
    application: Application, texts: Mapping[int, str], *, version: int, by: User, at: datetime
) -> Application:
    """Write answers by question number; those of other questionnaires are ignored. Raises like ``save_profile``."""
    questionnaire = application.promotion.application_questions
    if questionnaire is None:
        raise StepRefused("Cette promotion ne pose pas de questions aux candidats.")
    response = application.answers or Response.objects.create(questionnaire=questionnaire)
    _write(application, {"answers": response}, version=version, by=by, at=at)
    asked = {question.pk for question in questionnaire.questions.all()}
    questions.save_answers(response, {pk: text for pk, text in texts.items() if pk in asked})
    return application


@transaction.atomic
def save_wishes(
    application: Application, wishes: Sequence[tuple[int, str]], *, version: int, by: User, at: datetime
) -> Application:
    """Write the wishes, (position number, motivation) in order of preference, over the former ones.

    Raises like ``check_wishes`` and like ``save_profile``.
    """
    if application.promotion.ranks_later:
        raise StepRefused("Dans cette promotion, les vœux se classent après la présélection.")
    check_wishes(application, [position for position, _ in wishes])
    _write(application, {}, version=version, by=by, at=at)
    return replace_wishes(application, wishes)


def replace_wishes(application: Application, wishes: Sequence[tuple[int, str]]) -> Application:
    """Write the wishes over the former ones."""
    application.wishes.all().delete()
    rows = [
        Wish(application=application, position_id=position, rank=rank, motivation=motivation.strip())
        for rank, (position, motivation) in enumerate(wishes, start=1)
    ]
    Wish.objects.bulk_create(rows)
    return application


def attach_cv(application: Application, upload: UploadedFile, *, by: User, at: datetime) -> Application:
    """Keep a PDF as the CV, in place of the one that ``application`` was read with.

    Raises ``ValidationError`` when the file is not a readable PDF of at most ``CV_PAGES`` pages, and like
    ``save_profile``. The file is read before the row is held: reading may be slow.
    """
    require_draft(application, by=by, at=at)
    stored = store_pdf(upload, max_pages=rules.CV_PAGES, by=by, at=at)
    try:
        return _set_cv(application, stored, by=by, at=at)
    except StepRefused:
        discard(stored)
        raise


def remove_cv(application: Application, *, by: User, at: datetime) -> Application:
    """Take the CV away. Raises like ``save_profile``."""
    return _set_cv(application, None, by=by, at=at)


@transaction.atomic
def _set_cv(application: Application, stored: StoredFile | None, *, by: User, at: datetime) -> Application:
    row = Application.objects.select_for_update(of=("self",)).select_related("cv", "promotion").get(pk=application.pk)
    require_draft(row, by=by, at=at)
    if row.cv_id != application.cv_id:
        raise StaleVersion(STALE)
    Application.objects.filter(pk=row.pk).update(cv=stored, saved_at=at)
    if row.cv:
        let_go(row.cv)
    application.cv, application.saved_at = stored, at
    record(application, "cv", "CV joint" if stored else "CV retiré", by=by, at=at)
    return application


def let_go(cv: StoredFile) -> None:
    """Forget a CV that its file holds no longer, unless it was submitted: that one stays."""
    if not Submission.objects.filter(cv=cv).exists():
        discard(cv)


def check_wishes(application: Application, positions: Sequence[int]) -> None:
    """Raise ``StepRefused`` for a position that is not open to wishes, given twice, or beyond the maximum.

    One that is already among the wishes stays: withdrawn since, it keeps none of the others from being written.
    """
    promotion = application.promotion
    if len(positions) > promotion.wishes_max:
        raise StepRefused(f"{plural(promotion.wishes_max, 'vœu', 'vœux')} au plus.")
    if len(set(positions)) < len(positions):
        raise StepRefused("Un même poste ne peut figurer qu’une fois dans vos vœux.")
    new = set(positions) - set(application.wishes.values_list("position", flat=True))
    if Position.objects.open_to_wishes(promotion).filter(pk__in=new).count() < len(new):
        raise StepRefused("Un des postes choisis n’est plus proposé : choisissez-en un autre.")


def _accept(application: Application, accepted: Mapping[int, bool], *, by: User, at: datetime) -> None:
    """Those of another promotion or audience are ignored; one accepted before keeps its instant."""
    asked = {statement.pk for statement in rules.statements_of(application.promotion)}
    given = [pk for pk, wanted in accepted.items() if wanted and pk in asked]
    application.acceptances.filter(statement__in=accepted.keys() - set(given)).delete()
    rows = [ApplicationAcceptance(application=application, statement_id=pk, user=by, at=at) for pk in given]
    ApplicationAcceptance.objects.bulk_create(rows, ignore_conflicts=True)


def _write(
    application: Application, changes: Mapping[str, Any], *, version: int, by: User, at: datetime
) -> Application:
    """The one update of the content: only on the version that the person had read, only in a draft."""
    require_draft(application, by=by, at=at)
    rows = Application.objects.filter(pk=application.pk, version=version, status=ApplicationStatus.DRAFT)
    if not rows.update(version=F("version") + 1, saved_at=at, **changes):
        application.refresh_from_db()
        require_draft(application, by=by, at=at)
        raise StaleVersion(STALE)
    for field, value in {"version": version + 1, "saved_at": at, **changes}.items():
        setattr(application, field, value)
    return application
