"""A letter to the authors of the filtered list."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from challenges.proposal.models.challenges import Challenge
from challenges.review.forms.mailing import MailingForm
from challenges.review.letters.mailing import PLACEHOLDERS
from challenges.review.models.mailing import Mailing
from challenges.review.workflow import mailing as mailing_workflow
from challenges.review.workflow.mailing import drafts
from eig.accounts.requests import AuthenticatedRequest
from eig.common.admin import StepAdminPart
from eig.common.attempts import attempt
from eig.common.keeping.local import kept_here
from eig.common.text import plural
from eig.common.vocabulary import SITE
from eig.notifications.rendering import render
from eig.notifications.workflow import wording_for

SHOWN = 20


class MailingPages(StepAdminPart):
    """The page of the letter to authors, mixed into the admin of challenges."""

    # Given by the admin that it is mixed into.
    filtered: Callable[..., list[Challenge]]
    list_context: Callable[..., dict]

    def mailing_urls(self) -> list:
        """The address of that page, which takes the filters of the list."""
        view = self.admin_site.admin_view(self.mailing_view)
        return [path("courrier/", view, name="challenges_challenge_mailing")]

    def mailing_view(self, request: AuthenticatedRequest) -> HttpResponse:
        """Write a letter, read it as its receivers will, then send it; a form sent twice sends the letters once."""
        rows = self.filtered(request)
        form = MailingForm(request.POST or None, user=request.user)
        ready = request.method == "POST" and form.is_valid()
        if ready and "send" in request.POST and (done := self._send(request, rows, form)):
            return done
        planned = _planned(form, rows, request) if ready else []
        context = {
            **self.list_context(request, f"Écrire aux auteurs de {plural(len(rows), SITE.challenge, SITE.challenges)}"),
            "form": form,
            "rows": rows,
            "letters": planned[:SHOWN],
            "total": len(planned),
            "placeholders": PLACEHOLDERS.items(),
            "ready": ready,
            "keeper": kept_here(request),
        }
        return TemplateResponse(request, "admin/challenges/mailing.html", context)

    def _send(self, request: AuthenticatedRequest, rows: list[Challenge], form: MailingForm) -> HttpResponse | None:
        with attempt(form):
            mailing = mailing_workflow.write_to_authors(rows, **form.cleaned_data, by=request.user, at=request.at)
            mailing.refresh_from_db()
            sent = plural(mailing.letters, "courrier part", "courriers partent")
            messages.success(request, f"{sent} aux auteurs.")
            return HttpResponseRedirect(reverse("admin:challenges_challenge_changelist"))
        return None


def _planned(form: MailingForm, rows: list[Challenge], request: AuthenticatedRequest) -> list[dict]:
    """The letters as they would leave: one query for the wording of each promotion."""
    values = {**form.cleaned_data, "token": uuid.uuid4()}
    planned = drafts(Mailing(**values, by=request.user, at=request.at), rows)
    wordings = {draft.scope: wording_for(draft.letter, draft.scope) for draft in planned}
    return [
        {
            "to": draft.user,
            "rendered": render(draft.letter, wordings[draft.scope], draft.context) if rank < SHOWN else None,
        }
        for rank, draft in enumerate(planned)
    ]
