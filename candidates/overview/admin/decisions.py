"""Two pages about one application: the decision to announce, the hearing to book."""

from typing import Any

from django.contrib import messages
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from candidates.application.models.applications import Application
from candidates.hearings import rules as hearings_rules
from candidates.hearings.forms import InterviewForm
from candidates.hearings.models.interviews import Interview
from candidates.hearings.workflow import scheduling
from candidates.review import rules as review_rules
from candidates.review import workflow as review
from candidates.review.forms import VerdictForm
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.dates import full_instant
from eig.common.keeping.answers import ALONE, Answer, Row, Told, row_of
from eig.common.keeping.desk import DeskPage
from eig.common.keeping.merging import Merge
from eig.reviewing.admin.pages import SubjectPages


class VerdictPage(DeskPage):
    """Note, change or forget what will be announced: the decision and its reason are one answer."""

    request: AuthenticatedRequest
    label = "Préparer la décision"
    explanation = "La décision reste discrète et réversible jusqu’à la publication de la présélection."

    def fetch(self) -> None:
        self.object = self.desk._allowed(self.request, self.kwargs["pk"], review_rules.can_decide)

    def refusal(self) -> str:
        may = review_rules.can_instruct(self.request.user, self.object)
        return "" if may else "Cette candidature n’attend plus de décision."

    def stored(self) -> VerdictForm:
        return VerdictForm(initial={"verdict": self.object.pending_verdict, "reason": self.object.pending_reason})

    def typed(self) -> VerdictForm:
        return VerdictForm(self.request.POST)

    def told(self, form: VerdictForm) -> Told:
        row = row_of(form)
        if not row.whole:
            return Told({ALONE: Row(whole=False)})
        said = row.values if any(row.values.values()) else None
        return Told({ALONE: Row(answers={"decision": Answer("Décision et motif", said, row.text)})})

    def save(self, merge: Merge) -> None:
        values = merge.values["decision"] or {"verdict": "", "reason": ""}
        over = (self.object.pending_verdict, self.object.pending_reason)
        review.prepare_verdict(self.object, **values, over=over, by=self.request.user, at=self.request.at)

    def say_saved(self) -> None:
        messages.success(self.request, "La décision est préparée. Personne n’est prévenu avant la publication.")


INTERVIEW = "Fixer une audition"
BOOKED = "La personne reçoit aussitôt un courrier avec le jour, l’heure et le lieu."


class DecisionPages(SubjectPages):
    """Adds these pages, and their buttons, to the admin of applications."""

    def decision_urls(self) -> list:
        """The addresses of these pages."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/decision/", wrap(self.verdict), name="candidates_application_verdict"),
            path("<int:pk>/audition/", wrap(self.interview), name="candidates_application_interview"),
        ]

    def decision_buttons(self, user: Any, application: Application) -> list[dict]:
        """The buttons of one application for one person."""
        buttons = []
        if review_rules.can_instruct(user, application):
            buttons.append(self.subject_button(VerdictPage.label, "verdict", application))
        if hearings_rules.can_interview(user, application):
            buttons.append(self.subject_button(INTERVIEW, "interview", application))
        return buttons

    def hearing_lines(self, application: Application) -> str:
        """When, for which position, and the score of the common sheet."""
        rows = Interview.objects.with_scores().filter(application=application)
        lines = (
            (_interview_url(row), full_instant(row.hearing.starts_at), row.position, _round(row), _score(row))
            for row in rows
        )
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>, {}{}{}', lines) or "–"

    def verdict(self, request, pk: int):
        """Note, change or forget what will be announced."""
        return VerdictPage.as_view(desk=self)(request, pk=pk)

    def interview(self, request, pk: int):
        """Book a hearing."""
        application = self._allowed(request, pk, hearings_rules.can_interview)
        form = InterviewForm(application, request.POST or None)
        if request.method == "POST" and form.is_valid():
            with attempt(form):
                scheduling.schedule_interview(application, by=request.user, at=request.at, **form.cleaned_data)
                return self._done(request, application, "L’audition est fixée, la personne est prévenue.")
        more = {"explanation": BOOKED, "form": form}
        return self._page(request, "admin/step_confirm.html", application, INTERVIEW, **more)


def _interview_url(interview: Interview) -> str:
    return reverse("admin:candidates_interview_change", args=[interview.pk])


def _round(interview: Interview) -> str:
    return f", tour {interview.round}" if interview.round > 1 else ""


def _score(interview: Interview) -> str:
    common = interview.hearing.common
    return f" : {common[0].score} points" if common and common[0].score else ""
