"""A file as each of its readers is told it: pure reads on a challenge fetched by ``with_file``, without a query."""

from dataclasses import dataclass

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import Section, parts, section_of
from challenges.proposal.telling.readers import FILE, Reader
from challenges.proposal.telling.table import FILES, LINES, TABLE
from eig.common.telling import Answers, Chapter, Kind, OwnLine, Passage, Words, tell, told_line
from eig.questions.reading import Part

NARRATIVE = FILE
FIRST_FOR_JURY, LAST_FOR_JURY = (FILES, Section.POSITIONS), (Section.IDENTITY,)


@dataclass(frozen=True)
class File:
    """A file as one reader reads it: the challenge in one sentence, then the sections."""

    lead: str
    sections: list[Passage]


def chapters(challenge: Challenge) -> list[Chapter]:
    """The whole table, with the questions of the promotion in their place."""
    first, *others = TABLE
    return [
        first,
        *(Chapter(section_of(part), part.title, (_questions(part),)) for part in parts(challenge)),
        *others,
    ]


def sections(challenge: Challenge, reader: Reader, words: Words | None = None) -> list[Passage]:
    """What a reader is told of a file read by ``with_file``, in order: no query."""
    return tell(chapters(challenge), challenge, reader, words or challenge.promotion.said)


def file_of(challenge: Challenge, reader: Reader) -> File:
    """What a reader is told, as pages show it: the sentence apart, without the empty sections.

    Jurors find first the presentation and the people sought, last who asks.
    """
    told = sections(challenge, reader)
    if reader == Reader.JURY:
        told.sort(key=lambda section: (section.key in LAST_FOR_JURY, section.key not in FIRST_FOR_JURY))
    leads = [saying.text for section in told for saying in section.told if saying.kind == Kind.LEAD]
    return File(leads[0] if leads else "", [section for section in told if section.runs or section.empty])


def text_of(challenge: Challenge, name: str) -> str:
    """One line of a file in words, empty when there is nothing to say."""
    told = told_line(LINES[name], challenge, challenge.promotion.said)
    return (told.text or told.empty) if told else ""


def label_of(challenge: Challenge, name: str) -> str:
    """The label of a line, in the words of the promotion."""
    return challenge.promotion.said(LINES[name].label)


def _questions(part: Part) -> Answers:
    lines = [OwnLine(reply.question.label, reply.said, reply.address) for reply in part.replies]
    return Answers("narrative", lambda challenge: lines, NARRATIVE)
