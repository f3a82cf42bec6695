"""Files sent while drafting: verified, replaced, taken away, downloaded."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from challenges.proposal.forms.uploads import DeckForm, SimulationForm
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import Section
from challenges.proposal.views.sections import SectionView
from challenges.proposal.workflow import drafting
from eig.common.flow import StepRefused
from eig.files.views import serve


class UploadView(SectionView):
    """One file: sent, replaced or taken away; a page that shows the progress is answered with where to go next."""

    template_name = "challenges/upload.html"
    field = ""
    form_class: ClassVar[type[Form]]
    attach: ClassVar[Callable[..., None]]
    detach: ClassVar[Callable[..., None]]
    words: ClassVar[dict[str, str]]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = self.remove() if "remove" in request.POST else super().post(request, *args, **kwargs)
        if "X-Upload" in request.headers and answer.status_code == 302:
            return JsonResponse({"url": answer.headers["Location"]})
        return answer

    def stored(self) -> Form:
        return self.form_class()

    def typed(self) -> Form:
        return self.form_class(self.request.POST, self.request.FILES)

    def autosave(self, form: Form) -> JsonResponse:
        """A file is never sent by itself."""
        raise Http404

    def try_to_save(self, form: Form) -> HttpResponse:
        try:
            return super().try_to_save(form)
        except ValidationError as error:
            form.add_error(self.field, error)
            return self.page(form, status=422)

    def save(self, form: Form) -> None:
        type(self).attach(self.challenge, form.cleaned_data[self.field], **self.verb_context)

    def remove(self) -> HttpResponse:
        """Take the file away."""
        try:
            type(self).detach(self.challenge, **self.verb_context)
        except StepRefused as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, self.words["removed"])
        return redirect(f"challenges:{self.field}", pk=self.challenge.pk)

    def get_context_data(self, **kwargs: Any) -> dict:
        stored = getattr(self.challenge, self.field)
        url = reverse(f"challenges:{self.field}_download", args=[self.challenge.pk])
        return super().get_context_data(**{"stored": stored, "url": url, "words": self.words, **kwargs})


class DeckView(UploadView):
    """The presentation."""

    section = Section.DECK
    field = "deck"
    form_class = DeckForm
    attach = drafting.attach_deck
    detach = drafting.remove_deck
    words = {
        "why": "Le jury la lit avant l’audition, et vos mentors la commentent : elle complète vos réponses sans les "
        "répéter.",
        "send": "Envoyer la présentation",
        "replace": "Remplacer la présentation",
        "remove": "Retirer cette présentation",
        "removed": "La présentation est retirée.",
    }


class SimulationView(UploadView):
    """The pay simulation."""

    section = Section.SIMULATION
    field = "simulation"
    form_class = SimulationForm
    attach = drafting.attach_simulation
    detach = drafting.remove_simulation
    words = {
        "why": "Elle est facultative : établie par votre service des ressources humaines, elle aide à prévoir le coût "
        "des contrats. La coordination la lit, le jury ne la reçoit pas.",
        "send": "Envoyer la simulation",
        "replace": "Remplacer la simulation",
        "remove": "Retirer cette simulation",
        "removed": "La simulation de paie est retirée.",
    }


@require_GET
def simulation_download(request: HttpRequest, pk: int) -> FileResponse:
    """The pay simulation, for those who see the file; not for the jury."""
    challenge = get_object_or_404(Challenge.objects.visible_to(request.user), pk=pk)
    if challenge.simulation is None:
        raise Http404
    return serve(challenge.simulation)
