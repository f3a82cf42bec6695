"""The pages of the instruction: eligibility, readers, advice, questions, who has the file open."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from challenges.proposal.models.challenges import Challenge
from challenges.review.admin.pages import AdvicePage, EligibilityPage, QuestionsPage
from challenges.review.forms.reading import ReaderForm
from challenges.review.models.presence import Presence
from challenges.review.models.reading import Reading
from challenges.review.rules import reading as rules
from challenges.review.workflow import reading as reading_workflow
from eig.accounts.requests import AuthenticatedRequest
from eig.common.admin import StepAdminPart
from eig.common.attempts import attempt


class InstructionPages(StepAdminPart):
    """The pages of the instruction, mixed into the admin of challenges."""

    # Given by the admin that it is mixed into.
    _allowed: Callable[..., Challenge]
    _page: Callable[..., HttpResponse]

    def instruction_urls(self) -> list:
        """The addresses of these pages."""
        acts = (
            ("eligibilite", self.eligibility_view, "eligibility"),
            ("lecteurs", self.readers_view, "readers"),
            ("avis", self.advice_view, "advice"),
            ("questions", self.questions_view, "questions"),
            ("presence", self.presence_view, "presence"),
        )
        wrap = self.admin_site.admin_view
        return [path(f"<int:pk>/{slug}/", wrap(view), name=f"challenges_challenge_{name}") for slug, view, name in acts]

    def instruction_buttons(self, user, obj: Challenge) -> list[dict]:
        """What a person may do on this file while it is instructed."""
        acts = [
            ("Vérifier l’éligibilité", "eligibility", rules.can_judge(user, obj)),
            ("Confier à un lecteur", "readers", rules.can_assign(user, obj)),
            ("Préparer les questions", "questions", rules.can_ask(user, obj)),
        ]
        if own := next((reading for reading in obj.readings.all() if reading.reader_id == user.pk), None):
            acts.insert(
                0, ("Revoir mon avis" if own.advice else "Donner mon avis", "advice", _advisable(user, obj, own))
            )
        return [_button(label, name, obj) for label, name, allowed in acts if allowed]

    def eligibility_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """The eligibility checklist: what the file says of each line, and the verdicts given."""
        return EligibilityPage.as_view(desk=self)(request, pk=pk)

    def readers_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Hand the file to a reader, or take it back from one who has not read it."""
        challenge = self._allowed(request, pk, rules.can_assign)
        form = ReaderForm(request.POST if "reader" in request.POST else None)
        if request.method == "POST" and (done := self._change_readers(request, challenge, form)):
            return done
        readings = challenge.readings.select_related("reader", "given_by")
        template = "admin/challenges/readers.html"
        return self._page(request, template, challenge, "Confier à un lecteur", form=form, readings=readings)

    def advice_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """A reader's own recommendation and internal note."""
        return AdvicePage.as_view(desk=self)(request, pk=pk)

    def questions_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Prepare the questions quietly, then send them all to the authors and to the jury."""
        return QuestionsPage.as_view(desk=self)(request, pk=pk)

    def presence_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Say that I have this file open; answer who else does, in words."""
        challenge = get_object_or_404(self.get_queryset(request), pk=pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return render(request, "admin/challenges/presence.html", {"others": self.others_on(request, challenge)})

    def others_on(self, request: AuthenticatedRequest, challenge: Challenge) -> list[Presence]:
        """Who of the coordination has this file open besides me; outside readers neither see nor are seen."""
        if not self.has_change_permission(request, challenge):
            return []
        return reading_workflow.be_present(challenge, by=request.user, at=request.at)

    def _change_readers(
        self, request: AuthenticatedRequest, challenge: Challenge, form: ReaderForm
    ) -> HttpResponse | None:
        with attempt(request):
            if taken := request.POST.get("take_back", ""):
                reading = get_object_or_404(
                    challenge.readings, pk=taken if taken.isdecimal() and len(taken) < 19 else None
                )
                reading_workflow.take_back(reading, by=request.user, at=request.at)
                messages.success(request, f"Le dossier n’est plus confié à {reading.reader}.")
                return HttpResponseRedirect(request.path)
            if form.is_valid():
                reader = form.cleaned_data["reader"]
                reading_workflow.assign_reader([challenge], reader, by=request.user, at=request.at)
                messages.success(request, f"Le dossier est confié à {reader}.")
                return HttpResponseRedirect(request.path)
            return None
        return HttpResponseRedirect(request.path)

    def _done(self, request: HttpRequest, challenge: Challenge, sentence: str) -> HttpResponse:
        messages.success(request, sentence)
        return HttpResponseRedirect(self._change_url(challenge))


def _advisable(user, challenge: Challenge, reading: Reading) -> bool:
    reading.challenge = challenge
    return rules.can_advise(user, reading)


def _button(label: str, name: str, obj: Challenge) -> dict:
    url = reverse(f"admin:challenges_challenge_{name}", args=[obj.pk])
    return {"label": label, "url": url, "danger": False}
