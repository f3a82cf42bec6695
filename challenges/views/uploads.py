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

from challenges import workflow
from challenges.forms import DeckForm, SimulationForm
from challenges.models import Challenge
from challenges.rules import Section
from challenges.views.sections import SectionView
from eig.common.dates import short_instant
from eig.common.flow import StepRefused
from eig.common.keeping.answers import ALONE, EMPTY, Answer, Row, Told
from eig.common.keeping.merging import THEIRS, Merge
from eig.files.views import serve

AGAIN = "Choisissez de nouveau ce fichier ci-dessous pour l’envoyer à la place de l’autre."
REPLACED = "Un autre auteur vient de remplacer ce fichier : rien n’est retiré, lisez d’abord celui-ci."


class UploadView(SectionView):
    """One file: sent, replaced or taken away; a page that shows the progress is answered with where to go next."""

    template_name = "challenges/upload.html"
    field = ""
    form_class: ClassVar[type[Form]]
    attach: ClassVar[Callable[..., None]]
    detach: ClassVar[Callable[..., None]]
    words: ClassVar[dict[str, str]]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.quiet:
            raise Http404
        answer = self.remove() if "remove" in request.POST else super().post(request, *args, **kwargs)
        if "X-Upload" in request.headers and answer.status_code == 302:
            return JsonResponse({"url": answer.headers["Location"]})
        return answer

    def stored(self) -> Form:
        return self.form_class()

    def typed(self) -> Form:
        return self.form_class(self.request.POST, self.request.FILES)

    def told(self, form: Form) -> Told:
        """One answer: the file that is stored, or the one that was sent, which no stored file is known to equal."""
        kept = getattr(self.challenge, self.field)
        if not form.is_bound:
            text = f"{kept.name}, envoyé le {short_instant(kept.uploaded_at)}" if kept else EMPTY
            return Told({ALONE: Row(answers={self.field: Answer(self.words["file"], kept, text)})})
        if form.errors:
            return Told({ALONE: Row(whole=False)})
        sent = form.cleaned_data[self.field]
        answer = Answer(self.words["file"], f"envoi {sent.name}", f"{sent.name}. {AGAIN}")
        return Told({ALONE: Row(answers={self.field: answer})})

    def keep(self, form: Form) -> HttpResponse:
        """Nothing to send for whoever chose the file that is stored."""
        if not self.request.FILES and THEIRS in self.request.POST.values():
            return redirect(self.next_url())
        try:
            return super().keep(form)
        except ValidationError as error:
            form.add_error(self.field, error)
            return self.page(form, status=422)

    def save(self, merge: Merge) -> None:
        type(self).attach(self.challenge, self.request.FILES[self.field], **self.verb_context)

    def remove(self) -> HttpResponse:
        """Take away the file that the page showed, and no other."""
        if self.shown != self.told(self.stored()).marks:
            messages.warning(self.request, REPLACED)
            return redirect(f"challenges:{self.field}", pk=self.challenge.pk)
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
    attach = workflow.attach_deck
    detach = workflow.remove_deck
    words = {
        "file": "Présentation",
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
    attach = workflow.attach_simulation
    detach = workflow.remove_simulation
    words = {
        "file": "Simulation de paie",
        "why": "Elle est facultative : établie par votre service des ressources humaines, elle aide à prévoir le coût "
        "des contrats. La coordination la lit, le jury ne la reçoit pas.",
        "send": "Envoyer la simulation",
        "replace": "Remplacer la simulation",
        "remove": "Retirer cette simulation",
        "removed": "La simulation de paie est retirée.",
    }


@require_GET
def deck_download(request: HttpRequest, pk: int) -> FileResponse:
    """The presentation, for those who may read it."""
    challenge = get_object_or_404(Challenge.objects.deck_readable_by(request.user), pk=pk)
    if challenge.deck is None:
        raise Http404
    return serve(challenge.deck)


@require_GET
def simulation_download(request: HttpRequest, pk: int) -> FileResponse:
    """The pay simulation, for those who see the file; not for the jury."""
    challenge = get_object_or_404(Challenge.objects.visible_to(request.user), pk=pk)
    if challenge.simulation is None:
        raise Http404
    return serve(challenge.simulation)
