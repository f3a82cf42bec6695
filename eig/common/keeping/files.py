"""The page where someone sends a file: it never replaces a file that the page did not show, nor is sent by a script."""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from eig.common.attempts import attempt
from eig.common.dates import short_instant
from eig.common.keeping.answers import ALONE, EMPTY, Answer, Row, Told
from eig.common.keeping.merging import THEIRS, Merge
from eig.common.keeping.views import KeepingView

AGAIN = "Choisissez de nouveau ce fichier ci-dessous pour l’envoyer à la place de l’autre."
REPLACED = "Ce fichier vient d’être remplacé : rien n’est retiré, lisez d’abord celui-ci."


class FileView(KeepingView):
    """One file: sent, replaced or taken away.

    A subclass gives ``field`` (its name in the form), ``word`` (its label), ``removed`` (said once it is taken away)
    and the verbs.
    """

    field = ""
    word = ""
    removed = ""

    def current(self) -> Any:
        """The stored file, with ``name``, ``size`` (bytes), ``sha256`` and ``uploaded_at``; ``None`` without one."""
        raise NotImplementedError

    def attach(self, upload: Any) -> None:
        """Call the verb that keeps a file. Raises ``ValidationError`` when it is not acceptable."""
        raise NotImplementedError

    def detach(self) -> None:
        """Call the verb that takes the stored file away; it may raise ``StepRefused``."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.quiet:
            raise Http404
        return self.remove() if "remove" in request.POST else super().post(request, *args, **kwargs)

    def told(self, form: Form) -> Told:
        """One answer: the file that is stored, or the one that was sent; sent twice, it is the one that is stored."""
        if form.is_bound and form.errors:
            return Told({ALONE: Row(whole=False)})
        stored, upload = self.current(), form.cleaned_data[self.field] if form.is_bound else None
        answer = self._sent(upload) if upload and not _same(upload, stored) else self._kept(stored)
        return Told({ALONE: Row(answers={self.field: answer})})

    def keep(self, form: Form) -> HttpResponse:
        """Merge and save, or only lead on for whoever chose the stored file; 422 when ``attach`` refuses the file."""
        if not self.request.FILES and THEIRS in self.request.POST.values():
            return redirect(self.next_url())
        try:
            return super().keep(form)
        except ValidationError as error:
            form.add_error(self.field, error)
            return self.page(form, status=422)

    def save(self, merge: Merge) -> None:
        self.attach(self.request.FILES[self.field])

    def remove(self) -> HttpResponse:
        """Take away the stored file, unless the page showed another one; come back to the page with a message."""
        if self.shown != self.told(self.stored()).marks:
            messages.warning(self.request, REPLACED)
            return redirect(self.request.path)
        with attempt(self.request):
            self.detach()
            messages.success(self.request, self.removed)
        return redirect(self.request.path)

    def _kept(self, stored: Any) -> Answer:
        text = f"{stored.name}, envoyé le {short_instant(stored.uploaded_at)}" if stored else EMPTY
        return Answer(self.word, stored, text)

    def _sent(self, upload: Any) -> Answer:
        return Answer(self.word, f"envoi {upload.name}", f"{upload.name}. {AGAIN}")


def _same(upload: Any, stored: Any) -> bool:
    if not stored or (stored.name, stored.size) != (upload.name, upload.size):
        return False
    digest = sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest() == stored.sha256
