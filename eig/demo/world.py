"""What the acts of a scenario share: the calendar, the people, and what has been created so far."""

from dataclasses import dataclass, field
from random import Random

from candidates.application.models.applications import Application
from challenges.administrations.models.administrations import Administration
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.demo.calendar import Calendar
from eig.demo.candidate import Candidate
from eig.demo.people import Crowd
from eig.demo.script import Script
from eig.juries.models.juries import Jury
from eig.promotions.models.profiles import Profile, ProfileFamily
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import Stage
from eig.questions.models import Question

SEED = 2020


@dataclass
class World:
    """The state of one build.

    Challenges are known by the name of their facts, families by their English word, applications by the number of
    their person. ``lists`` holds, by position number, those who will be heard for it; ``words`` what candidates
    know of each challenge.
    """

    calendar: Calendar
    script: Script = field(default_factory=Script)
    random: Random = field(default_factory=lambda: Random(SEED))
    families: dict[str, ProfileFamily] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    administrations: dict[str, Administration] = field(default_factory=dict)
    challenges: dict[str, Challenge] = field(default_factory=dict)
    authors: dict[str, User] = field(default_factory=dict)
    juries: dict[tuple[Stage, str], Jury] = field(default_factory=dict)
    jurors: list[User] = field(default_factory=list)
    applications: dict[int, Application] = field(default_factory=dict)
    challenge_criteria: list[int] = field(default_factory=list)
    criteria: list[int] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    lists: dict[int, list[Candidate]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.crowd = Crowd(self.random)
        self.promotion: Promotion
        self.coordination: User
        self.archivist: User

    def pick(self, choices: list[str]) -> str:
        """One of several sentences."""
        return self.random.choice(choices)
