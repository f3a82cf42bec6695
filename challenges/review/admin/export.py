"""What may be exported of challenges."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from django.db.models import prefetch_related_objects

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import narrative
from challenges.proposal.telling.readers import Reader
from challenges.proposal.telling.table import TABLE
from eig.accounts.requests import AuthenticatedRequest
from eig.common.telling import Kind, Repeated, Written, is_told, told_line, told_rows
from eig.common.vocabulary import SiteText
from eig.reviewing.admin import export
from eig.reviewing.admin.export import Column, advices, moment

ANSWER = "reponse-"
READ = ("promotion__challenge_questions__questions__options", "narrative__answers", "positions__skill_links")


def _exported() -> Iterator[tuple[str, Column]]:
    """What the table of the file tells to the export; of repeated rows, their headings, their sums and their names."""
    for chapter in TABLE:
        for line in chapter.lines:
            if isinstance(line, Written) and is_told(line, Reader.EXPORT):
                yield line.name, Column(_label(line), line.amount or partial(_text, line))
            if isinstance(line, Repeated) and is_told(line, Reader.EXPORT):
                yield from _of_rows(chapter.title, line)


def _of_rows(title: str, rows: Repeated) -> Iterator[tuple[str, Column]]:
    yield rows.name, Column(title, partial(_headings, rows))
    for line in rows.columns:
        if line.amount and is_told(line, Reader.EXPORT):
            yield line.name, Column(_label(line), partial(_sum, rows, line))
        if line.kind == Kind.TAGS and is_told(line, Reader.EXPORT):
            yield line.name, Column(_label(line), partial(_names, rows, line))


def _label(line: Written) -> str:
    return f"{line.label} ({line.unit})" if line.unit else line.label


def _text(line: Written, challenge: Challenge) -> str:
    told = told_line(line, challenge)
    return told.text if told else ""


def _headings(rows: Repeated, challenge: Challenge) -> str:
    return ", ".join(row.label for row in told_rows(rows, challenge, Reader.EXPORT))


def _sum(rows: Repeated, line: Written, challenge: Challenge) -> int:
    return sum(line.amount(row) or 0 for row in rows.read(challenge)) if line.amount else 0


def _names(rows: Repeated, line: Written, challenge: Challenge) -> str:
    return ", ".join(dict.fromkeys(name for row in rows.read(challenge) for name in line.read(row)))


def _answers(rows: Iterable[Challenge]) -> dict[str, Column]:
    """A column for each key of the questions that these files were asked, under its first wording."""
    replies = [reply for row in rows for reply in narrative(row).replies if reply.question.key]
    labels = {reply.question.key: reply.question.label for reply in reversed(replies)}
    return {f"{ANSWER}{key}": Column(label, partial(_answer, key)) for key, label in sorted(labels.items())}


def _answer(key: str, challenge: Challenge) -> str:
    return next((reply.said for reply in narrative(challenge).replies if reply.question.key == key), "")


COLUMNS: dict[str, Column] = {
    "number": Column("Numéro", lambda challenge: challenge.number),
    **dict(_exported()),
    "kind": Column("Nature", lambda challenge: challenge.administration.get_kind_display()),
    "status": Column("État", lambda challenge: challenge.get_status_display()),
    "submitted_at": Column("Déposé le", lambda challenge: moment(challenge.submitted_at)),
    "authors": Column("Auteurs", lambda challenge: ", ".join(str(user) for user in challenge.authors.all())),
    "emails": Column(
        "Adresses des auteurs", lambda challenge: ", ".join(user.email for user in challenge.authors.all())
    ),
    "jury": Column("Jury", lambda challenge: challenge.hearing.jury if challenge.hearing else ""),
    "hearing": Column("Audition", lambda challenge: moment(challenge.hearing.starts_at) if challenge.hearing else ""),
    "advices": Column("Avis des lecteurs", advices),
    "decision": Column("Décision préparée", lambda challenge: challenge.get_pending_decision_display()),
    "reason": Column("Motif", lambda challenge: challenge.refusal_reason or challenge.pending_reason),
}


class ExportPages(export.ExportPages):
    """Mixed into the admin of challenges."""

    file_name, people = "defis", "les auteurs"
    subjects = (SiteText("{challenge}"), SiteText("{challenges}"))

    def export_columns(self, request: AuthenticatedRequest, rows: list[Challenge]) -> Mapping[str, Column]:
        prefetch_related_objects(rows, *READ)
        return {**COLUMNS, **_answers(rows)}
