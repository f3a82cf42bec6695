"""The pages where a file is written: one class per section, one way of saving for all."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.generic.base import TemplateView

from challenges.proposal.forms.base import texts
from challenges.proposal.forms.identity import IdentityForm
from challenges.proposal.forms.narrative import CommitmentsForm, NarrativeForm
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import Section, can_edit, editing_refusal, parts
from challenges.proposal.views.summary import Page, pages, saved, status_bar
from challenges.proposal.workflow import drafting
from eig.common.flow import StepRefused

INVALID = (
    "Pas encore enregistré : une réponse est incomplète ou trop longue. Votre texte est gardé dans ce navigateur ; "
    "le bouton « Enregistrer » dira laquelle."
)
OVERTAKEN = "Un autre auteur vient de modifier cette partie : rien n’est écrasé, et votre texte est toujours ici."


class SectionView(TemplateView):
    """Show a section, save it, and never lose what was typed: invalid, too late or overtaken by someone else."""

    section = ""
    challenge: Challenge

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.challenge = self.fetch()

    def fetch(self) -> Challenge:
        """The file, with all its content, for one of its authors; 404 for anyone else."""
        mine = Challenge.objects.editable_by(self.request.user).with_file()
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refusal := editing_refusal(request.user, self.challenge, request.at):
            messages.warning(request, refusal)
            return redirect("challenges:file", pk=self.challenge.pk)
        return self.page(self.stored())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.typed()
        if "X-Autosave" in request.headers:
            return self.autosave(form)
        if refusal := editing_refusal(request.user, self.challenge, request.at):
            return self.page(form, status=409, refusal=refusal)
        if not form.is_valid():
            return self.page(form, status=422)
        return self.try_to_save(form)

    def try_to_save(self, form: Any) -> HttpResponse:
        """Save and go on; show what was typed beside what is stored when someone saved in between."""
        try:
            self.save(form)
        except drafting.StaleVersion:
            self.challenge = self.fetch()
            return self.page(
                form, status=409, differences=self.differences(form), version=self.challenge.version, overtaken=True
            )
        except StepRefused as refusal:
            return self.page(form, status=409, refusal=str(refusal))
        messages.success(self.request, f"{saved(self.challenge, self.request.at)}.")
        return redirect(self.next_url())

    def autosave(self, form: Any) -> JsonResponse:
        """Save what is being typed and say so; a refusal leaves all of it in the browser."""
        if refusal := editing_refusal(self.request.user, self.challenge, self.request.at):
            return JsonResponse({"sentence": f"Ce n’est pas enregistré. {refusal}"}, status=409)
        if not form.is_valid():
            return JsonResponse({"sentence": INVALID}, status=422)
        try:
            self.save(form)
        except drafting.StaleVersion:
            return JsonResponse({"sentence": OVERTAKEN, "compare": True}, status=409)
        except StepRefused as refusal:
            return JsonResponse({"sentence": f"Ce n’est pas enregistré. {refusal}"}, status=409)
        self.challenge = self.fetch()
        bar = status_bar(self.challenge, self.request.at)
        panel = render_to_string("challenges/_state.html", bar, request=self.request)
        return JsonResponse({"version": self.challenge.version, "saved": f"{bar['saved']}.", "state": panel})

    def page(self, form: Any, status: int = 200, version: int | None = None, **context: Any) -> HttpResponse:
        """The page around a form; the version shown is the one the writer started from."""
        shown = self.version() if version is None else version
        return self.render_to_response(self.get_context_data(form=form, version=shown, **context), status=status)

    def version(self) -> int:
        """The version that the form carried, else the current one."""
        sent = self.request.POST.get("version", "")
        return int(sent) if sent.isdecimal() else 0 if self.request.method == "POST" else self.challenge.version

    @property
    def verb_context(self) -> dict:
        """Who writes, and when."""
        return {"by": self.request.user, "at": self.request.at}

    def here(self) -> tuple[int, list[Page]]:
        """The place of this page in the file."""
        every = pages(self.challenge)
        return next(index for index, page in enumerate(every) if page.section == self.section), every

    def next_url(self) -> str:
        """The next section, or the whole file when asked for or when this was the last."""
        index, every = self.here()
        if "leave" in self.request.POST or index + 1 == len(every):
            return reverse("challenges:file", args=[self.challenge.pk])
        return every[index + 1].url

    def differences(self, form: Any) -> list[tuple[str, str, str]]:
        """Label, stored text and typed text of what differs."""
        typed, stored = self.labelled(form), self.labelled(self.stored())
        labels = dict.fromkeys([*stored, *typed])
        rows = [(label, stored.get(label, "(rien)"), typed.get(label, "(rien)")) for label in labels]
        return [row for row in rows if row[1] != row[2]]

    def labelled(self, form: Any) -> dict[str, str]:
        """A form's content as label → text."""
        return texts(form)

    def get_context_data(self, **kwargs: Any) -> dict:
        index, every = self.here()
        following = every[index + 1].title if index + 1 < len(every) else "Dépôt"
        place = {"page": every[index], "number": index + 1, "total": len(every), "following": following}
        typed = self.request.method == "POST"
        own = {**place, "refusal": "", "differences": [], "overtaken": False, "typed": typed}
        editable = can_edit(self.request.user, self.challenge, self.request.at)
        bar = status_bar(self.challenge, self.request.at)
        return super().get_context_data(**{**bar, **own, "editable": editable, **kwargs})


class IdentityView(SectionView):
    """Identity and funding."""

    template_name = "challenges/identity.html"
    section = Section.IDENTITY

    def stored(self) -> IdentityForm:
        return IdentityForm(promotion=self.challenge.promotion, initial=IdentityForm.initial_of(self.challenge))

    def typed(self) -> IdentityForm:
        return IdentityForm(self.request.POST, promotion=self.challenge.promotion)

    def save(self, form: IdentityForm) -> None:
        drafting.save_identity(self.challenge, form.cleaned_data, version=self.version(), **self.verb_context)


class NarrativeView(SectionView):
    """One part of the promotion's questions."""

    template_name = "challenges/narrative.html"

    def fetch(self) -> Challenge:
        challenge = super().fetch()
        self.part = next((one for one in parts(challenge.promotion) if one.number == self.kwargs["part"]), None)
        if self.part is None:
            raise Http404
        self.section = self.part.section
        return challenge

    def stored(self) -> NarrativeForm:
        return NarrativeForm(part=self.part, initial=NarrativeForm.initial_of(self.challenge))

    def typed(self) -> NarrativeForm:
        return NarrativeForm(self.request.POST, part=self.part)

    def save(self, form: NarrativeForm) -> None:
        drafting.save_narrative(self.challenge, form.answers(), version=self.version(), **self.verb_context)


class CommitmentsView(SectionView):
    """Sentences of the call to tick."""

    template_name = "challenges/commitments.html"
    section = Section.COMMITMENTS

    def fetch(self) -> Challenge:
        challenge = super().fetch()
        if not challenge.promotion.commitments.all():
            raise Http404
        return challenge

    def stored(self) -> CommitmentsForm:
        return CommitmentsForm(challenge=self.challenge, initial=CommitmentsForm.initial_of(self.challenge))

    def typed(self) -> CommitmentsForm:
        return CommitmentsForm(self.request.POST, challenge=self.challenge)

    def save(self, form: CommitmentsForm) -> None:
        drafting.save_commitments(self.challenge, form.cleaned_data["commitments"], **self.verb_context)
