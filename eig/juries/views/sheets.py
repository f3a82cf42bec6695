"""What the pages of jurors share, whatever is heard; the floors above bring the subject."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.generic.base import TemplateView

from eig.accounts.requests import AuthenticatedRequest
from eig.common import quiet
from eig.common.flow import StepRefused
from eig.common.text import plural
from eig.juries import rules
from eig.juries.forms.notes import NoteForm
from eig.juries.forms.sheets import CommonSheetForm, MarksForm, OpinionSheetForm
from eig.juries.models.hearings import Hearing, Sheet
from eig.juries.models.notes import PrivateNote
from eig.juries.views.notes import note_context
from eig.juries.workflow import notes
from eig.juries.workflow import sheets as sheets_workflow
from eig.promotions.models.settings import Criterion

BAR, TALL = 14, 28


class HearingView(TemplateView):
    """A page about one hearing of one's juries, with one sheet to fill.

    A subclass says how to fetch what is heard (``get_subject``: an object with its ``hearing``, or a 404), where the
    page leads once saved (``success_url``), and may close the sheets for reasons of its own (``closed_because``).
    """

    request: AuthenticatedRequest
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
        self.seat = rules.seat_of(self.request.user, self.hearing.jury)
        self.criteria = rules.criteria(self.hearing.jury)
        self.closed = self.closed_because(self.request.at)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """No file before the charter: it is shown first."""
        if self.seat.charter_signed_at is None:
            return HttpResponseRedirect(reverse("juries:charter", args=[self.seat.pk]))
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, data: Mapping | None = None) -> Form:
        """The sheet as a form."""
        raise NotImplementedError

    def save(self, form: Any) -> datetime:
        """Write the sheet; since when it says what it says."""
        raise NotImplementedError

    def kept(self, own: Sheet | None, common: Sheet | None) -> tuple[str, Sheet | None]:
        """Which of the two sheets this page writes, and its name on the device of the person."""
        return f"fiche-{self.hearing.pk}-{self.request.user.pk}", own

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The sheet as it stands."""
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write it, or show again what was typed."""
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self._refused(form, 422)
        try:
            self._check_open()
            since = self.save(form)
        except StepRefused as refusal:
            return self._refused(form, 409, str(refusal))
        return self._saved(since)

    def _refused(self, form: Form, status: int, sentence: str = "") -> HttpResponse:
        if quiet.is_quiet(self.request):
            return quiet.refused(sentence or quiet.first_error(form), status)
        if sentence:
            messages.error(self.request, sentence)
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def _saved(self, since: datetime) -> HttpResponse:
        if not quiet.is_quiet(self.request) or quiet.leaves(self.request):
            messages.success(self.request, self.done)
        if quiet.is_quiet(self.request):
            return quiet.saved(self.request.at, self.success_url(), quiet.stamp_of(since))
        return HttpResponseRedirect(self.success_url())

    def _check_open(self) -> None:
        if self.closed:
            raise StepRefused(self.closed)

    def get_context_data(self, **kwargs: Any) -> dict:
        sheets = Sheet.objects.filter(hearing=self.hearing)
        own, common = sheets.of(self.request.user).first(), sheets.of(None).first()
        keep, kept = self.kept(own, common)
        return super().get_context_data(
            hearing=self.hearing,
            closed=self.closed,
            criteria=self.criteria,
            own=own,
            common=common,
            keep=keep,
            stamp=quiet.stamp_of(kept.entered_at if kept else None),
            saved_at=kept.entered_at if kept else None,
            marks=compared(self.criteria, [own, *sheets.read_by(self.request.user)]) if own else None,
            reports=self.seat.rapporteur,
            **kwargs,
        )


class MarksView(HearingView):
    """One's own sheet, and one's own notes beside it; ``note_url`` is where these are kept."""

    done = "Votre fiche est enregistrée."

    def note_url(self) -> str:
        """Where one's own notes are kept."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(**note_context(self.request, self.hearing, self.note_url()), **kwargs)

    def get_form(self, data: Mapping | None = None) -> MarksForm:
        own = Sheet.objects.filter(hearing=self.hearing).of(self.request.user).first()
        return MarksForm(data, criteria=self.criteria, initial=MarksForm.read(own))

    def save(self, form: MarksForm) -> datetime:
        comment = form.cleaned_data["comment"]
        sheet = sheets_workflow.save_marks(self.hearing, form.marks, comment, by=self.request.user, at=self.request.at)
        return sheet.entered_at


class NoteView(HearingView):
    """Where one's own notes are kept, whatever the hour; a page of its own for a small screen."""

    template_name = "juries/note.html"
    done = "Vos notes sont gardées. Vous seul les lisez."

    def closed_because(self, at: datetime) -> str:
        return ""

    def get_form(self, data: Mapping | None = None) -> NoteForm:
        note = PrivateNote.objects.of(self.request.user).filter(hearing=self.hearing).first()
        return NoteForm(data, initial={"text": note.text if note else ""})

    def save(self, form: NoteForm) -> datetime:
        text = form.cleaned_data["text"]
        return notes.save_note(self.hearing, text, by=self.request.user, at=self.request.at).saved_at

    def get_context_data(self, **kwargs: Any) -> dict:
        own = note_context(self.request, self.hearing, "")
        shown = {"keep": own["note_keep"], "stamp": own["note_stamp"], "saved_at": own["note_saved_at"]}
        return TemplateView.get_context_data(self, title=str(self.subject), back=self.success_url(), **shown, **kwargs)


class CommonSheetView(HearingView):
    """The marks of the whole jury and its comment: a 403 for whoever is not the rapporteur."""

    done = "La fiche commune est enregistrée."

    def kept(self, own: Sheet | None, common: Sheet | None) -> tuple[str, Sheet | None]:
        return f"commune-{self.hearing.pk}-{self.request.user.pk}", common

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.seat.rapporteur:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, data: Mapping | None = None) -> Form:
        common = Sheet.objects.filter(hearing=self.hearing).of(None).first()
        return CommonSheetForm(data, criteria=self.criteria, spread=self.spread(), initial=CommonSheetForm.read(common))

    def spread(self) -> Mapping[int, Sequence[int]]:
        """The individual marks by criterion, once the rapporteur's own are in: two queries."""
        sheets = list(Sheet.objects.filter(hearing=self.hearing).exclude(juror=None).prefetch_related("marks"))
        if all(sheet.juror_id != self.request.user.pk for sheet in sheets):
            return {}
        marks = [mark for sheet in sheets for mark in sheet.marks.all()]
        return {line.pk: sorted(one.value for one in marks if one.criterion_id == line.pk) for line in self.criteria}

    def save(self, form: Any) -> datetime:
        comment, by, at = form.cleaned_data["comment"], self.request.user, self.request.at
        return sheets_workflow.save_common_sheet(self.hearing, form.marks, comment=comment, by=by, at=at).entered_at


class OpinionSheetView(CommonSheetView):
    """A common sheet that also holds the jury's opinion and rank, where no final grid gathers them."""

    def titles(self, hearings: Iterable[Hearing]) -> Mapping[int, str]:
        """What other hearings of the jury are about, by hearing number."""
        raise NotImplementedError

    def get_form(self, data: Mapping | None = None) -> OpinionSheetForm:
        common = Sheet.objects.filter(hearing=self.hearing).of(None).first()
        others = Hearing.objects.others_ranked(self.hearing)
        titles = self.titles(others)
        return OpinionSheetForm(
            data,
            spread=self.spread(),
            criteria=self.criteria,
            ranks={other.rank: titles.get(other.pk, str(other)) for other in others},
            count=Hearing.objects.filter(jury=self.hearing.jury_id).count(),
            initial=OpinionSheetForm.read(common),
        )

    def save(self, form: OpinionSheetForm) -> datetime:
        by, at = self.request.user, self.request.at
        return sheets_workflow.save_common_sheet(self.hearing, form.marks, **form.grid, by=by, at=at).entered_at


def compared(criteria: Sequence[Criterion], sheets: Sequence[Sheet]) -> dict:
    """A table of marks: one line for each criterion, one column for each sheet, mine first."""
    values = [{mark.criterion_id: mark.value for mark in sheet.marks.all()} for sheet in sheets]
    lines = [
        {
            "label": line.label,
            "values": [(str(sheet.juror), marks.get(line.pk)) for sheet, marks in zip(sheets, values, strict=True)],
            "mean": _mean(line.pk, values),
            "spread": _spread(line, values),
        }
        for line in criteria
    ]
    return {"sheets": sheets, "lines": lines}


def _mean(pk: int, values: Sequence[Mapping[int, int]]) -> str:
    found = [by_line[pk] for by_line in values if pk in by_line]
    return f"{sum(found) / len(found):.1f}".replace(".", ",") if found else ""


def _spread(line: Criterion, values: Sequence[Mapping[int, int]]) -> dict:
    """How many jurors gave each mark of the scale: bars of a small picture, and the same in words."""
    given = [by_line[line.pk] for by_line in values if line.pk in by_line]
    counts = [(value, given.count(value)) for value in range(line.mark_min, line.mark_max + 1)]
    words = ", ".join(f"{value} donné par {plural(count, 'juré')}" for value, count in counts if count)
    tallest = max((count for _, count in counts), default=0) or 1
    bars = [
        {"x": place * BAR, "y": TALL - TALL * count // tallest, "height": TALL * count // tallest}
        for place, (_, count) in enumerate(counts)
    ]
    return {"words": words, "bars": bars, "width": len(counts) * BAR, "tall": TALL}
