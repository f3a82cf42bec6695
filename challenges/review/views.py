"""Authors answer the questions of the instruction; the jury reads the answers with the file."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from challenges.proposal.models.challenges import Challenge
from challenges.review.forms.questions import AnswersForm, answers_in
from challenges.review.rules.reading import answering_refusal
from challenges.review.workflow import questions
from eig.accounts.requests import AuthenticatedRequest
from eig.common.keeping.local import LocalPage
from eig.common.keeping.merging import Merge
from eig.common.text import plural


class AnswersView(LocalPage):
    """One page with every question sent: to answer until the hearing, in part or in full, to read afterwards."""

    request: AuthenticatedRequest
    template_name = "challenges/questions.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.fetch()

    def fetch(self) -> None:
        rows = Challenge.objects.visible_to(self.request.user).with_file()
        self.challenge = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.questions = list(self.challenge.prepared_questions.sent())

    def refusal(self) -> str:
        return answering_refusal(self.request.user, self.challenge, self.request.at)

    def stored(self) -> AnswersForm:
        return AnswersForm(questions=self.questions)

    def typed(self) -> AnswersForm:
        return AnswersForm(self.request.POST, questions=self.questions)

    def save(self, merge: Merge) -> None:
        over = {row.pk: row.answer for row in self.questions}
        answers = answers_in(merge.values)
        questions.answer_questions(self.challenge, answers, over=over, by=self.request.user, at=self.request.at)

    def say_saved(self) -> None:
        left = sum(not row.answer for row in self.questions)
        rest = f" Il en reste {plural(left, 'sans réponse', 'sans réponse')}." if left else ""
        messages.success(self.request, f"Vos réponses sont enregistrées : le jury les lit avec le dossier.{rest}")

    def next_url(self) -> str:
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict:
        about = {"challenge": self.challenge, "questions": self.questions, "closed": self.refusal()}
        return super().get_context_data(**{**about, "title": f"Questions sur {self.challenge}", **kwargs})
