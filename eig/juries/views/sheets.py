"""What the pages of jurors share, whatever is heard; the floors above bring the subject."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from eig.accounts.requests import AuthenticatedRequest
from eig.common.keeping.answers import ALONE
from eig.common.keeping.merging import Merge
from eig.common.keeping.version import FIELD
from eig.common.keeping.views import KeepingView, State, saved_at, wrongs
from eig.common.text import plural, typeset
from eig.juries import rules
from eig.juries.forms.notes import NoteForm
from eig.juries.forms.sheets import CommonSheetForm, MarksForm, OpinionSheetForm, marks_of, opinion_of
from eig.juries.models.hearings import Hearing, Sheet
from eig.juries.models.notes import PrivateNote
from eig.juries.views.notes import note_context, note_form, note_state, own_note
from eig.juries.workflow import notes
from eig.juries.workflow import sheets as sheets_workflow
from eig.promotions.models.settings import Criterion

BAR, TALL = 14, 28
NOT_YOURS = "Seul le rapporteur du jury écrit la fiche commune : quelqu’un d’autre l’est maintenant."


class HearingView(KeepingView):
    """A page about one hearing of one's juries, with something to fill.

    A subclass says how to fetch what is heard (``get_subject``: an object with its ``hearing``, or a 404), where the
    page leads once saved (``next_url``), and may close the sheets for reasons of its own (``closed_because``).
    """

    request: AuthenticatedRequest
    done = ""

    def get_subject(self, user: Any, pk: int) -> Any:
        """What is heard, if this person sits in its jury."""
        raise NotImplementedError

    def closed_because(self, at: datetime) -> str:
        """Why no sheet may be written now; empty when they may."""
        return rules.closed_because(self.hearing, at)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.fetch()

    def fetch(self) -> None:
        """What is heard, one's place in its jury, and the two sheets that this person may write."""
        self.subject = self.get_subject(self.request.user, self.kwargs["pk"])
        self.hearing: Hearing = self.subject.hearing
        self.seat = rules.seat_of(self.request.user, self.hearing.jury)
        self.criteria = rules.criteria(self.hearing.jury)
        self.closed = self.closed_because(self.request.at)
        sheets = Sheet.objects.filter(hearing=self.hearing)
        self.own, self.common = sheets.of(self.request.user).first(), sheets.of(None).first()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """No file before the charter: it is shown first."""
        if self.seat.charter_signed_at is None:
            return HttpResponseRedirect(reverse("juries:charter", args=[self.seat.pk]))
        return super().dispatch(request, *args, **kwargs)

    def refusal(self) -> str:
        return self.closed

    def say_saved(self) -> None:
        messages.success(self.request, self.done)

    def get_context_data(self, **kwargs: Any) -> dict:
        others = Sheet.objects.filter(hearing=self.hearing).read_by(self.request.user)
        return super().get_context_data(
            hearing=self.hearing,
            closed=self.closed,
            criteria=self.criteria,
            own=self.own,
            common=self.common,
            marks=compared(self.criteria, [self.own, *others]) if self.own else None,
            reports=self.seat.rapporteur,
            **kwargs,
        )


class SheetView(HearingView):
    """A sheet: stored once every compulsory answer is given, kept in the browser until then.

    « Ma fiche : remplie », the notes of the others and the totals of the juries all rest on sheets that are whole.
    """

    @property
    def sheet(self) -> Sheet | None:
        """The stored sheet that this page writes; none before the first time."""
        raise NotImplementedError

    @property
    def verb_context(self) -> dict:
        """The version that was read, who writes, and when."""
        version = self.sheet.version if self.sheet else sheets_workflow.NOT_YET
        return {"version": version, "by": self.request.user, "at": self.request.at}

    def state(self) -> State:
        at = self.request.at
        return State(saved_at(self.sheet.entered_at, at) if self.sheet else "Rien n’est encore enregistré")

    def keep(self, form: MarksForm) -> HttpResponse:
        """Nothing is stored of a sheet that is not whole yet."""
        known = self.told(self.stored()).marks[ALONE]
        if lacking := form.lacking - known.keys():
            return self.unfinished(form, len(lacking))
        return super().keep(form)

    def unfinished(self, form: MarksForm, count: int) -> HttpResponse:
        """What was typed stays in the page, and in the browser."""
        if not self.quiet:
            return self.page(form, status=422)
        said = f"Gardé dans ce navigateur : il manque {plural(count, 'réponse')} pour enregistrer la fiche."
        wrong = {name: typeset(said) for name, said in wrongs(form).items() if name not in form.lacking}
        answer = {"said": typeset(said), "left": "", "panel": "", "version": self.request.POST.get(FIELD, "")}
        return JsonResponse({**answer, "wrong": wrong, "waits": True}, status=422 if wrong else 200)


class MarksView(SheetView):
    """One's own sheet, and one's own notes beside it; ``note_url`` is where these are kept."""

    done = "Votre fiche est enregistrée."

    def note_url(self) -> str:
        """Where one's own notes are kept."""
        raise NotImplementedError

    @property
    def sheet(self) -> Sheet | None:
        return self.own

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(**note_context(self.request, self.hearing, self.note_url()), **kwargs)

    def stored(self) -> MarksForm:
        return MarksForm(criteria=self.criteria, initial=MarksForm.read(self.own))

    def typed(self) -> MarksForm:
        return MarksForm(self.request.POST, criteria=self.criteria)

    def save(self, merge: Merge) -> None:
        values = merge.rows[ALONE].values
        marks = marks_of(self.criteria, values)
        sheets_workflow.save_marks(self.hearing, marks, values["comment"] or "", **self.verb_context)


class NoteView(HearingView):
    """Where one's own notes are kept, whatever the hour; a page of its own for a small screen."""

    template_name = "juries/note.html"
    done = "Vos notes sont gardées. Vous seul les lisez."
    note: PrivateNote | None

    def fetch(self) -> None:
        super().fetch()
        self.note = own_note(self.request, self.hearing)

    def closed_because(self, at: datetime) -> str:
        return ""

    def stored(self) -> NoteForm:
        return note_form(self.note)

    def typed(self) -> NoteForm:
        return NoteForm(self.request.POST)

    def save(self, merge: Merge) -> None:
        version = self.note.version if self.note else sheets_workflow.NOT_YET
        text, by, at = merge.values["text"], self.request.user, self.request.at
        notes.save_note(self.hearing, text, version=version, by=by, at=at)

    def state(self) -> State:
        return note_state(self.request, self.note)

    def get_context_data(self, **kwargs: Any) -> dict:
        """A page of its own."""
        return KeepingView.get_context_data(self, title=str(self.subject), back=self.next_url(), **kwargs)


class CommonSheetView(SheetView):
    """The marks of the whole jury and its comment: a 403 for whoever is not the rapporteur.

    One who was replaced while writing is given their text back.
    """

    done = "La fiche commune est enregistrée."

    def fetch(self) -> None:
        super().fetch()
        self.closed = self.closed or ("" if self.seat.rapporteur else NOT_YOURS)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.seat.rapporteur and FIELD not in request.POST:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def sheet(self) -> Sheet | None:
        return self.common

    def stored(self) -> CommonSheetForm:
        return self.sheet_form(initial=CommonSheetForm.read(self.common))

    def typed(self) -> CommonSheetForm:
        return self.sheet_form(self.request.POST)

    def sheet_form(self, *args: Any, **kwargs: Any) -> CommonSheetForm:
        """The form of the common sheet, with how the jurors marked."""
        return CommonSheetForm(*args, criteria=self.criteria, spread=self.spread(), **kwargs)

    def spread(self) -> Mapping[int, Sequence[int]]:
        """The individual marks by criterion, once the rapporteur's own are in: two queries."""
        sheets = list(Sheet.objects.filter(hearing=self.hearing).exclude(juror=None).prefetch_related("marks"))
        if all(sheet.juror_id != self.request.user.pk for sheet in sheets):
            return {}
        marks = [mark for sheet in sheets for mark in sheet.marks.all()]
        return {line.pk: sorted(mark.value for mark in marks if mark.criterion_id == line.pk) for line in self.criteria}

    def save(self, merge: Merge) -> None:
        values = merge.rows[ALONE].values
        marks = marks_of(self.criteria, values)
        comment = values["comment"] or ""
        sheets_workflow.save_common_sheet(
            self.hearing, marks, comment=comment, **self.opinion(values), **self.verb_context
        )

    def opinion(self, values: Mapping[str, Any]) -> sheets_workflow.Opinion:
        """What this page says of the jury's opinion: nothing, where a final grid gathers them."""
        return {}


class OpinionSheetView(CommonSheetView):
    """A common sheet that also holds the jury's opinion and rank, where no final grid gathers them."""

    def titles(self, hearings: Iterable[Hearing]) -> Mapping[int, str]:
        """What other hearings of the jury are about, by hearing number."""
        raise NotImplementedError

    def stored(self) -> OpinionSheetForm:
        return self.sheet_form(initial=OpinionSheetForm.read(self.common))

    def sheet_form(self, *args: Any, **kwargs: Any) -> OpinionSheetForm:
        ranked = Hearing.objects.others_ranked(self.hearing)
        others = ranked if self.seat.rapporteur else ranked.none()
        titles = self.titles(others)
        return OpinionSheetForm(
            *args,
            spread=self.spread(),
            criteria=self.criteria,
            ranks={other.rank: titles.get(other.pk, str(other)) for other in others},
            count=Hearing.objects.filter(jury=self.hearing.jury_id).count(),
            **kwargs,
        )

    def opinion(self, values: Mapping[str, Any]) -> sheets_workflow.Opinion:
        return opinion_of(values)


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
