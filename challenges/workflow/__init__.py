"""The verbs of challenges and administrations, one file per concern."""

from challenges.workflow.administrations import AlreadyThere, LooksLike, create_administration
from challenges.workflow.bulk import EachRefused, preselect_all, request_changes_all, set_aside_all
from challenges.workflow.clarifications import (
    answer_clarification,
    ask_clarification,
    close_clarification,
    forward_clarification,
)
from challenges.workflow.conflicts import declare_conflict, lift_conflict, set_oneself_aside
from challenges.workflow.drafting import (
    StaleVersion,
    attach_deck,
    attach_simulation,
    claim_stakes,
    create_challenge,
    link_accounts,
    remove_deck,
    remove_simulation,
    save_commitments,
    save_datasets,
    save_host_team,
    save_identity,
    save_narrative,
    save_people,
    save_positions,
)
from challenges.workflow.framing import frame, publish
from challenges.workflow.instruction import bring_back, preselect, request_changes, schedule_hearing, set_aside
from challenges.workflow.mailing import write_to_authors
from challenges.workflow.memberships import arrive, confirm, hand_over_place, join, leave_administration, refuse
from challenges.workflow.people import (
    accept,
    change_right,
    decline,
    hand_over,
    invite,
    leave,
    remove_participant,
    resend,
    revoke,
)
from challenges.workflow.questions import answer_questions, prepare_questions, send_questions
from challenges.workflow.reading import advise, assign_reader, be_present, give_verdicts, take_back
from challenges.workflow.reminders import remind
from challenges.workflow.reopening import reopen
from challenges.workflow.reuse import reuse
from challenges.workflow.selection import (
    announce,
    create_link,
    enter_selected,
    order_results,
    planned_letters,
    prepare_decision,
)
from challenges.workflow.submission import restore, resubmit, submit, take_up, withdraw

__all__ = [
    "AlreadyThere",
    "EachRefused",
    "LooksLike",
    "StaleVersion",
    "accept",
    "advise",
    "announce",
    "answer_clarification",
    "answer_questions",
    "arrive",
    "ask_clarification",
    "assign_reader",
    "attach_deck",
    "attach_simulation",
    "be_present",
    "bring_back",
    "change_right",
    "claim_stakes",
    "close_clarification",
    "confirm",
    "create_administration",
    "create_challenge",
    "create_link",
    "declare_conflict",
    "decline",
    "enter_selected",
    "forward_clarification",
    "frame",
    "give_verdicts",
    "hand_over",
    "hand_over_place",
    "invite",
    "join",
    "leave",
    "leave_administration",
    "lift_conflict",
    "link_accounts",
    "order_results",
    "planned_letters",
    "prepare_decision",
    "prepare_questions",
    "preselect",
    "preselect_all",
    "publish",
    "refuse",
    "remind",
    "remove_deck",
    "remove_participant",
    "remove_simulation",
    "reopen",
    "request_changes",
    "request_changes_all",
    "resend",
    "restore",
    "resubmit",
    "reuse",
    "revoke",
    "save_commitments",
    "save_datasets",
    "save_host_team",
    "save_identity",
    "save_narrative",
    "save_people",
    "save_positions",
    "schedule_hearing",
    "send_questions",
    "set_aside",
    "set_aside_all",
    "set_oneself_aside",
    "submit",
    "take_back",
    "take_up",
    "withdraw",
    "write_to_authors",
]
