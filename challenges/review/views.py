"""Authors answer the questions of the instruction; the jury reads the answers with the file."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.generic.base import TemplateView

from challenges.proposal.models.challenges import Challenge
from challenges.review.forms.questions import AnswersForm
from challenges.review.rules.reading import answering_refusal
from challenges.review.workflow import questions
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.text import plural


class AnswersView(TemplateView):
    """One page with every question sent: to answer until the hearing, to read afterwards."""

    request: AuthenticatedRequest
    template_name = "challenges/questions.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = Challenge.objects.visible_to(request.user).with_file()
        self.challenge = get_object_or_404(rows, pk=kwargs["pk"])
        self.questions = list(self.challenge.prepared_questions.sent())
        self.closed = answering_refusal(self.request.user, self.challenge, self.request.at)
        self.form = AnswersForm(request.POST or None, questions=self.questions)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, in part or in full; what was typed stays on a refusal."""
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        with attempt(self.form):
            questions.answer_questions(self.challenge, self.form.answers, by=self.request.user, at=self.request.at)
            left = sum(not text for text in self.form.answers.values())
            rest = f" Il en reste {plural(left, 'sans réponse', 'sans réponse')}." if left else ""
            messages.success(request, f"Vos réponses sont enregistrées : le jury les lit avec le dossier.{rest}")
            return HttpResponseRedirect(request.path)
        return self.render_to_response(self.get_context_data(), status=409)

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(
            challenge=self.challenge, questions=self.questions, closed=self.closed, form=self.form, **kwargs
        )
