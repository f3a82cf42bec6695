"""A challenge as its jury reads and marks it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from challenges.hearings.forms.conflicts import ConflictDeclarationForm
from challenges.hearings.models.heard import heard_by, hearings_set_aside
from challenges.hearings.rules import scheduling
from challenges.hearings.rules.clarifications import asking_refusal
from challenges.hearings.workflow import conflicts
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.telling.file import file_of
from challenges.proposal.telling.readers import Reader
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.keeping.local import kept_here
from eig.juries.models.hearings import Hearing
from eig.juries.views.sheets import CommonSheetView, HearingView, MarksView, NoteView

CONFLICT = "Signaler un conflit d’intérêts"


class _HeardChallenge(HearingView):
    """The challenge of a hearing of one's own juries: a 404 for anybody else, an explanation for who is set aside."""

    request: AuthenticatedRequest
    subject: Challenge
    aside = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        try:
            super().setup(request, *args, **kwargs)
        except Http404:
            if kwargs["pk"] not in hearings_set_aside(self.request.user):
                raise
            self.aside = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.aside:
            return _closed(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

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


@require_http_methods(["GET", "POST"])
def declare_conflict(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Set oneself aside from a challenge: the file closes at once, the coordination is told."""
    heard = heard_by(request.user).select_related("promotion", "hearing__jury")
    challenge = heard.filter(hearing=pk).first()
    if challenge is None:
        return _aside(request, pk)
    form = ConflictDeclarationForm(request.POST or None)
    challenge.promotion.words.speak(form)
    if request.method == "POST" and form.is_valid():
        with attempt(form):
            conflicts.set_oneself_aside(challenge, **form.cleaned_data, by=request.user, at=request.at)
            messages.success(request, "C’est noté : ce dossier est fermé pour vous, la coordination est prévenue.")
            return redirect("juries:desk")
    context = {"title": CONFLICT, "challenge": challenge, "form": form, "keeper": kept_here(request)}
    return render(request, "challenges/jury_conflict.html", context, status=422 if form.is_bound else 200)


def _aside(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What somebody set aside already finds: sent twice, the declaration is the same one; a 404 for anybody else."""
    if pk not in hearings_set_aside(request.user):
        raise Http404
    if request.method == "POST":
        return redirect("juries:desk")
    return _closed(request, pk)


def _closed(request: HttpRequest, pk: int) -> HttpResponse:
    """Why the file of a hearing does not open, in the words of its promotion: one query."""
    hearing = Hearing.objects.select_related("jury__promotion").get(pk=pk)
    return render(request, "challenges/jury_aside.html", {"promotion": hearing.jury.promotion}, status=403)
