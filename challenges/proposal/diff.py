"""What a file says, line by line, and what changed in it since it was submitted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus
from challenges.proposal.telling.file import sections
from challenges.proposal.telling.readers import Reader
from challenges.proposal.telling.table import IDENTITY, PEOPLE
from eig.common.telling import Passage, Saying
from eig.common.vocabulary import unsaid

S = ChallengeStatus
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
Line = list[str]
OURS = (IDENTITY.title, PEOPLE.title)


@dataclass(frozen=True)
class Piece:
    """A run of words; its ``kind`` is ``same``, ``added`` or ``removed``."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One line of a file that differs: in which section, under which label."""

    section: str
    label: str
    pieces: list[Piece]


def written(challenge: Challenge) -> list[Line]:
    """Section, label and text of each line of a file, blank ones left out."""
    return [
        _line(section, saying)
        for section in sections(challenge, Reader.AUTHORS, unsaid)
        for saying in section.told
        if saying.text or saying.rest
    ]


def changes(challenge: Challenge) -> list[Change]:
    """What differs between what was submitted last and what the file says now; once a correction or a file taken up
    again is in, between the last two submissions. Empty when nothing was submitted yet, or nothing changed."""
    kept = [row.lines for row in challenge.submissions.all()]
    if challenge.status in (S.DRAFT, S.CHANGES_REQUESTED):
        kept.append(written(challenge))
    found = list(_differences(kept[-2], kept[-1])) if len(kept) > 1 else []
    return [_said(challenge, change) for change in found]


def _said(challenge: Challenge, change: Change) -> Change:
    """Our own headings in the words of the promotion: what was kept at each submission does not depend on them."""
    if change.section not in OURS:
        return change
    return replace(
        change, section=challenge.promotion.said(change.section), label=challenge.promotion.said(change.label)
    )


def compared(before: str, after: str) -> list[Piece]:
    """Two texts as runs of words that stayed, came or went."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    pieces = []
    for kind, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[from_old:to_old])))
            continue
        runs = (Piece("removed", "".join(old[from_old:to_old])), Piece("added", "".join(new[from_new:to_new])))
        pieces += [run for run in runs if run.text]
    return pieces


def _differences(before: list[Line], after: list[Line]) -> Iterator[Change]:
    old = {(section, label): text for section, label, text in before}
    new = {(section, label): text for section, label, text in after}
    for section, label in dict.fromkeys([*new, *old]):
        was, now = old.get((section, label), ""), new.get((section, label), "")
        if was != now:
            yield Change(section, label, compared(was, now))


def _line(section: Passage, saying: Saying) -> Line:
    """A repeated row goes by what tells it from the others, so that the rest of it can be compared."""
    return [section.title, saying.mark, saying.rest] if saying.mark else [section.title, saying.label, saying.text]
