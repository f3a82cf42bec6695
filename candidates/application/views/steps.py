"""The candidate’s verbs, each with its confirmation."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from candidates.application import rules as application_rules
from candidates.application.models.applications import Application
from candidates.application.states import ApplicationStatus
from candidates.application.telling import Reader, passages
from candidates.application.workflow import submission
from eig.accounts.requests import AuthenticatedRequest
from eig.common.views import StepView


class ApplicationStep(StepView):
    """A verb on one's own application: whose verb it is, the workflow checks again under lock."""

    model = Application
    rule = application_rules.owns

    def get_queryset(self) -> QuerySet:
        return Application.objects.of(self.request.user).with_content()


class SubmitView(ApplicationStep):
    """The last page: everything is read again, then one button."""

    request: AuthenticatedRequest
    verb = submission.submit
    template_name = "candidates/submit.html"
    done = "Votre candidature est déposée. Un accusé vous est envoyé par courriel."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing to submit twice."""
        if self.object.status == ApplicationStatus.SUBMITTED:
            return redirect("candidates:receipt", self.object.pk)
        if not application_rules.can_edit(self.request.user, self.object, self.request.at):
            return redirect(self.object)
        return super().get(request, *args, **kwargs)

    def success_url(self, obj: Application) -> str:
        if obj.status == ApplicationStatus.SUBMITTED:
            return reverse("candidates:receipt", args=[obj.pk])
        return obj.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(
            application=self.object,
            door=application_rules.door(self.object.promotion),
            missing=application_rules.missing(self.object),
            passages=passages(self.object, Reader.CANDIDATE),
            **kwargs,
        )


class ReopenView(ApplicationStep):
    """Make a submitted or withdrawn application a draft again, until the call closes."""

    request: AuthenticatedRequest
    verb = submission.reopen
    title = "Reprendre ma candidature"
    explanation = (
        "Votre candidature redevient un brouillon, avec tout ce que vous aviez écrit. "
        "Déposez-la de nouveau avant la clôture : sinon, c’est votre dernier dépôt qui comptera."
    )
    button = "Reprendre ma candidature"
    done = "Votre candidature est de nouveau un brouillon : déposez-la avant la clôture."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing to take back any more."""
        if not application_rules.can_reopen(self.request.user, self.object, self.request.at):
            return redirect(self.object)
        return super().get(request, *args, **kwargs)
