"""Questions before the day: asked by a juror, answered by an author."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from challenges.hearings.forms.clarifications import AnswerForm, AskForm
from challenges.hearings.models.clarifications import Clarification
from challenges.hearings.models.heard import heard_by
from challenges.hearings.rules.clarifications import asking_refusal, can_reply
from challenges.hearings.workflow import clarifications
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.keeping.local import kept_here
from eig.common.views import StepView


@require_http_methods(["GET", "POST"])
def ask(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A juror's question on a file: written here, or why it is too late."""
    heard = heard_by(request.user).select_related("promotion", "hearing__jury")
    challenge = get_object_or_404(heard, hearing=pk)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with attempt(form):
            clarifications.ask_clarification(challenge, **form.cleaned_data, by=request.user, at=request.at)
            messages.success(request, "Votre question est envoyée à la coordination. La réponse sera sur cette page.")
            return redirect(reverse("juries:challenge", args=[pk]) + "#questions")
    context = {
        "title": f"Poser une question sur {challenge.title}",
        "challenge": challenge,
        "form": form,
        "keeper": kept_here(request),
        "closed": asking_refusal(challenge, request.at),
    }
    return render(request, "challenges/jury_ask.html", context, status=422 if form.is_bound else 200)


class ReplyView(StepView):
    """An author's answer to the jury; read again once it is given."""

    request: AuthenticatedRequest
    model = Clarification
    rule = staticmethod(lambda user, clarification: True)
    verb = staticmethod(clarifications.answer_clarification)
    form_class = AnswerForm
    template_name = "challenges/clarification.html"
    title = "Une question du jury"
    button = "Envoyer la réponse au jury"
    done = "Votre réponse est envoyée : tous les membres du jury peuvent la lire."

    def get_queryset(self) -> models.QuerySet:
        return Clarification.objects.handed_to(self.request.user)

    def success_url(self, obj: Clarification) -> str:
        return reverse("challenges:clarification", args=[obj.pk])

    def get_context_data(self, **kwargs: Any) -> dict:
        open_to_me = can_reply(self.request.user, self.object)
        return super().get_context_data(challenge=self.object.challenge, open=open_to_me, **kwargs)
