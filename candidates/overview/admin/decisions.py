"""Two pages about one application: the decision to announce, the hearing to book."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from candidates.application.models import Application
from candidates.hearings import rules as hearings_rules
from candidates.hearings.forms import InterviewForm
from candidates.hearings.models import Interview
from candidates.hearings.workflow import scheduling
from candidates.review import rules as review_rules
from candidates.review import workflow as review
from candidates.review.forms import VerdictForm
from eig.common.admin import StepAdminPart
from eig.common.attempts import attempt
from eig.common.dates import full_instant


@dataclass(frozen=True)
class Page:
    """One verb about one application, as a page."""

    verb: Callable[..., Any]
    label: str
    explanation: str
    done: str


VERDICT = Page(
    review.prepare_verdict,
    "Préparer la décision",
    "La décision reste discrète et réversible jusqu’à la publication de la présélection.",
    "La décision est préparée. Personne n’est prévenu avant la publication.",
)
INTERVIEW = Page(
    scheduling.schedule_interview,
    "Fixer une audition",
    "La personne reçoit aussitôt un courrier avec le jour, l’heure et le lieu.",
    "L’audition est fixée, la personne est prévenue.",
)


class DecisionPages(StepAdminPart):
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
            buttons.append(_button(VERDICT.label, "verdict", application))
        if hearings_rules.can_interview(user, application):
            buttons.append(_button(INTERVIEW.label, "interview", application))
        return buttons

    def hearing_lines(self, application: Application) -> str:
        """When, for which position, and the score of the common sheet."""
        rows = Interview.objects.with_scores().filter(application=application)
        lines = ((full_instant(row.hearing.starts_at), row.position, _score(row)) for row in rows)
        return format_html_join(mark_safe("<br>"), "{}, {}{}", lines) or "–"

    def verdict(self, request, pk: int):
        """Note, change or forget what will be announced."""
        application = self._allowed(request, pk, review_rules.can_instruct)
        initial = {"verdict": application.pending_verdict, "reason": application.pending_reason}
        form = VerdictForm(request.POST or None, initial=initial)
        return self._page(request, application, form, VERDICT)

    def interview(self, request, pk: int):
        """Book a hearing of the candidate for a position, before a jury."""
        application = self._allowed(request, pk, hearings_rules.can_interview)
        form = InterviewForm(application, request.POST or None)
        return self._page(request, application, form, INTERVIEW)

    def _allowed(self, request, pk: int, rule: Callable) -> Application:
        application = get_object_or_404(self.get_queryset(request), pk=pk)
        if not rule(request.user, application):
            raise PermissionDenied
        return application

    def _page(self, request, application: Application, form: Form, page: Page):
        back = reverse("admin:candidates_application_change", args=[application.pk])
        if request.method == "POST" and form.is_valid():
            with attempt(form):
                page.verb(application, by=request.user, at=request.at, **form.cleaned_data)
                messages.success(request, page.done)
                return redirect(back)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": application,
            "title": f"{page.label} : {application}",
            "label": page.label,
            "explanation": page.explanation,
            "form": form,
            "danger": False,
            "back": back,
        }
        return TemplateResponse(request, "admin/step_confirm.html", context)


def _button(label: str, page: str, application: Application) -> dict:
    url = reverse(f"admin:candidates_application_{page}", args=[application.pk])
    return {"label": label, "url": url, "danger": False}


def _score(interview: Interview) -> str:
    common = interview.hearing.common
    return f" : {common[0].score} points" if common and common[0].score else ""
