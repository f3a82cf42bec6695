"""The verbs of applications, lists and offers, one file per moment of the year."""

from candidates.workflow.answers import accept, decline, expire_offers
from candidates.workflow.drafting import PROFILE, attach_cv, remove_cv, save_answers, save_profile, save_wishes, start
from candidates.workflow.interviews import schedule_interview
from candidates.workflow.lists import cancel_offer, prepare_offer, prepare_offers, rank
from candidates.workflow.preselection import (
    announce_preselection,
    order_preselection,
    prepare_verdict,
    prepare_verdicts,
    set_aside,
)
from candidates.workflow.previews import offer_letters, preselection_letters
from candidates.workflow.publication import announce_offers, order_offers, refuse
from candidates.workflow.ranking import rank_wishes
from candidates.workflow.reminders import remind
from candidates.workflow.submission import reopen, submit, withdraw
from candidates.workflow.succession import offer_next
from candidates.workflow.withdrawals import tell_of_withdrawals
from eig.common.keeping.version import StaleVersion

__all__ = [
    "PROFILE",
    "StaleVersion",
    "accept",
    "announce_offers",
    "announce_preselection",
    "attach_cv",
    "cancel_offer",
    "decline",
    "expire_offers",
    "offer_letters",
    "offer_next",
    "order_offers",
    "order_preselection",
    "prepare_offer",
    "prepare_offers",
    "prepare_verdict",
    "prepare_verdicts",
    "preselection_letters",
    "rank",
    "rank_wishes",
    "refuse",
    "remind",
    "remove_cv",
    "reopen",
    "save_answers",
    "save_profile",
    "save_wishes",
    "schedule_interview",
    "set_aside",
    "start",
    "submit",
    "tell_of_withdrawals",
    "withdraw",
]
