"""Dealing challenges to juries: a proposal that can be explained, the same for the same data."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from challenges.hearings.links import Links
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus
from eig.common.dates import clock_time
from eig.common.text import plural
from eig.juries.models.juries import DELIBERATION, Jury

MINUTES, BREAK = 40, 15


@dataclass(frozen=True)
class Terms:
    """How a half-day is cut: at most ``most`` challenges of ``minutes`` each, with ``pause`` minutes between two."""

    most: int
    minutes: int = MINUTES
    pause: int = BREAK


@dataclass
class Proposal:
    """Where one challenge could be heard, and why there. No jury when none can."""

    challenge: Challenge
    jury: Jury | None = None
    starts_at: datetime | None = None
    why: list[str] = field(default_factory=list)


@dataclass
class HalfDayPlan:
    """What a jury hears already or would hear, and until when it deliberates.

    ``taken`` and ``gone`` are beginnings and ends of hearings; ``gone`` are those of withdrawn challenges, whose hours
    stay lost although there is nothing to hear.
    """

    jury: Jury
    taken: list[tuple[datetime, datetime]] = field(default_factory=list)
    gone: list[tuple[datetime, datetime]] = field(default_factory=list)

    @classmethod
    def of(cls, jury: Jury) -> "HalfDayPlan":
        """The plan of a jury; its hearings and their challenges must already be loaded."""
        plan = cls(jury)
        for hearing in jury.hearings.all():
            challenge = getattr(hearing, "challenge", None)
            withdrawn = challenge and challenge.status == ChallengeStatus.WITHDRAWN
            (plan.gone if withdrawn else plan.taken).append(hearing.during)
        return plan

    def free_slot(self, terms: Terms, busy: Collection[tuple[datetime, datetime]]) -> datetime:
        """The first hour, from the start of the half-day on, when a hearing meets neither the others nor ``busy``."""
        step, length = timedelta(minutes=terms.minutes + terms.pause), timedelta(minutes=terms.minutes)
        start = self.jury.meets_at
        while _meets(start, start + length, [*self.taken, *self.gone, *busy]):
            start += step
        return start

    @property
    def deliberation(self) -> str:
        """« de 12 h 05 à 12 h 35 »; empty while nothing is heard."""
        if not self.taken:
            return ""
        end = max(end for _, end in self.taken)
        return f"de {clock_time(end)} à {clock_time(end + DELIBERATION)}"


def deal(challenges: Iterable[Challenge], plans: Sequence[HalfDayPlan], links: Links, terms: Terms) -> list[Proposal]:
    """Propose a jury and an hour for each challenge, the most constrained ones first.

    A jury where a link sets a member aside is used only when no other is free, never when it is the rapporteur; among
    the others the least loaded is taken, then the first in the calendar. Mentors are never asked to be in two places.
    """
    plans = sorted(plans, key=lambda plan: (plan.jury.meets_at, plan.jury.name, plan.jury.pk))
    busy: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for plan in plans:
        for hearing in plan.jury.hearings.all():
            for row in hearing.attendances.all():
                busy[row.email].append(hearing.during)
    order = sorted(
        challenges, key=lambda challenge: (_choices(challenge, plans, links), challenge.number or 0, challenge.pk)
    )
    return [_propose(challenge, plans, links, terms, busy) for challenge in order]


def _propose(
    challenge: Challenge,
    plans: Sequence[HalfDayPlan],
    links: Links,
    terms: Terms,
    busy: Mapping[str, list[tuple[datetime, datetime]]],
) -> Proposal:
    proposal = Proposal(challenge)
    open_to = [plan for plan in plans if len(plan.taken) < terms.most and not links.bars(challenge, plan.jury)]
    proposal.why += links.sentences(challenge, [plan.jury for plan in plans])
    if not open_to:
        proposal.why.append(
            challenge.words.said(
                "Aucun jury ne peut l’entendre : ajoutez-en un, ou permettez plus de {challenges} par jury."
            )
        )
        return proposal
    chosen = min(open_to, key=lambda plan: (len(links.aside(challenge, plan.jury)), len(plan.taken)))
    mentors = [person.email.lower() for person in challenge.stakeholders.all() if person.kind == "operational_mentor"]
    starts_at = chosen.free_slot(terms, [slot for email in mentors for slot in busy[email]])
    slot = (starts_at, starts_at + timedelta(minutes=terms.minutes))
    proposal.why.append(_reason(challenge, chosen, links.aside(challenge, chosen.jury)))
    proposal.jury, proposal.starts_at = chosen.jury, starts_at
    chosen.taken.append(slot)
    for email in mentors:
        busy[email].append(slot)
    return proposal


def _choices(challenge: Challenge, plans: Sequence[HalfDayPlan], links: Links) -> int:
    return sum(not links.aside(challenge, plan.jury) for plan in plans)


def _reason(challenge: Challenge, plan: HalfDayPlan, aside: Sequence[str]) -> str:
    words = challenge.words
    load = f"{plan.jury} : {plural(len(plan.taken), words.challenge, words.challenges)} avant celui-ci"
    return f"{load}, sans {', '.join(aside)}." if aside else f"{load}, personne d’écarté."


def _meets(start: datetime, end: datetime, others: Iterable[tuple[datetime, datetime]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in others)
