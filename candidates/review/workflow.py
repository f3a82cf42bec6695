"""From submitted to preselected: decisions prepared quietly, announced together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F

from candidates.application.models.applications import Application
from candidates.application.rules import CHANGE
from candidates.application.states import Verdict
from candidates.application.workflow.candidacies import open_wished
from candidates.application.workflow.preconditions import locked
from candidates.review import letters, rules
from candidates.review.models.conflicts import ConflictOfInterest
from candidates.review.models.mailing import Mailing
from candidates.review.models.reading import Reading
from candidates.review.states import ConflictKind
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.common.text import plural
from eig.journal.models import Entry
from eig.journal.steps import record, take_step
from eig.notifications.workflow import post
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import AnnouncementKind
from eig.promotions.workflow.announcements import order_announcement
from eig.reviewing.workflow import conflicts
from eig.reviewing.workflow import reading as readings
from eig.reviewing.workflow.mailing import write_to_several

PREPARE = "prepare_verdict"
PREPARED = "Décision de présélection préparée"
FORGOTTEN = "Décision de présélection effacée"


@transaction.atomic
def set_aside(application: Application, *, reason: str, by: User, at: datetime) -> Application:
    """Set aside an incomplete or ineligible application, and tell the person; ``reason`` is for the file.

    Raises ``StepRefused`` without a reason, or when the application is not a submitted one.
    """
    if not reason.strip():
        raise StepRefused("Écarter une candidature demande un motif.")
    row = locked(application)
    changes = {"refusal_reason": reason.strip(), "pending_verdict": "", "pending_reason": ""}
    take_step(row, "set_aside", by=by, at=at, note=reason.strip(), **changes)
    post(letters.set_aside(row), at=at)
    application.refresh_from_db()
    return application


@transaction.atomic
def prepare_verdict(
    application: Application,
    verdict: str,
    *,
    reason: str = "",
    over: tuple[str, str] | None = None,
    by: User,
    at: datetime,
) -> Application:
    """Note what will be announced to a submitted application; an empty verdict forgets it. Tells nobody.

    Raises ``StepRefused`` when the application is not a submitted one, and ``StaleVersion`` when the verdict and the
    reason stored are no longer those that it is written ``over``.
    """
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if over is not None and (row.pending_verdict, row.pending_reason) != over:
        raise StaleVersion("Quelqu’un d’autre vient de préparer une décision sur cette candidature.")
    prepare_verdicts([application], verdict, reason=reason, by=by, at=at)
    application.refresh_from_db(fields=["pending_verdict", "pending_reason"])
    return application


@transaction.atomic
def prepare_verdicts(
    applications: Sequence[Application],
    verdict: str,
    *,
    reason: str = "",
    seen: datetime | None = None,
    by: User,
    at: datetime,
) -> int:
    """Note the same decision for many applications: a constant number of queries; how many changed.

    Raises ``StepRefused`` when one of them is not a submitted one, and ``StaleVersion`` when another decision was
    noted on one of them after ``seen``, the instant when the list was read: nothing is noted then.
    """
    wanted = [application.pk for application in applications]
    rows = list(Application.objects.submitted().select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk"))
    if len(rows) < len(set(wanted)):
        other = len(set(wanted)) - len(rows)
        raise StepRefused(f"{plural(other, 'candidature')} parmi celles choisies n’attend pas de présélection.")
    changed = [row for row in rows if (row.pending_verdict, row.pending_reason) != (verdict, reason)]
    if seen is not None:
        _check_seen(changed, seen)
    Application.objects.filter(pk__in=[row.pk for row in changed]).update(
        pending_verdict=verdict, pending_reason=reason
    )
    Entry.objects.bulk_create([_line(row, verdict, reason, by, at) for row in changed])
    return len(changed)


def assign_reader(applications: Sequence[Application], reader: User, *, by: User, at: datetime) -> int:
    """Hand applications to a reader, told by one letter. Returns how many are new; raises ``EachRefused``."""
    refusals, letter = rules.reading_refusals, letters.given_to_read
    return readings.assign_reader(Reading, applications, reader, refusals=refusals, letter=letter, by=by, at=at)


@transaction.atomic
def declare_conflict(
    application: Application,
    user: User,
    *,
    kind: str = ConflictKind.DECLARED,
    reason: str = "",
    by: User,
    at: datetime,
) -> ConflictOfInterest:
    """Set a person aside from judging an application; what they were given to read is taken back, with their advice.

    Raises ``StepRefused`` when they have already marked it as a juror.
    """
    if reading := Reading.objects.filter(application=application, reader=user).first():
        note = f"Avis retiré du dossier : {reading.get_advice_display()}" if reading.advice else ""
        record(application, "take_back", f"Dossier repris à {user}"[:200], by=by, at=at, note=note)
        reading.delete()
    marked = f"{user} a déjà noté cette candidature : la coordination doit d’abord retirer sa fiche."
    given = {"kind": kind, "reason": reason, "marked": marked}
    return conflicts.declare_conflict(ConflictOfInterest, application, user, **given, by=by, at=at)


@transaction.atomic
def set_oneself_aside(application: Application, *, kind: str, reason: str, by: User, at: datetime) -> None:
    """A juror's or a reader's own declaration: the file closes for them at once, and the coordination is told.

    Raises ``StepRefused`` when they have already marked it as a juror.
    """
    conflict = declare_conflict(application, by, kind=kind, reason=reason, by=by, at=at)
    post(letters.conflict_declared(conflict), at=at)


def order_preselection(promotion: Promotion, *, due_at: datetime, by: User, at: datetime) -> Announcement:
    """Order the publication of the preselection, now (``due_at`` = ``at``) or at an hour.

    Raises ``StepRefused`` while the call is open, or while a submitted application has no prepared decision.
    """
    if reason := rules.preselection_blocked(promotion, due_at):
        raise StepRefused(reason)
    return order_announcement(promotion, AnnouncementKind.PRESELECTION, due_at=due_at, by=by, at=at)


def announce_preselection(order: Announcement, *, at: datetime) -> int:
    """For ``carry_out``: publish every prepared decision, in a fixed number of queries; how many were told.

    Raises ``StepRefused`` when a submitted application has no decision.
    """
    submitted = Application.objects.submitted().filter(promotion=order.promotion_id)
    rows = list(submitted.select_for_update(of=("self",)).with_people().order_by("pk"))
    if any(not row.pending_verdict for row in rows):
        raise StepRefused("Une candidature déposée n’a pas de décision préparée : rien n’est publié.")
    kept = [row for row in rows if row.pending_verdict == Verdict.KEEP]
    refused = [row for row in rows if row.pending_verdict == Verdict.REFUSE]
    Application.objects.filter(pk__in=[row.pk for row in refused]).update(refusal_reason=F("pending_reason"))
    for name, told in (("announce_preselected", kept), ("announce_not_preselected", refused)):
        take_step(told, name, by=order.ordered_by, at=at, pending_verdict="", pending_reason="")
    open_wished(kept)
    post(letters.preselection(kept, refused), at=at)
    return len(rows)


def _check_seen(rows: Sequence[Application], seen: datetime) -> None:
    lines = Entry.objects.filter(
        content_type=ContentType.objects.get_for_model(Application),
        object_id__in=[row.pk for row in rows],
        verb=PREPARE,
        at__gt=seen,
    )
    if late := lines.select_related("actor").first():
        who = late.actor or "Quelqu’un d’autre"
        raise StaleVersion(
            f"{who} vient de préparer une décision sur une de ces candidatures, après l’ouverture de cette liste : "
            "rien n’est préparé. La voici à jour."
        )


def _line(row: Application, verdict: str, reason: str, by: User, at: datetime) -> Entry:
    kind = ContentType.objects.get_for_model(Application)
    label = Verdict(verdict).label if verdict else ""
    return Entry(
        content_type=kind,
        object_id=row.pk,
        actor=by,
        verb=PREPARE,
        sentence=f"{PREPARED} : {label}" if verdict else FORGOTTEN,
        note=reason,
        at=at,
    )


def write_to_candidates(applications: Sequence[Application], *, by: User, at: datetime, **text: Any) -> Mailing:
    """Send one letter for each application, as ``write_to_several`` does with the same ``text``.

    Raises ``StepRefused`` as it does, and for anybody outside the coordination.
    """
    if not by.has_perm(CHANGE):
        raise StepRefused("Seule la coordination écrit aux candidats.")
    return write_to_several(letters.TO_CANDIDATES, applications, by=by, at=at, **text)
