"""Someone who will apply."""

from dataclasses import dataclass, field

from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.demo.people import DEMO


@dataclass
class Candidate:
    """A person before they sign up: their trade, the positions they want, and how far they will go.

    ``place`` is the rank on the list of the first position they want (1 first), 0 for those who stop before.
    """

    user: User
    family: str
    wishes: list[Position]
    place: int = 0
    finishes: bool = True
    texts: list[str] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Whether this is one of the demonstration's accounts."""
        return self.user.email.endswith(f"@{DEMO}")
