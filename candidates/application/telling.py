"""What a person writes in an application, told once: each thing with its label, its section and its readers.

The candidate's own pages, the receipt, what is kept of a section, the jury's page and the coordination's walk this
table. Whoever adds a field adds its line here.
"""

from copy import copy
from enum import StrEnum

from django.urls import reverse

from candidates.application.models.applications import Application, Wish
from candidates.application.rules import parts, section_of, statements_of
from eig.common.dates import short_instant
from eig.common.telling import Answers, Chapter, Kind, OwnLine, Passage, Readers, Repeated, Written, tell, told_rows
from eig.files.models import StoredFile
from eig.questions.reading import Part


class Reader(StrEnum):
    """Who is told something of an application."""

    CANDIDATE = "candidate"
    JURY = "jury"
    OUTSIDE = "outside"
    COORDINATION = "coordination"


EVERYBODY = Readers(tuple(Reader))
AUTHOR = Readers((Reader.CANDIDATE,), withheld=(Reader.JURY, Reader.COORDINATION, Reader.OUTSIDE))
OTHERS = Readers((Reader.JURY, Reader.COORDINATION, Reader.OUTSIDE), withheld=(Reader.CANDIDATE,))
CONTACT = Readers((Reader.CANDIDATE, Reader.COORDINATION), withheld=(Reader.JURY, Reader.OUTSIDE))
PROFILE_KEY, WISHES_KEY = "profil", "voeux"


def _declared(application: Application) -> list[OwnLine]:
    """Each statement of the promotion, with when the person accepted it; nothing when they did not."""
    given = {row.statement_id: f"le {short_instant(row.at)}" for row in application.acceptances.all()}
    return [
        OwnLine(row.label or "Déclaration", f"{row}, déclaré {given[row.pk]}." if row.pk in given else "")
        for row in statements_of(application.promotion)
    ]


def _cv(application: Application) -> str:
    return reverse("candidates:cv", args=[application.pk])


def _unnamed(application: Application) -> StoredFile | str:
    """The CV under the reference of the file: its own name may say who wrote it."""
    if application.cv is None:
        return ""
    stored = copy(application.cv)
    stored.name = application.cv_name
    return stored


def _answers(part: Part) -> Answers:
    lines = [OwnLine(reply.question.label, reply.said, reply.address) for reply in part.replies]
    return Answers("answers", lambda application: lines, EVERYBODY)


def _rank(wish: Wish) -> str:
    return f"Vœu {wish.rank}"


def _position(wish: Wish) -> str:
    word = wish.application.promotion.said("{challenge}")
    return f"{wish.position.family}, {word} {wish.position.challenge}"


PROFILE = Chapter(
    PROFILE_KEY,
    "Profil",
    (
        Written("headline", "Métier", lambda application: application.headline, EVERYBODY, empty="non renseigné"),
        Written("town", "Ville de résidence", lambda application: application.town, EVERYBODY, empty="non renseignée"),
        Written("phone", "Téléphone", lambda application: application.phone, CONTACT, empty="non renseigné"),
        Written(
            "portfolio",
            "Portfolio ou dépôt de code",
            lambda application: application.portfolio,
            EVERYBODY,
            address=lambda application: application.portfolio,
        ),
        Written("mobility", "Mobilité et contraintes", lambda application: application.mobility, EVERYBODY),
        Written("cv", "CV", lambda application: application.cv or "", AUTHOR, Kind.FILE, empty="aucun", address=_cv),
        Written("cv_unnamed", "CV", _unnamed, OTHERS, Kind.FILE, empty="aucun", address=_cv),
        Answers("acceptances", _declared, CONTACT, "non déclarée", Kind.FACT),
    ),
)
WISH_ROWS = Repeated(
    "wishes",
    lambda application: application.wishes.all(),
    (
        Written("rank", "Rang", _rank, EVERYBODY, Kind.TITLE),
        Written("position", "Poste", _position, EVERYBODY, Kind.TITLE),
        Written(
            "motivation",
            "Motivation",
            lambda wish: wish.motivation,
            EVERYBODY,
            Kind.PROSE,
            empty="Sans motivation",
            bare=True,
        ),
    ),
    marks=("rank", "position"),
    kind=Kind.ROW,
)
WISHES = Chapter(WISHES_KEY, "Vœux", (WISH_ROWS,), empty="Aucun vœu")
WISHES_LATER = Chapter(WISHES_KEY, "Vœux", (WISH_ROWS,), empty="À classer après la présélection")
TABLE = (PROFILE, WISHES)
"""All the sections but the answers, whose questions are the promotion's and come after the profile."""
LINES = {line.name: line for line in PROFILE.lines if isinstance(line, Written)}
"""The lines of the profile by name."""


def passages(application: Application, reader: Reader) -> list[Passage]:
    """What a reader is told of an application, in order. No query after ``with_content()``."""
    wishes = WISHES_LATER if application.promotion.ranks_later else WISHES
    answers = [Chapter(section_of(part), part.title, (_answers(part),)) for part in parts(application)]
    return tell((PROFILE, *answers, wishes), application, reader, application.promotion.said)


def wished(application: Application) -> list[tuple[str, ...]]:
    """The rank of each wish, and the position wished for."""
    return [tuple(row.titles) for row in told_rows(WISH_ROWS, application, Reader.CANDIDATE)]
