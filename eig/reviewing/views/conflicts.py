"""What a conflict of interest closes to jurors, and the page where they declare one."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views import View

from eig.accounts.requests import AuthenticatedRequest, authenticated
from eig.common.attempts import attempt
from eig.common.keeping.local import kept_here
from eig.common.vocabulary import words_of
from eig.juries.models.hearings import Hearing
from eig.juries.views.sheets import HearingView
from eig.reviewing.forms.conflicts import DeclarationForm
from eig.reviewing.models.conflicts import AbstractConflict


class ConflictedView(HearingView):
    """A page about a hearing: a 404 for anybody outside its jury, an explanation for who a conflict sets aside."""

    conflicts: ClassVar[type[AbstractConflict]]
    closed_template: ClassVar[str]
    aside = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        try:
            super().setup(request, *args, **kwargs)
        except Http404:
            if kwargs["pk"] not in self.conflicts.objects.hearings_closed_to(self.request.user):
                raise
            self.aside = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.aside:
            return closed(request, self.closed_template, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class DeclareConflictView(View):
    """Set oneself aside from what a jury hears: the file closes at once, the coordination is told.

    A subclass says what a juror hears in a hearing (``get_subject``), its form, its verb ``set_oneself_aside``, and
    what its page shows of the file (``shown``).
    """

    conflicts: ClassVar[type[AbstractConflict]]
    form: ClassVar[type[DeclarationForm]]
    set_oneself_aside: ClassVar[Callable[..., None]]
    template_name: ClassVar[str]
    closed_template: ClassVar[str]

    def get_subject(self, user: Any, pk: int) -> Any:
        """What a person hears in a hearing, ``None`` when they do not."""
        raise NotImplementedError

    def shown(self, subject: Any, pk: int) -> dict:
        """What the page says of the file."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What will happen, and two things to say."""
        return self._answer(authenticated(request), pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Close the file; sent twice, the declaration is the same one."""
        return self._answer(authenticated(request), pk)

    def _answer(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        subject = self.get_subject(request.user, pk)
        if subject is None:
            return self._aside(request, pk)
        form = self.form(request.POST if request.method == "POST" else None)
        words_of(subject).speak(form)
        if request.method == "POST" and form.is_valid():
            with attempt(form):
                self.set_oneself_aside(subject, **form.cleaned_data, by=request.user, at=request.at)
                messages.success(request, "C’est noté : ce dossier est fermé pour vous, la coordination est prévenue.")
                return redirect("juries:desk")
        context = {"title": "Signaler un conflit d’intérêts", "form": form, "keeper": kept_here(request)}
        shown = {**context, **self.shown(subject, pk)}
        return render(request, self.template_name, shown, status=422 if form.is_bound else 200)

    def _aside(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        if pk not in self.conflicts.objects.hearings_closed_to(request.user):
            raise Http404
        return redirect("juries:desk") if request.method == "POST" else closed(request, self.closed_template, pk)


def closed(request: HttpRequest, template: str, pk: int) -> HttpResponse:
    """Why the file of a hearing does not open, in the words of its promotion: one query."""
    hearing = Hearing.objects.select_related("jury__promotion").get(pk=pk)
    return render(request, template, {"promotion": hearing.jury.promotion}, status=403)
