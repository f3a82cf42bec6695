"""A candidate as the jury reads and marks them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.telling import Reader, passages
from candidates.hearings import rules as hearings_rules
from candidates.hearings.models.interviews import Interview
from candidates.review.forms import ConflictDeclarationForm
from candidates.review.models.conflicts import ConflictOfInterest
from candidates.review.workflow import set_oneself_aside
from eig.juries.models.hearings import Hearing, Sheet
from eig.juries.rules import maximum
from eig.juries.views.sheets import MarksView, NoteView, OpinionSheetView
from eig.reviewing.views.conflicts import ConflictedView, DeclareConflictView

CLOSED = "candidates/jury_aside.html"


class _HeardCandidate(ConflictedView):
    """The interview of a hearing of one's own juries: a 404 for anybody else, an explanation for who is set aside."""

    subject: Interview
    conflicts = ConflictOfInterest
    closed_template = CLOSED

    def get_subject(self, user: Any, pk: int) -> Interview:
        return get_object_or_404(Interview.objects.judged_by(user).with_names(), hearing=pk)

    def closed_because(self, at: datetime) -> str:
        return hearings_rules.marks_closed_because(self.subject, at)

    def get_context_data(self, **kwargs: Any) -> dict:
        application = Application.objects.with_content().get(pk=self.subject.application_id)
        return super().get_context_data(
            interview=self.subject,
            application=application,
            passages=passages(application, Reader.JURY),
            score=_score(self.hearing, self.request.user),
            maximum=maximum(self.criteria),
            **kwargs,
        )


class CandidateView(_HeardCandidate, MarksView):
    """The application with its CV, and one's own marks."""

    template_name = "candidates/jury.html"

    def note_url(self) -> str:
        return reverse("juries:candidate_note", args=[self.hearing.pk])

    def next_url(self) -> str:
        return reverse("juries:candidate", args=[self.hearing.pk]) + "#ma-fiche"


class CandidateNoteView(_HeardCandidate, NoteView):
    """One's own notes on a candidate."""

    def closed_because(self, at: datetime) -> str:
        return ""

    def next_url(self) -> str:
        return reverse("juries:candidate", args=[self.hearing.pk]) + "#mes-notes"


class CandidateSheetView(_HeardCandidate, OpinionSheetView):
    """The common sheet that the rapporteur enters for the jury."""

    template_name = "candidates/jury_sheet.html"

    def titles(self, hearings: Iterable[Hearing]) -> Mapping[int, str]:
        return Interview.objects.titles_by_hearing(hearings)

    def next_url(self) -> str:
        return reverse("juries:desk")


class CandidateConflictView(DeclareConflictView):
    """Set oneself aside from a candidate."""

    conflicts, form = ConflictOfInterest, ConflictDeclarationForm
    set_oneself_aside = staticmethod(set_oneself_aside)
    template_name, closed_template = "candidates/jury_conflict.html", CLOSED

    def get_subject(self, user: Any, pk: int) -> Application | None:
        heard = Interview.objects.judged_by(user).with_names().filter(hearing=pk).first()
        return heard.application if heard else None

    def shown(self, subject: Application, pk: int) -> dict:
        return {"application": subject, "file": reverse("juries:candidate", args=[pk])}


def _score(hearing: Hearing, user: Any) -> int | None:
    """The total of one's own sheet."""
    own = Sheet.objects.filter(hearing=hearing).of(user).with_score().first()
    return own.score if own else None
