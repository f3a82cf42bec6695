"""Files sent while drafting: verified, replaced, taken away, downloaded."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from challenges.proposal.forms.uploads import DeckForm, SimulationForm
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import Section
from challenges.proposal.views.sections import SectionView
from challenges.proposal.workflow import drafting
from eig.common.keeping.files import FileView
from eig.common.vocabulary import SiteText
from eig.files.views import serve


class UploadView(FileView, SectionView):
    """One file: sent, replaced or taken away; a page that shows the progress is answered with where to go next."""

    template_name = "challenges/upload.html"
    form_class: ClassVar[type[Form]]
    verbs: ClassVar[tuple[Callable[..., None], Callable[..., None]]]
    labels: ClassVar[dict[str, str]]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        if "X-Upload" in request.headers and answer.status_code == 302:
            return JsonResponse({"url": answer.headers["Location"]})
        return answer

    def stored(self) -> Form:
        return self.form_class()

    def typed(self) -> Form:
        return self.form_class(self.request.POST, self.request.FILES)

    def current(self) -> Any:
        return getattr(self.challenge, self.field)

    def attach(self, upload: Any) -> None:
        self.verbs[0](self.challenge, upload, **self.verb_context)

    def detach(self) -> None:
        self.verbs[1](self.challenge, **self.verb_context)

    def get_context_data(self, **kwargs: Any) -> dict:
        url = reverse(f"challenges:{self.field}_download", args=[self.challenge.pk])
        return super().get_context_data(**{"stored": self.current(), "url": url, "labels": self.labels, **kwargs})


class DeckView(UploadView):
    """The presentation."""

    section = Section.DECK
    field = "deck"
    form_class = DeckForm
    word = "Présentation"
    removed = "La présentation est retirée."
    verbs = (drafting.attach_deck, drafting.remove_deck)
    labels = {
        "why": SiteText(
            "Le jury la lit avant l’audition, et vos {mentors} la commentent : elle complète vos réponses sans les "
            "répéter."
        ),
        "send": "Envoyer la présentation",
        "replace": "Remplacer la présentation",
        "remove": "Retirer cette présentation",
    }


class SimulationView(UploadView):
    """The pay simulation."""

    section = Section.SIMULATION
    field = "simulation"
    form_class = SimulationForm
    word = "Simulation de paie"
    removed = "La simulation de paie est retirée."
    verbs = (drafting.attach_simulation, drafting.remove_simulation)
    labels = {
        "why": "Elle est facultative : établie par votre service des ressources humaines, elle aide à prévoir le coût "
        "des contrats. La coordination la lit, le jury ne la reçoit pas.",
        "send": "Envoyer la simulation",
        "replace": "Remplacer la simulation",
        "remove": "Retirer cette simulation",
    }


@require_GET
def simulation_download(request: HttpRequest, pk: int) -> FileResponse:
    """The pay simulation, for those who see the file; not for the jury."""
    challenge = get_object_or_404(Challenge.objects.visible_to(request.user), pk=pk)
    if challenge.simulation is None:
        raise Http404
    return serve(challenge.simulation)
