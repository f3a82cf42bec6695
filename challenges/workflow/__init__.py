"""The verbs of challenges and administrations, one file per concern."""

from challenges.workflow.clarifications import (
    answer_clarification,
    ask_clarification,
    close_clarification,
    forward_clarification,
)
from challenges.workflow.drafting import (
    StaleVersion,
    attach_deck,
    claim_stakes,
    create_challenge,
    link_accounts,
    remove_deck,
    save_commitments,
    save_identity,
    save_narrative,
    save_people,
    save_positions,
)
from challenges.workflow.framing import frame, publish
from challenges.workflow.instruction import bring_back, preselect, request_changes, schedule_hearing, set_aside
from challenges.workflow.memberships import AlreadyThere, confirm, create_administration, join, refuse
from challenges.workflow.reminders import remind
from challenges.workflow.selection import (
    announce,
    create_link,
    enter_selected,
    order_results,
    planned_letters,
    prepare_decision,
)
from challenges.workflow.submission import resubmit, submit, withdraw

__all__ = [
    "AlreadyThere",
    "StaleVersion",
    "announce",
    "answer_clarification",
    "ask_clarification",
    "attach_deck",
    "bring_back",
    "claim_stakes",
    "close_clarification",
    "confirm",
    "create_administration",
    "create_challenge",
    "create_link",
    "enter_selected",
    "forward_clarification",
    "frame",
    "join",
    "link_accounts",
    "order_results",
    "planned_letters",
    "prepare_decision",
    "preselect",
    "publish",
    "refuse",
    "remind",
    "remove_deck",
    "request_changes",
    "resubmit",
    "save_commitments",
    "save_identity",
    "save_narrative",
    "save_people",
    "save_positions",
    "schedule_hearing",
    "set_aside",
    "submit",
    "withdraw",
]
