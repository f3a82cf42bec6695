"""What this app tells the floors below it, and its upper rooms the lower ones: every registry, filled in one place."""

from challenges.administrations import letters as administrations
from challenges.administrations.workflow import administrations as merging
from challenges.catalogue import letters as catalogue
from challenges.hearings.desk import subjects
from challenges.hearings.letters import clarifications, conflicts, scheduling
from challenges.hearings.letters import reminders as reminder_letters
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.workflow import reminders as hearing_reminders
from challenges.hearings.workflow.scheduling import release_hearing
from challenges.participants import letters as participants
from challenges.proposal.letters import calendar, submission
from challenges.proposal.workflow import reminders
from challenges.proposal.workflow import submission as submitting
from challenges.proposal.workflow.merging import move_challenges
from challenges.proposal.workflow.skills import move_skill
from challenges.review.letters import instruction, mailing, questions, reading
from challenges.selection import letters as selection
from challenges.selection.guards import files_that_chose, settings_refusals
from challenges.skills import workflow as skills
from eig.common.vocabulary import SiteText
from eig.juries import desk
from eig.juries import rules as juries
from eig.notifications.letters import declare
from eig.promotions import guards, ladders


def fill() -> None:
    """Fill every registry; called once, when the app is ready."""
    declare(administrations, submission, calendar, participants, instruction, reading, questions, mailing)
    declare(scheduling, reminder_letters, conflicts, clarifications, selection, catalogue)
    ladders.declare(reminders, hearing_reminders)
    guards.GUARDS.append(settings_refusals)
    guards.CHOICES.append(files_that_chose)
    guards.KEPT.update(("challenges_commitment_kept", "challenges_durations_kept", "challenges_hearings_kept"))
    desk.SUBJECTS.append(subjects)
    juries.ASIDE.append(ConflictOfInterest.objects.over)
    juries.BACKSTOPS["challenges_conflict_heard"] = SiteText(
        "Un conflit d’intérêts écarte cette personne de ce {challenge} : elle ne le juge pas."
    )
    skills.MOVES.append(move_skill)
    merging.MOVES.append(move_challenges)
    submitting.RELEASES.append(release_hearing)
