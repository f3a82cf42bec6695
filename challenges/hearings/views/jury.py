"""A challenge as its jury reads and marks it."""

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from challenges.hearings.forms.conflicts import ConflictDeclarationForm
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.models.heard import heard_by
from challenges.hearings.rules import scheduling
from challenges.hearings.rules.clarifications import asking_refusal
from challenges.hearings.workflow.conflicts import set_oneself_aside
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.telling.file import file_of
from challenges.proposal.telling.readers import Reader
from eig.accounts.requests import AuthenticatedRequest
from eig.juries.views.sheets import CommonSheetView, MarksView, NoteView
from eig.reviewing.views.conflicts import ConflictedView, DeclareConflictView

CLOSED = "challenges/jury_aside.html"


class _HeardChallenge(ConflictedView):
    """The challenge of a hearing of one's own juries: a 404 for anybody else, an explanation for who is set aside."""

    request: AuthenticatedRequest
    subject: Challenge
    conflicts = ConflictOfInterest
    closed_template = CLOSED

    def get_subject(self, user: Any, pk: int) -> Challenge:
        return get_object_or_404(heard_by(user).as_heard(), hearing=pk)

    def closed_because(self, at: datetime) -> str:
        return scheduling.marks_closed_because(self.subject, at)

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(challenge=self.subject, **kwargs)


class ChallengeView(_HeardChallenge, MarksView):
    """The file, and one's own marks."""

    template_name = "challenges/jury.html"

    def get_context_data(self, **kwargs: Any) -> dict:
        questions = self.subject.clarifications.read_by(self.request.user).select_related("answered_by")
        refusal = asking_refusal(self.subject, self.request.at)
        content = file_of(self.subject, Reader.JURY)
        return super().get_context_data(questions=questions, asking_refusal=refusal, content=content, **kwargs)

    def note_url(self) -> str:
        return reverse("juries:challenge_note", args=[self.hearing.pk])

    def next_url(self) -> str:
        return reverse("juries:challenge", args=[self.hearing.pk]) + "#ma-fiche"


class ChallengeNoteView(_HeardChallenge, NoteView):
    """One's own notes on a challenge."""

    def closed_because(self, at: datetime) -> str:
        return ""

    def next_url(self) -> str:
        return reverse("juries:challenge", args=[self.hearing.pk]) + "#mes-notes"


class ChallengeSheetView(_HeardChallenge, CommonSheetView):
    """The common sheet that the rapporteur enters for the jury."""

    template_name = "challenges/jury_sheet.html"

    def next_url(self) -> str:
        return reverse("juries:desk")


class ChallengeConflictView(DeclareConflictView):
    """Set oneself aside from a challenge."""

    conflicts, form = ConflictOfInterest, ConflictDeclarationForm
    set_oneself_aside = staticmethod(set_oneself_aside)
    template_name, closed_template = "challenges/jury_conflict.html", CLOSED

    def get_subject(self, user: Any, pk: int) -> Challenge | None:
        return heard_by(user).select_related("promotion", "hearing__jury").filter(hearing=pk).first()

    def shown(self, subject: Challenge, pk: int) -> dict:
        return {"challenge": subject}
