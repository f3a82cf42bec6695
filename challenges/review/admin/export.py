"""The filtered list as a CSV file, and a letter to its authors."""

import csv
import uuid
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import narrative
from challenges.proposal.telling.readers import Reader
from challenges.proposal.telling.table import TABLE
from challenges.review.forms.mailing import ColumnsForm, MailingForm
from challenges.review.letters.mailing import PLACEHOLDERS
from challenges.review.models.mailing import Mailing
from challenges.review.workflow import mailing as mailing_workflow
from challenges.review.workflow.mailing import drafts
from eig.accounts.requests import AuthenticatedRequest
from eig.common.admin import StepAdminPart
from eig.common.attempts import attempt
from eig.common.clock import PARIS
from eig.common.keeping.local import kept_here
from eig.common.telling import Kind, Repeated, Written, is_told, told_line, told_rows
from eig.common.text import cell, plural
from eig.common.vocabulary import SITE
from eig.journal.steps import record_each
from eig.notifications.rendering import render
from eig.notifications.workflow import wording_for

SHOWN = 20
ANSWER = "reponse-"
Column = tuple[str, Callable[[Challenge], object]]


def _day(value) -> str:
    return value.astimezone(PARIS).strftime("%Y-%m-%d %H:%M") if value else ""


def _exported() -> Iterator[tuple[str, Column]]:
    """What the table of the file tells to the export; of repeated rows, their headings, their sums and their names."""
    for chapter in TABLE:
        for line in chapter.lines:
            if isinstance(line, Written) and is_told(line, Reader.EXPORT):
                yield line.name, (_label(line), line.amount or partial(_text, line))
            if isinstance(line, Repeated) and is_told(line, Reader.EXPORT):
                yield from _of_rows(chapter.title, line)


def _of_rows(title: str, rows: Repeated) -> Iterator[tuple[str, Column]]:
    yield rows.name, (title, partial(_headings, rows))
    for line in rows.columns:
        if line.amount and is_told(line, Reader.EXPORT):
            yield line.name, (_label(line), partial(_sum, rows, line))
        if line.kind == Kind.TAGS and is_told(line, Reader.EXPORT):
            yield line.name, (_label(line), partial(_names, rows, line))


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
    return {f"{ANSWER}{key}": (label, partial(_answer, key)) for key, label in sorted(labels.items())}


def _answer(key: str, challenge: Challenge) -> str:
    return next((reply.said for reply in narrative(challenge).replies if reply.question.key == key), "")


def _advices(challenge: Challenge) -> str:
    return ", ".join(
        f"{reading.reader} : {reading.get_advice_display() or 'à lire'}" for reading in challenge.readings.all()
    )


COLUMNS: dict[str, Column] = {
    "number": ("Numéro", lambda challenge: challenge.number),
    **dict(_exported()),
    "kind": ("Nature", lambda challenge: challenge.administration.get_kind_display()),
    "status": ("État", lambda challenge: challenge.get_status_display()),
    "submitted_at": ("Déposé le", lambda challenge: _day(challenge.submitted_at)),
    "authors": ("Auteurs", lambda challenge: ", ".join(str(user) for user in challenge.authors.all())),
    "emails": ("Adresses des auteurs", lambda challenge: ", ".join(user.email for user in challenge.authors.all())),
    "jury": ("Jury", lambda challenge: challenge.hearing.jury if challenge.hearing else ""),
    "hearing": ("Audition", lambda challenge: _day(challenge.hearing.starts_at) if challenge.hearing else ""),
    "advices": ("Avis des lecteurs", _advices),
    "decision": ("Décision préparée", lambda challenge: challenge.get_pending_decision_display()),
    "reason": ("Motif", lambda challenge: challenge.refusal_reason or challenge.pending_reason),
}


class ExportPages(StepAdminPart):
    """The pages of the export and of the letter to authors, mixed into the admin of challenges."""

    # Given by the admin that it is mixed into.
    filtered: Callable[..., list[Challenge]]
    list_context: Callable[..., dict]

    def export_urls(self) -> list:
        """Two addresses that take the filters of the list."""
        wrap = self.admin_site.admin_view
        return [
            path("exporter/", wrap(self.export_view), name="challenges_challenge_export"),
            path("courrier/", wrap(self.mailing_view), name="challenges_challenge_mailing"),
        ]

    def export_view(self, request: AuthenticatedRequest) -> HttpResponse:
        """Choose the columns, then download."""
        rows = self.filtered(request)
        prefetch_related_objects(rows, "promotion__challenge_questions__questions__options", "narrative__answers")
        columns = {**COLUMNS, **_answers(rows)}
        form = ColumnsForm(request.POST or None, choices=[(key, label) for key, (label, _) in columns.items()])
        if request.method == "POST" and form.is_valid():
            return _download(request, rows, [columns[key] for key in form.cleaned_data["columns"]])
        title = f"Exporter {plural(len(rows), SITE.challenge, SITE.challenges)}"
        context = {**self.list_context(request, title), "form": form, "total": len(rows)}
        return TemplateResponse(request, "admin/challenges/export.html", context)

    def mailing_view(self, request: AuthenticatedRequest) -> HttpResponse:
        """Write a letter, read it as its receivers will, then send it; a form sent twice sends the letters once."""
        rows = self.filtered(request)
        form = MailingForm(request.POST or None, user=request.user)
        ready = request.method == "POST" and form.is_valid()
        if ready and "send" in request.POST and (done := self._send(request, rows, form)):
            return done
        planned = _planned(form, rows, request) if ready else []
        context = {
            **self.list_context(request, f"Écrire aux auteurs de {plural(len(rows), SITE.challenge, SITE.challenges)}"),
            "form": form,
            "rows": rows,
            "letters": planned[:SHOWN],
            "total": len(planned),
            "placeholders": PLACEHOLDERS.items(),
            "ready": ready,
            "keeper": kept_here(request),
        }
        return TemplateResponse(request, "admin/challenges/mailing.html", context)

    def _send(self, request: AuthenticatedRequest, rows: list[Challenge], form: MailingForm) -> HttpResponse | None:
        with attempt(form):
            mailing = mailing_workflow.write_to_authors(rows, **form.cleaned_data, by=request.user, at=request.at)
            mailing.refresh_from_db()
            sent = plural(mailing.letters, "courrier part", "courriers partent")
            messages.success(request, f"{sent} aux auteurs.")
            return HttpResponseRedirect(reverse("admin:challenges_challenge_changelist"))
        return None


def _download(request: AuthenticatedRequest, rows: list[Challenge], columns: list[Column]) -> HttpResponse:
    """A file for French spreadsheets: UTF-8 with its mark, semicolons, nothing that passes for a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="defis-{request.at.astimezone(PARIS):%Y-%m-%d}.csv"'
    response["Cache-Control"] = "no-store"
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";", lineterminator="\r\n")
    writer.writerow([label for label, _ in columns])
    prefetch_related_objects(rows, "positions__skill_links")
    writer.writerows([cell(read(challenge)) for _, read in columns] for challenge in rows)
    promotions = list({challenge.promotion_id: challenge.promotion for challenge in rows}.values())
    named = ", ".join(label for label, _ in columns)
    said = f"Export de {plural(len(rows), SITE.challenge, SITE.challenges)}"
    record_each(promotions, "export", said, by=request.user, at=request.at, note=f"Colonnes : {named}")
    return response


def _planned(form: MailingForm, rows: list[Challenge], request: AuthenticatedRequest) -> list[dict]:
    """The letters as they would leave: one query for the wording of each promotion."""
    values = {**form.cleaned_data, "token": uuid.uuid4()}
    planned = drafts(Mailing(**values, by=request.user, at=request.at), rows)
    wordings = {draft.scope: wording_for(draft.letter, draft.scope) for draft in planned}
    return [
        {
            "to": draft.user,
            "rendered": render(draft.letter, wordings[draft.scope], draft.context) if rank < SHOWN else None,
        }
        for rank, draft in enumerate(planned)
    ]
