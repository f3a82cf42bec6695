"""The pages where a file is written: one class per section, one way of saving for all."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic.base import TemplateView

from challenges import workflow
from challenges.forms import (
    CommitmentsForm,
    DeckForm,
    IdentityForm,
    NarrativeForm,
    PeopleFormSet,
    PositionFormSet,
    people_of,
    positions_of,
    texts,
)
from challenges.models import Challenge
from challenges.rules import Section, can_edit, editing_refusal, parts
from challenges.views.summary import Page, pages, saved, status_bar
from eig.common.flow import StepRefused


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
        if refusal := editing_refusal(request.user, self.challenge, request.at):
            return self.page(form, status=409, refusal=refusal)
        if not form.is_valid():
            return self.page(form, status=422)
        return self.try_to_save(form)

    def try_to_save(self, form: Any) -> HttpResponse:
        """Save and go on; show what was typed beside what is stored when someone saved in between."""
        try:
            self.save(form)
        except workflow.StaleVersion:
            self.challenge = self.fetch()
            return self.page(
                form, status=409, differences=self.differences(form), version=self.challenge.version, overtaken=True
            )
        except StepRefused as refusal:
            return self.page(form, status=409, refusal=str(refusal))
        messages.success(self.request, f"{saved(self.challenge, self.request.at)}.")
        return redirect(self.next_url())

    def overtaken(self, form: Any) -> HttpResponse:
        """Both texts, and a form that now starts from what is stored."""
        self.challenge = self.fetch()
        differences = self.differences(form)
        return self.page(form, status=409, version=self.challenge.version, differences=differences, overtaken=True)

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
        own = {**place, "refusal": "", "differences": [], "overtaken": False}
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
        workflow.save_identity(self.challenge, form.cleaned_data, version=self.version(), **self.verb_context)


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
        workflow.save_narrative(self.challenge, form.answers(), version=self.version(), **self.verb_context)


class BlocksView(SectionView):
    """A section made of several blocks, each a small form."""

    def labelled(self, form: Any) -> dict[str, str]:
        return {
            f"{self.block_name(block, number)} – {label}": text
            for number, block in enumerate(form.forms, start=1)
            if not block.is_bound or block.cleaned_data
            for label, text in texts(block).items()
        }


class PositionsView(BlocksView):
    """Profiles sought: two more buttons add and take away a block, keeping all that is typed."""

    template_name = "challenges/positions.html"
    section = Section.POSITIONS

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "add" in request.POST or "remove" in request.POST:
            return self.page(self.rearranged())
        return super().post(request, *args, **kwargs)

    def blocks(self, *args: Any, **kwargs: Any) -> PositionFormSet:
        """The set of blocks for this promotion."""
        return PositionFormSet(*args, promotion=self.challenge.promotion, **kwargs)

    def stored(self) -> PositionFormSet:
        return self.blocks(initial=positions_of(self.challenge))

    def typed(self) -> PositionFormSet:
        return self.blocks(self.request.POST)

    def rearranged(self) -> PositionFormSet:
        """All that was typed, with one block more or less."""
        rows, removed = self.typed().typed(), self.request.POST.get("remove", "")
        if removed.isdecimal():
            rows = [row for index, row in enumerate(rows) if index != int(removed)]
        return self.blocks(initial=rows if removed else [*rows, {}])

    def block_name(self, block: Any, number: int) -> str:
        return f"Poste {number}"

    def save(self, form: PositionFormSet) -> None:
        workflow.save_positions(self.challenge, form.rows(), version=self.version(), **self.verb_context)


class PeopleView(BlocksView):
    """Mentors and contacts."""

    template_name = "challenges/people.html"
    section = Section.PEOPLE

    def stored(self) -> PeopleFormSet:
        return PeopleFormSet(initial=people_of(self.challenge))

    def typed(self) -> PeopleFormSet:
        return PeopleFormSet(self.request.POST)

    def block_name(self, block: Any, number: int) -> str:
        return block.role.title

    def save(self, form: PeopleFormSet) -> None:
        workflow.save_people(self.challenge, form.rows(), version=self.version(), **self.verb_context)


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
        workflow.save_commitments(self.challenge, form.cleaned_data["commitments"], **self.verb_context)


class DeckView(SectionView):
    """The presentation in PDF: sent, replaced or taken away."""

    template_name = "challenges/deck.html"
    section = Section.DECK

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "remove" in request.POST:
            return self.remove()
        return super().post(request, *args, **kwargs)

    def stored(self) -> DeckForm:
        return DeckForm()

    def typed(self) -> DeckForm:
        return DeckForm(self.request.POST, self.request.FILES)

    def try_to_save(self, form: DeckForm) -> HttpResponse:
        try:
            return super().try_to_save(form)
        except ValidationError as error:
            form.add_error("deck", error)
            return self.page(form, status=422)

    def save(self, form: DeckForm) -> None:
        workflow.attach_deck(self.challenge, form.cleaned_data["deck"], **self.verb_context)

    def remove(self) -> HttpResponse:
        """Take the presentation away."""
        try:
            workflow.remove_deck(self.challenge, **self.verb_context)
        except StepRefused as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "La présentation est retirée.")
        return redirect("challenges:deck", pk=self.challenge.pk)
