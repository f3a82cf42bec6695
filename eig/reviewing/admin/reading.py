"""Handing a file to readers, and the page where each writes their advice."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, reverse
from django.utils.safestring import SafeString

from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.flow import StepRefused
from eig.common.keeping.desk import DeskPage
from eig.common.keeping.merging import Merge
from eig.common.keeping.version import FIELD
from eig.reviewing.admin.pages import SubjectPages
from eig.reviewing.forms.reading import AdviceForm, ReaderForm
from eig.reviewing.models.reading import AbstractReading
from eig.reviewing.rules import reading as rules
from eig.reviewing.workflow import reading as workflow

NO_LONGER = "un dossier qui ne vous est plus confié"


class AdvicePage(DeskPage):
    """A reader's own recommendation and internal note, perhaps open in two windows.

    A reader from whom the file was taken back meanwhile is given their note back, and told nothing of the file.
    """

    request: AuthenticatedRequest
    label = "Enregistrer mon avis"
    reading: AbstractReading | None

    def fetch(self) -> None:
        user, readings = self.request.user, self.desk.readings
        found = self.desk.get_queryset(self.request).filter(pk=self.kwargs["pk"]).first()
        own = readings.objects.select_related(readings.SUBJECT).filter(**{readings.SUBJECT: found}, reader=user)
        self.reading = own.first() if found else None
        self.object = found if self.reading else NO_LONGER
        if not self.reading and not (FIELD in self.request.POST and rules.can_see_readings(user, readings)):
            raise Http404

    @property
    def back(self) -> str:
        opts = self.desk.opts
        return super().back if self.reading else reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")

    def refusal(self) -> str:
        if self.reading is None:
            return rules.TAKEN_BACK
        return "" if rules.can_advise(self.request.user, self.reading) else rules.OVER

    def stored(self) -> AdviceForm:
        row = self.reading
        return AdviceForm(initial={"advice": row.advice, "note": row.note} if row else {})

    def typed(self) -> AdviceForm:
        return AdviceForm(self.request.POST)

    def save(self, merge: Merge) -> None:
        if self.reading is None:
            raise StepRefused(rules.TAKEN_BACK)
        over = (self.reading.advice, self.reading.note)
        values = {"advice": over[0], "note": over[1], **merge.values}
        workflow.advise(self.reading, **values, over=over, by=self.request.user, at=self.request.at)

    def say_saved(self) -> None:
        messages.success(self.request, f"Votre avis sur « {self.object} » est enregistré.")


class ReadingPages(SubjectPages):
    """Mixed into the admin of the files, which says whose ``readings``, which rule and which verb hands them over."""

    readings: type[AbstractReading]
    can_assign: Callable[..., bool]
    assign_reader: Callable[..., int]

    def reading_urls(self) -> list[URLPattern]:
        """The addresses of these pages."""
        return [
            self.subject_path("lecteurs", self.readers_view, "readers"),
            self.subject_path("avis", self.advice_view, "advice"),
        ]

    def advice_buttons(self, user: Any, obj: Any) -> list[dict]:
        """One's own advice to give, if the file was handed to that person."""
        own = rules.own_reading(user, obj)
        if own is None or not rules.can_advise(user, own):
            return []
        return [self.subject_button("Revoir mon avis" if own.advice else "Donner mon avis", "advice", obj)]

    def reader_buttons(self, user: Any, obj: Any) -> list[dict]:
        """Readers to choose."""
        return [self.subject_button("Confier à un lecteur", "readers", obj)] if self.can_assign(user, obj) else []

    def readers_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Hand the file to a reader, or take it back from one who has not read it."""
        subject = self._allowed(request, pk, self.can_assign)
        form = ReaderForm(request.POST if "reader" in request.POST else None)
        if request.method == "POST" and (done := self._change_readers(request, subject, form)):
            return done
        shown = {"form": form, "readings": subject.readings.select_related("reader", "given_by")}
        return self._page(request, "admin/reviewing/readers.html", subject, "Confier à un lecteur", **shown)

    def advice_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """A reader's own recommendation and internal note."""
        return AdvicePage.as_view(desk=self)(request, pk=pk)

    @admin.display(description="lectures")
    def advices(self, obj: Any) -> SafeString:
        """Who reads the file, and what they advise."""
        return render_to_string("admin/reviewing/advices.html", {"readings": obj.readings.all()})

    def _change_readers(self, request: AuthenticatedRequest, subject: Any, form: ReaderForm) -> HttpResponse | None:
        with attempt(request):
            if taken := request.POST.get("take_back", ""):
                number = taken if taken.isdecimal() and len(taken) < 19 else None
                reading = get_object_or_404(subject.readings, pk=number)
                workflow.take_back(reading, by=request.user, at=request.at)
                messages.success(request, f"Le dossier n’est plus confié à {reading.reader}.")
                return HttpResponseRedirect(request.path)
            if form.is_valid():
                reader = form.cleaned_data["reader"]
                self.assign_reader([subject], reader, by=request.user, at=request.at)
                messages.success(request, f"Le dossier est confié à {reader}.")
                return HttpResponseRedirect(request.path)
            return None
        return HttpResponseRedirect(request.path)
