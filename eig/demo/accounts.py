"""One account for each role, with what to look at in each scenario."""

from collections.abc import Iterator
from dataclasses import dataclass

from eig.accounts.models import User
from eig.demo.people import DEMO
from eig.demo.scenarios import SCENARIOS


@dataclass(frozen=True)
class Account:
    """A role, its address, and pages worth opening: from which scenario on, and where."""

    role: str
    name: str
    look: tuple[tuple[str, str], ...]

    @property
    def email(self) -> str:
        """Stable from one build to the next."""
        return f"{self.name}@{DEMO}"

    def hint(self, scenario: str) -> str:
        """What to look at in a scenario; empty when the account has nothing to do yet."""
        order = list(SCENARIOS)
        known = [text for since, text in self.look if order.index(since) <= order.index(scenario)]
        return known[-1] if known else ""


ACCOUNTS = (
    Account(
        "coordination",
        "coordination",
        (
            ("call-open", "/admin/: challenges being written and a membership to confirm"),
            ("call-closed", "/admin/: 31 challenges to read, preselect or set aside"),
            ("jury-week", "/: conflicts to examine, grids to obtain; /admin/: the ranking as common sheets come in"),
            ("choice", "/admin/: the board of the 21 challenges heard, with nothing decided yet"),
            ("catalogue", "/admin/: 17 challenges in the catalogue, wording of letters, next call"),
            ("candidates-call", "/admin/: applications as they arrive"),
            ("selection", "/admin/: hearings, score sheets and ranked lists"),
            ("offers", "/admin/: offers, answers and seats passed to the next"),
            ("month-3", "/suivi/: every mission, what is late, what blocks; /admin/: blockers to take up"),
        ),
    ),
    Account(
        "agent",
        "agent",
        (
            ("call-open", "/porteur/: MonitorFish, a draft to finish and submit"),
            ("call-closed", "/porteur/: MonitorFish, submitted, with its receipt"),
            ("jury-week", "/porteur/: MonitorFish, heard by a jury today"),
            ("catalogue", "/porteur/: MonitorFish, kept and published"),
        ),
    ),
    Account(
        "outside reader",
        "lecture",
        (
            ("call-closed", "/admin/: the files handed over, and no other"),
            ("candidates-call", "/admin/: the challenges and the applications handed over, and no other"),
        ),
    ),
    Account(
        "juror",
        "juror",
        (
            (
                "jury-week",
                "/jury/: three hearings today, notes and an answer to read; yesterday’s grid still to hand in",
            ),
            ("catalogue", "/jury/: past hearings, read-only"),
            ("selection", "/jury/: candidates heard for MonitorFish"),
        ),
    ),
    Account(
        "candidate",
        "candidate",
        (
            ("candidates-call", "/candidature/: a draft with two answers missing"),
            ("selection", "/candidature/: preselected, with a hearing"),
            ("offers", "/candidature/: an offer to accept or decline"),
            ("month-3", "/suivi/: at work on LABEL"),
        ),
    ),
    Account("coach", "coach", (("month-3", "/suivi/: every mission, and what is confided on MonitorFish"),)),
    Account("mentor", "mentor", (("month-3", "/suivi/: MonitorFish, one check-in late and one due"),)),
    Account(
        "EIG",
        "eig",
        (
            ("offers", "/candidature/: an offer on MonitorFish"),
            ("month-3", "/suivi/: MonitorFish, a check-in of one's own"),
        ),
    ),
)


def present(scenario: str) -> Iterator[tuple[Account, str]]:
    """The accounts that exist and have something to look at, in the order of the year."""
    emails = set(User.objects.filter(email__endswith=f"@{DEMO}").values_list("email", flat=True))
    for account in ACCOUNTS:
        if (hint := account.hint(scenario)) and account.email in emails:
            yield account, hint
