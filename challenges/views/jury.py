"""A challenge as its jury reads and marks it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from challenges.models import Challenge
from challenges.rules import coordination as rules
from challenges.rules.clarifications import asking_refusal
from eig.juries.models import Hearing
from eig.juries.views import CommonSheetView, HearingView, MarksView


class _HeardChallenge(HearingView):
    """The challenge of a hearing of one's own juries: a 404 for anybody else."""

    subject: Challenge

    def get_subject(self, user: Any, pk: int) -> Challenge:
        return get_object_or_404(Challenge.objects.heard_by(user).as_heard(), hearing=pk)

    def closed_because(self, at: datetime) -> str:
        return rules.marks_closed_because(self.subject, at)

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(challenge=self.subject, story=rules.story(self.subject), **kwargs)


class ChallengeView(_HeardChallenge, MarksView):
    """The file, and one's own marks."""

    template_name = "challenges/jury.html"

    def get_context_data(self, **kwargs: Any) -> dict:
        questions = self.subject.clarifications.read_by(self.request.user).select_related("answered_by")
        refusal = asking_refusal(self.subject, self.request.at)
        return super().get_context_data(questions=questions, asking_refusal=refusal, **kwargs)

    def success_url(self) -> str:
        return reverse("juries:challenge", args=[self.hearing.pk]) + "#ma-fiche"


class ChallengeSheetView(_HeardChallenge, CommonSheetView):
    """The common sheet that the rapporteur enters for the jury."""

    template_name = "challenges/jury_sheet.html"

    def titles(self, hearings: Sequence[Hearing]) -> Mapping[int, str]:
        return Challenge.objects.titles_by_hearing(hearings)

    def success_url(self) -> str:
        return reverse("juries:desk")
