"""Who of the staff may do what: the groups of a deployed site and their permissions, as a table.

Nobody deletes what has been submitted, nor a line of the journal. The body of a letter is for the coordination
alone. Outside readers open the administration, but only the files handed to them: ``instructed_by`` says which.
"""

from collections.abc import Iterator, Mapping

SETTINGS = (
    "promotions.promotion",
    "promotions.programme",
    "promotions.window",
    "promotions.target",
    "promotions.criterion",
    "promotions.round",
    "promotions.statement",
    "promotions.profile",
    "promotions.profilefamily",
    "questions.questionnaire",
    "questions.question",
    "questions.option",
    "pages.page",
    "notifications.lettertext",
    "juries.jury",
    "juries.juryseat",
    "challenges.administrationdomain",
    "challenges.position",
    "challenges.stakeholder",
    "candidates.juryposition",
    "candidates.rankedlist",
    "candidates.rankedline",
    "mentoring.assignment",
    "mentoring.form",
)
FILES = (
    "promotions.announcement",
    "challenges.administration",
    "challenges.membership",
    "challenges.skill",
    "challenges.invitation",
    "challenges.challenge",
    "challenges.challengecommitment",
    "challenges.hostmember",
    "challenges.dataset",
    "challenges.conflictofinterest",
    "challenges.clarification",
    "challenges.eligibilityverdict",
    "challenges.reading",
    "challenges.preparedquestion",
    "challenges.mailing",
    "juries.hearing",
    "juries.attendance",
    "juries.sheet",
    "juries.mark",
    "candidates.application",
    "candidates.applicationacceptance",
    "candidates.wish",
    "candidates.candidacy",
    "candidates.submission",
    "candidates.interview",
    "candidates.reading",
    "candidates.mailing",
    "candidates.conflictofinterest",
    "candidates.offer",
    "mentoring.mission",
    "mentoring.placement",
    "mentoring.checkin",
    "mentoring.signal",
    "questions.response",
    "questions.answer",
)
CONFIDED = ("notifications.lettertext", "mentoring.checkin", "mentoring.signal")
"""What the hierarchy does not read: the wording of letters, and what EIG confide to those who support them."""
CALENDAR = ("promotions.promotion", "promotions.programme", "promotions.window")
COACHED = ("mentoring.placement", "mentoring.assignment", "mentoring.checkin", "mentoring.signal")
FOLLOW_UP = ("challenges.challenge", "challenges.position", "challenges.stakeholder", "mentoring.mission")

GROUPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "coordination": {
        "view add change delete": SETTINGS,
        "view add change": FILES,
        "view change": ("accounts.user", "notifications.message"),
        "impersonate": ("accounts.user",),
        "read_every": ("mentoring.checkin",),
        "view": (
            "accounts.register",
            "journal.entry",
            "files.storedfile",
            "alerts.subscription",
            "challenges.positionskill",
        ),
    },
    "direction": {
        "view": tuple(model for model in SETTINGS + FILES if model not in CONFIDED),
    },
    "coaches": {"view": (*CALENDAR, *FOLLOW_UP, *COACHED)},
    "hr": {
        "view": (
            *CALENDAR,
            *FOLLOW_UP,
            "challenges.administration",
            "candidates.application",
            "candidates.offer",
            "mentoring.placement",
        )
    },
    "dpo": {"view": (*CALENDAR, "accounts.user", "accounts.register", "journal.entry", "files.storedfile")},
    "outside_readers": {"view": ("challenges.reading", "candidates.reading")},
}


def permissions(group: str) -> Iterator[tuple[str, str]]:
    """The permissions of a group: app label and code name."""
    for actions, models in GROUPS[group].items():
        for model in models:
            app, _, name = model.partition(".")
            yield from ((app, f"{action}_{name}") for action in actions.split())
