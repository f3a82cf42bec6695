"""A file that someone sends: never in place of one that its page did not show, never by itself."""

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
    """One file: sent, replaced or taken away. A subclass names the form's ``field``, what it is, and its verbs."""

    field = ""
    word = ""
    removed = ""

    def current(self) -> Any:
        """The stored file, with its name, bytes (``size``, ``sha256``) and when it was sent; nothing without one."""
        raise NotImplementedError

    def attach(self, upload: Any) -> None:
        """Call the verb that keeps a file. Raises ``ValidationError`` when it is not acceptable."""
        raise NotImplementedError

    def detach(self) -> None:
        """Call the verb that takes it away."""
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
        """Nothing to send for whoever chose the file that is stored."""
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
        """Take away the file that the page showed, and no other; stay on the page."""
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
