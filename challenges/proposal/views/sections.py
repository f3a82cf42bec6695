"""The pages where a file is written: one class per section, one way of keeping what is typed for all."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse

from challenges.proposal.forms.identity import IdentityForm
from challenges.proposal.forms.narrative import CommitmentsForm
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import (
    Section,
    can_edit,
    commitments_of,
    editing_refusal,
    narrative,
    parts,
    section_of,
)
from challenges.proposal.views.summary import Page, pages, status_bar
from challenges.proposal.workflow import drafting
from eig.accounts.requests import AuthenticatedRequest
from eig.common.keeping.answers import ALONE, Row, Told, ticks
from eig.common.keeping.merging import Merge
from eig.common.keeping.views import KeepingView, State
from eig.questions.forms import QuestionsForm, texts_of


class SectionView(KeepingView):
    """The page of one section of a file, for its authors."""

    request: AuthenticatedRequest
    section = ""
    challenge: Challenge

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.fetch()

    def fetch(self) -> None:
        """The file, with all its content, for one of its authors; 404 for anyone else."""
        mine = Challenge.objects.editable_by(self.request.user).with_file()
        self.challenge = get_object_or_404(mine, pk=self.kwargs["pk"])

    def refusal(self) -> str:
        return editing_refusal(self.request.user, self.challenge, self.request.at)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refusal := self.refusal():
            messages.warning(request, refusal)
            return redirect("challenges:file", pk=self.challenge.pk)
        return super().get(request, *args, **kwargs)

    @property
    def verb_context(self) -> dict:
        """The version that was read, who writes, and when."""
        return {"version": self.challenge.version, "by": self.request.user, "at": self.request.at}

    def state(self) -> State:
        bar = status_bar(self.challenge, self.request.at)
        panel = render_to_string("challenges/_state.html", {**bar, "keeper": True}, self.request) if self.quiet else ""
        return State(bar["saved"], bar["not_submitted"], panel)

    def here(self) -> tuple[int, list[Page]]:
        """The index of this page, from 0, and all the pages of the file in order."""
        every = pages(self.challenge)
        return next(index for index, page in enumerate(every) if page.section == self.section), every

    def next_url(self) -> str:
        """The address of the next section, or of the whole file when asked for or when this was the last."""
        index, every = self.here()
        if "leave" in self.request.POST or index + 1 == len(every):
            return reverse("challenges:file", args=[self.challenge.pk])
        return every[index + 1].url

    def get_context_data(self, **kwargs: Any) -> dict:
        index, every = self.here()
        following = every[index + 1].title if index + 1 < len(every) else "Dépôt"
        place = {"page": every[index], "number": index + 1, "total": len(every), "following": following}
        editable = can_edit(self.request.user, self.challenge, self.request.at)
        bar = status_bar(self.challenge, self.request.at)
        return super().get_context_data(**{**bar, **place, "editable": editable, **kwargs})


class IdentityView(SectionView):
    """Identity and funding."""

    template_name = "challenges/identity.html"
    section = Section.IDENTITY

    def stored(self) -> IdentityForm:
        return IdentityForm(promotion=self.challenge.promotion, initial=IdentityForm.initial_of(self.challenge))

    def typed(self) -> IdentityForm:
        return IdentityForm(self.request.POST, promotion=self.challenge.promotion)

    def told(self, form: IdentityForm) -> Told:
        return form.told()

    def save(self, merge: Merge) -> None:
        drafting.save_identity(self.challenge, IdentityForm.values(merge.values), **self.verb_context)


class NarrativeView(SectionView):
    """One part of the promotion's questions."""

    template_name = "challenges/narrative.html"

    def fetch(self) -> None:
        super().fetch()
        asked = next((part for part in parts(self.challenge) if part.number == self.kwargs["part"]), None)
        if asked is None:
            raise Http404
        self.part = asked
        self.section = section_of(self.part)

    def stored(self) -> QuestionsForm:
        return self.questions()

    def typed(self) -> QuestionsForm:
        return self.questions(self.request.POST)

    def questions(self, data: Any = None) -> QuestionsForm:
        """The form of this part."""
        asked = narrative(self.challenge)
        return QuestionsForm(data, reading=asked, questions=asked.page(self.part.number))

    def save(self, merge: Merge) -> None:
        drafting.save_narrative(self.challenge, texts_of(merge.values), **self.verb_context)


class CommitmentsView(SectionView):
    """Sentences of the call to tick, each one an answer of its own."""

    template_name = "challenges/commitments.html"
    section = Section.COMMITMENTS

    def fetch(self) -> None:
        super().fetch()
        if not commitments_of(self.challenge.promotion):
            raise Http404

    def stored(self) -> CommitmentsForm:
        return CommitmentsForm(challenge=self.challenge, initial=CommitmentsForm.initial_of(self.challenge))

    def typed(self) -> CommitmentsForm:
        return CommitmentsForm(self.request.POST, challenge=self.challenge)

    def told(self, form: CommitmentsForm) -> Told:
        if form.errors:
            return Told({ALONE: Row(whole=False)})
        offered = commitments_of(self.challenge.promotion)
        return ticks([(commitment.pk, commitment.text) for commitment in offered], form.ticked())

    def save(self, merge: Merge) -> None:
        ticked = {name for name, answer in merge.rows[ALONE].answers.items() if answer.value}
        rows = [commitment for commitment in commitments_of(self.challenge.promotion) if str(commitment.pk) in ticked]
        drafting.save_commitments(self.challenge, rows, **self.verb_context)
