"""What this app tells the floors below it: every registry, filled in one place."""

from candidates.application.guards import settings_refusals
from candidates.application.letters import reminders, submission, withdrawals
from candidates.application.workflow import reminders as application_reminders
from candidates.hearings import letters as hearings
from candidates.hearings.desk import subjects
from candidates.hearings.workflow import changes
from candidates.hearings.workflow import reminders as interview_reminders
from candidates.offers.letters import answers, endings
from candidates.offers.letters import reminders as offers
from candidates.offers.workflow import reminders as offer_reminders
from candidates.review import letters as review
from candidates.review.models.conflicts import ConflictOfInterest
from candidates.selection import letters as selection
from eig.juries import desk
from eig.juries import rules as juries
from eig.juries.workflow import sheets
from eig.notifications.letters import declare
from eig.promotions import guards, ladders


def fill() -> None:
    """Called once, when the app is ready."""
    declare(submission, reminders, withdrawals, review, hearings, selection, answers, endings, offers)
    ladders.declare(application_reminders, interview_reminders, offer_reminders)
    desk.SUBJECTS.append(subjects)
    juries.ASIDE.append(ConflictOfInterest.objects.over)
    juries.BACKSTOPS["candidates_conflict_judged"] = (
        "Un conflit d’intérêts écarte cette personne de cette candidature : elle ne la juge pas."
    )
    sheets.FOLLOWERS.append(changes.note_held)
    guards.GUARDS.append(settings_refusals)
    guards.KEPT.update(("candidates_wish_mode_kept", "candidates_wishes_max_kept", "candidates_statement_kept"))
