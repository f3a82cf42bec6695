"""A letter to the people of the filtered list, read as they will before it leaves."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.keeping.local import kept_here
from eig.common.text import plural
from eig.notifications.rendering import render
from eig.notifications.workflow import wording_for
from eig.reviewing.admin.pages import SubjectPages
from eig.reviewing.forms.mailing import MailingForm
from eig.reviewing.letters.mailing import ToSeveral

SHOWN = 20


class MailingPages(SubjectPages):
    """Mixed into the admin of the files, beside ``ManyPages``, which says which rows the address filters and for whom.

    The admin says the kind of letter, the verb that sends it, and what its page explains.
    """

    to_several: ClassVar[ToSeveral]
    mailing_explained: ClassVar[str]
    write_to_several: Callable[..., Any]
    filtered: Callable[..., list[Any]]
    list_context: Callable[..., dict]

    def mailing_urls(self) -> list[URLPattern]:
        """The address of that page, which takes the filters of the list."""
        return [path("courrier/", self.admin_site.admin_view(self.mailing_view), name=self._named("mailing"))]

    def mailing_view(self, request: AuthenticatedRequest) -> HttpResponse:
        """Write a letter, read it as its receivers will, then send it; a form sent twice sends the letters once."""
        rows, kind = self.filtered(request), self.to_several
        form = MailingForm(request.POST or None, user=request.user, kind=kind)
        ready = request.method == "POST" and form.is_valid()
        if ready and "send" in request.POST and (done := self._send(request, rows, form)):
            return done
        planned = _planned(kind, form, rows, request) if ready else []
        counted = plural(len(rows), *(str(word) for word in kind.subjects))
        context = {
            **self.list_context(request, f"Écrire aux {kind.called} de {counted}"),
            "form": form,
            "explanation": self.mailing_explained,
            "nobody": kind.nobody,
            "letters": planned[:SHOWN],
            "total": len(planned),
            "placeholders": kind.placeholders.items(),
            "ready": ready,
            "keeper": kept_here(request),
        }
        return TemplateResponse(request, "admin/reviewing/mailing.html", context)

    def _send(self, request: AuthenticatedRequest, rows: list[Any], form: MailingForm) -> HttpResponse | None:
        with attempt(form):
            mailing = self.write_to_several(rows, **form.cleaned_data, by=request.user, at=request.at)
            mailing.refresh_from_db()
            sent = plural(mailing.letters, "courrier part", "courriers partent")
            messages.success(request, f"{sent} aux {self.to_several.called}.")
            return HttpResponseRedirect(reverse(f"admin:{self._named('changelist')}"))
        return None


def _planned(kind: ToSeveral, form: MailingForm, rows: list[Any], request: AuthenticatedRequest) -> list[dict]:
    """The letters as they would leave: one query for the wording of each promotion."""
    values = {**form.cleaned_data, "token": uuid.uuid4()}
    planned = kind.drafts(kind.mailings(**values, by=request.user, at=request.at), rows)
    wordings = {draft.scope: wording_for(draft.letter, draft.scope) for draft in planned}
    return [
        {
            "to": draft.user,
            "rendered": render(draft.letter, wordings[draft.scope], draft.context) if rank < SHOWN else None,
        }
        for rank, draft in enumerate(planned)
    ]
