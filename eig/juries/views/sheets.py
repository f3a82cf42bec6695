"""What the pages of jurors share, whatever is heard; the floors above bring the subject."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic.base import TemplateView

from eig.common.flow import StepRefused
from eig.juries import rules, workflow
from eig.juries.forms import CommonSheetForm, MarksForm
from eig.juries.models import Hearing, Sheet
from eig.promotions.models import Criterion


class HearingView(TemplateView):
    """A page about one hearing of one's juries, with one sheet to fill.

    A subclass says how to fetch what is heard (``get_subject``: an object with its ``hearing``, or a 404), where the
    page leads once saved (``success_url``), and may close the sheets for reasons of its own (``closed_because``).
    """

    done = ""

    def get_subject(self, user, pk: int) -> Any:
        """What is heard, if this person sits in its jury."""
        raise NotImplementedError

    def success_url(self) -> str:
        """Where to go once the sheet is saved."""
        raise NotImplementedError

    def closed_because(self, at: datetime) -> str:
        """Why no sheet may be written now; empty when they may."""
        return rules.closed_because(self.hearing, at)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.subject = self.get_subject(request.user, kwargs["pk"])
        self.hearing: Hearing = self.subject.hearing
        self.seat = rules.seat_of(request.user, self.hearing.jury)
        self.criteria = rules.criteria(self.hearing.jury)
        self.closed = self.closed_because(request.at)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """No file before the charter: it is shown first."""
        if self.seat.charter_signed_at is None:
            return HttpResponseRedirect(reverse("juries:charter", args=[self.seat.pk]))
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, data: Mapping | None = None) -> Form:
        """The sheet as a form."""
        raise NotImplementedError

    def save(self, form: Form) -> None:
        """Write the sheet."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The sheet as it stands."""
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write it, or show again what was typed."""
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            self._check_open()
            self.save(form)
        except StepRefused as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(request, self.done)
        return HttpResponseRedirect(self.success_url())

    def _check_open(self) -> None:
        if self.closed:
            raise StepRefused(self.closed)

    def get_context_data(self, **kwargs: Any) -> dict:
        sheets = Sheet.objects.filter(hearing=self.hearing)
        own = sheets.of(self.request.user).first()
        return super().get_context_data(
            hearing=self.hearing,
            closed=self.closed,
            criteria=self.criteria,
            own=own,
            common=sheets.of(None).first(),
            marks=compared(self.criteria, [own, *sheets.read_by(self.request.user)]) if own else None,
            reports=self.seat.rapporteur,
            **kwargs,
        )


class MarksView(HearingView):
    """One's own sheet."""

    done = "Votre fiche est enregistrée."

    def get_form(self, data: Mapping | None = None) -> MarksForm:
        own = Sheet.objects.filter(hearing=self.hearing).of(self.request.user).first()
        return MarksForm(data, criteria=self.criteria, initial=MarksForm.read(own))

    def save(self, form: MarksForm) -> None:
        comment = form.cleaned_data["comment"]
        workflow.save_marks(self.hearing, form.marks, comment, by=self.request.user, at=self.request.at)


class CommonSheetView(HearingView):
    """The jury's common sheet: a 403 for whoever is not the rapporteur."""

    done = "La fiche commune est enregistrée."

    def titles(self, hearings: Sequence[Hearing]) -> Mapping[int, str]:
        """What other hearings of the jury are about, by hearing number."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.seat.rapporteur:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, data: Mapping | None = None) -> CommonSheetForm:
        common = Sheet.objects.filter(hearing=self.hearing).of(None).first()
        others = Hearing.objects.others_ranked(self.hearing)
        titles = self.titles(others)
        return CommonSheetForm(
            data,
            criteria=self.criteria,
            ranks={other.rank: titles.get(other.pk, str(other)) for other in others},
            count=Hearing.objects.filter(jury=self.hearing.jury_id).count(),
            initial=CommonSheetForm.read(common),
        )

    def save(self, form: CommonSheetForm) -> None:
        workflow.save_common_sheet(self.hearing, form.marks, **form.grid, by=self.request.user, at=self.request.at)


def compared(criteria: Sequence[Criterion], sheets: Sequence[Sheet]) -> dict:
    """A table of marks: one line for each criterion, one column for each sheet, mine first."""
    values = [{mark.criterion_id: mark.value for mark in sheet.marks.all()} for sheet in sheets]
    lines = [
        {
            "label": line.label,
            "values": [(str(sheet.juror), marks.get(line.pk)) for sheet, marks in zip(sheets, values, strict=True)],
            "mean": _mean(line.pk, values),
        }
        for line in criteria
    ]
    return {"sheets": sheets, "lines": lines}


def _mean(pk: int, values: Sequence[Mapping[int, int]]) -> str:
    found = [by_line[pk] for by_line in values if pk in by_line]
    return f"{sum(found) / len(found):.1f}".replace(".", ",") if found else ""
