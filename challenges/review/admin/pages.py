"""The pages of the instruction where someone writes at length, by the common way of keeping what is typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from challenges.review import hints as eligibility
from challenges.review.forms.eligibility import ChecklistForm, given_in, verdicts_of
from challenges.review.forms.questions import QuestionsForm
from challenges.review.rules import reading as rules
from challenges.review.workflow import questions
from challenges.review.workflow import reading as reading_workflow
from eig.accounts.models import User
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.keeping.answers import Told
from eig.common.keeping.desk import DeskPage
from eig.common.keeping.merging import Merge
from eig.common.text import plural
from eig.reviewing.rules.reading import OVER


class EligibilityPage(DeskPage):
    """What the file says of each line, and what people decide, line by line."""

    request: AuthenticatedRequest
    template_name = "admin/challenges/eligibility.html"
    label = "Éligibilité"
    count = 0

    def fetch(self) -> None:
        self.object = self.desk._allowed(self.request, self.kwargs["pk"], _coordinates)
        self.given = {row.line: row for row in self.object.verdicts.select_related("by")}

    def refusal(self) -> str:
        return "" if rules.can_judge(self.request.user, self.object) else OVER

    def stored(self) -> ChecklistForm:
        return ChecklistForm(initial=verdicts_of(self.given))

    def typed(self) -> ChecklistForm:
        return ChecklistForm(self.request.POST)

    def told(self, form: ChecklistForm) -> Told:
        return form.told()

    def save(self, merge: Merge) -> None:
        over = {key: (row.value, row.note) for key, row in self.given.items()}
        given = given_in(merge.values)
        self.count = reading_workflow.give_verdicts(
            self.object, given, over=over, by=self.request.user, at=self.request.at
        )

    def say_saved(self) -> None:
        messages.success(self.request, f"{plural(self.count, 'verdict enregistré', 'verdicts enregistrés')}.")

    def get_context_data(self, **kwargs: Any) -> dict:
        form = kwargs["form"]
        rows = [
            {
                "line": line,
                "hint": hint,
                "given": self.given.get(line.key),
                "value": form[f"{line.key}-value"],
                "note": form[f"{line.key}-note"],
            }
            for line, hint in eligibility.hints(whole(self.request, self.object.pk))
        ]
        return super().get_context_data(rows=rows, **kwargs)


class QuestionsPage(DeskPage):
    """Prepare the questions quietly, then send them all to the authors and to the jury."""

    request: AuthenticatedRequest
    template_name = "admin/challenges/questions.html"
    label = "Questions aux porteurs et au jury"
    gone = False

    def fetch(self) -> None:
        self.object = self.desk._allowed(self.request, self.kwargs["pk"], _coordinates)
        self.waiting = list(self.object.prepared_questions.to_send())

    def refusal(self) -> str:
        return "" if rules.can_ask(self.request.user, self.object) else OVER

    def stored(self) -> QuestionsForm:
        return QuestionsForm(questions=self.waiting)

    def typed(self) -> QuestionsForm:
        return QuestionsForm(self.request.POST, questions=self.waiting)

    def told(self, form: QuestionsForm) -> Told:
        return form.told()

    def save(self, merge: Merge) -> None:
        kept = {key: row.values["text"] for key, row in merge.rows.items()}
        over = {row.pk: row.text for row in self.waiting}
        texts = {pk: kept.pop(str(pk), "") for pk in over}
        new = list(kept.values())
        questions.prepare_questions(self.object, texts, new, over=over, by=self.request.user, at=self.request.at)

    def kept(self, form: Any, merge: Merge):
        self.read = {row.values["text"] for row in merge.typed.rows.values() if row.whole}
        return super().kept(form, merge)

    def say_saved(self) -> None:
        if "send" not in self.request.POST:
            messages.success(self.request, "Les questions sont enregistrées. Elles ne sont pas encore envoyées.")
            return
        challenge = whole(self.request, self.object.pk)
        with attempt(self.request):
            count = questions.send_questions(challenge, read=self.read, by=self.request.user, at=self.request.at)
            self.gone = True
            done = plural(count, "question envoyée", "questions envoyées")
            messages.success(self.request, f"{done} aux auteurs, par courrier, et au jury, avec le dossier.")

    def next_url(self) -> str:
        return self.back if self.gone else self.request.path

    def get_context_data(self, **kwargs: Any) -> dict:
        more = {"waiting": self.waiting, "sent": self.object.prepared_questions.sent()}
        return super().get_context_data(**{**more, **kwargs})


def whole(request: HttpRequest, pk: int) -> Challenge:
    """The file with all that the hints and the letters read."""
    return Challenge.objects.instructed_by(request.user).as_heard().get(pk=pk)


def _coordinates(user: User, challenge: Challenge) -> bool:
    return can_coordinate(user)
