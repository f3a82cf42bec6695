"""The kit of a half-day as one PDF: what to read before hearing, the presentations after each file."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, cast

from pypdf import PdfReader, PdfWriter

from challenges.hearings.models.clarifications import Clarification
from challenges.hearings.states import ClarificationStatus
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.telling.file import file_of, text_of
from challenges.proposal.telling.readers import Reader
from challenges.proposal.telling.table import FILES
from challenges.review.models.questions import PreparedQuestion
from eig.common.dates import clock_time, short_instant
from eig.common.pdf import render_pdf
from eig.common.telling import Passage, Saying
from eig.common.text import plural, typeset
from eig.files.models import StoredFile
from eig.files.workflow import pages_to_join
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import Jury
from eig.promotions.models.settings import Criterion

COVER, FILE = "pdf/challenges/kit_cover.typ", "pdf/challenges/kit_file.typ"
ABREAST = 4


@dataclass(frozen=True)
class Asked:
    """What was asked about a challenge before the hearing: by the coordination, then by the jury."""

    prepared: list[PreparedQuestion] = field(default_factory=list)
    jury: list[Clarification] = field(default_factory=list)


@dataclass(frozen=True)
class Chapter:
    """One challenge of the kit: its file typeset, its presentation when there is one that can be read."""

    challenge: Challenge
    file: PdfReader
    deck: PdfReader | None

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return len(self.file.pages) + (len(self.deck.pages) if self.deck else 0)


def kit_pdf(
    jury: Jury,
    challenges: Sequence[Challenge],
    asked: Mapping[int, Asked],
    criteria: Sequence[Criterion],
) -> bytes:
    """One file for a half-day: contents and criteria, then each challenge with its presentation, all bookmarked.

    ``challenges`` come with their content, in the order of the hearings; ``asked`` by challenge number.
    """
    decks = _decks([challenge.deck for challenge in challenges])
    chapters = [
        _chapter(challenge, asked[challenge.pk], deck) for challenge, deck in zip(challenges, decks, strict=True)
    ]
    # The contents say the page of each chapter, which depends on how long the contents are.
    cover = _cover(jury, chapters, criteria, first=0)
    cover = _cover(jury, chapters, criteria, first=len(cover.pages))
    return _bound(jury, cover, chapters)


def _bound(jury: Jury, cover: PdfReader, chapters: Sequence[Chapter]) -> bytes:
    writer = PdfWriter()
    writer.append(cover, outline_item="Sommaire et critères", import_outline=False)
    for chapter in chapters:
        start = len(writer.pages)
        writer.append(chapter.file, import_outline=False)
        above = writer.add_outline_item(title=chapter.challenge.title, page_number=start)
        writer.add_outline_item(title="Le dossier", page_number=start, parent=above)
        if chapter.deck:
            slides = len(writer.pages)
            writer.append(chapter.deck, import_outline=False)
            writer.add_outline_item(title="La présentation", page_number=slides, parent=above)
    writer.add_metadata({"/Title": _title(jury)})
    writer.page_mode = "/UseOutlines"
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _chapter(challenge: Challenge, asked: Asked, deck: PdfReader | None) -> Chapter:
    said = _file_data(challenge, asked, deck)
    return Chapter(challenge, PdfReader(BytesIO(render_pdf(FILE, said, title=challenge.title))), deck)


def _decks(stored: Sequence[StoredFile | None]) -> list[PdfReader | None]:
    """The presentations, nothing for one that cannot be joined: it does not keep the rest from the jury.

    Each is read in a process of its own, a few at once.
    """
    with ThreadPoolExecutor(ABREAST) as pool:
        contents = list(pool.map(lambda deck: pages_to_join(deck) if deck else None, stored))
    return [PdfReader(BytesIO(content)) if content else None for content in contents]


def _cover(jury: Jury, chapters: Sequence[Chapter], criteria: Sequence[Criterion], first: int) -> PdfReader:
    rows, page = [], first + 1
    for chapter in chapters:
        challenge, hearing = chapter.challenge, cast("Hearing", chapter.challenge.hearing)
        without = "sur le site" if challenge.deck else "aucune"
        deck = f"page {page + len(chapter.file.pages)}" if chapter.deck else without
        rows.append(
            [clock_time(hearing.starts_at), challenge.title, str(challenge.administration), f"page {page}", deck]
        )
        page += chapter.pages
    said = {
        "promotion": str(jury.promotion),
        "challenge": jury.promotion.said("{Challenge}"),
        "when": f"{jury.half_day}, à partir de {clock_time(jury.meets_at)} (heure de Paris)",
        "place": jury.place or "Le lieu vous sera précisé par la coordination.",
        "rows": rows,
        "criteria": [[line.label, line.help, f"de {line.mark_min} à {line.mark_max}"] for line in criteria],
    }
    return PdfReader(BytesIO(render_pdf(COVER, said, title=_title(jury))))


def _file_data(challenge: Challenge, asked: Asked, deck: PdfReader | None) -> dict[str, Any]:
    hearing, said = cast("Hearing", challenge.hearing), file_of(challenge, Reader.JURY)
    return {
        "when": f"Audition de {clock_time(hearing.starts_at)}, {plural(hearing.minutes, 'minute')}",
        "where": ", ".join(filter(None, [text_of(challenge, "administration"), text_of(challenge, "town")])),
        "summary": typeset(said.lead),
        "sections": [_section(section) for section in said.sections if section.key != FILES],
        "prepared": [[typeset(question.text), _prepared_answer(question)] for question in asked.prepared],
        "questions": [[typeset(clarification.shown_question), _answer(clarification)] for clarification in asked.jury],
        "deck": _deck_sentence(challenge, deck),
    }


def _section(section: Passage) -> dict[str, Any]:
    """A section as ``kit_file.typ`` prints it: runs of things of the same kind."""
    runs = [{"kind": kind, "told": [_told(saying) for saying in told]} for kind, told in section.runs]
    return {"title": typeset(section.title), "empty": section.empty, "runs": runs}


def _told(saying: Saying) -> dict[str, Any]:
    return {
        "label": "" if saying.bare else typeset(saying.label),
        "text": saying.text,
        "empty": saying.empty,
        "parts": [_told(part) for part in saying.parts],
    }


def _answer(clarification: Clarification) -> str:
    if clarification.answered_at:
        return _dated(clarification.answer, clarification.answered_at)
    closed = clarification.status == ClarificationStatus.CLOSED
    return "Laissée sans suite par la coordination." if closed else "Réponse attendue."


def _prepared_answer(question: PreparedQuestion) -> str:
    if question.answered_at:
        return _dated(question.answer, question.answered_at)
    return "Pas encore de réponse : à poser à l’audition."


def _dated(answer: str, at: datetime) -> str:
    return f"{answer}\n(réponse du {short_instant(at)})"


def _deck_sentence(challenge: Challenge, deck: PdfReader | None) -> str:
    if deck:
        return f"La présentation suit : {plural(len(deck.pages), 'page')}."
    return (
        "La présentation n’a pas pu être jointe : ouvrez-la depuis le site."
        if challenge.deck
        else "Aucune présentation."
    )


def _title(jury: Jury) -> str:
    return f"{jury}, {jury.promotion} : dossiers de la demi-journée"
