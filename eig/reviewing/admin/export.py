"""The filtered list as a CSV file: its columns are chosen, and the journal of each promotion keeps which."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from eig.accounts.requests import AuthenticatedRequest
from eig.common.clock import PARIS
from eig.common.csv import csv_response
from eig.common.text import plural
from eig.journal.steps import record_each
from eig.reviewing.admin.pages import SubjectPages
from eig.reviewing.forms.export import ColumnsForm


@dataclass(frozen=True)
class Column:
    """One thing told of each file; what names a person may be left unticked at first."""

    label: str
    read: Callable[[Any], object]
    ticked: bool = True


class ExportPages(SubjectPages):
    """Mixed into the admin of the files, beside ``ManyPages``, which says which rows the address filters and for whom.

    The admin says the ``export_columns`` of a person, whose names they hold (``people``), the name of the CSV file, and
    the word for its ``subjects``, singular then plural. Each of them has a promotion, read beforehand.
    """

    file_name: ClassVar[str]
    subjects: ClassVar[tuple[Any, Any]]
    people: ClassVar[str]
    filtered: Callable[..., list[Any]]
    list_context: Callable[..., dict]

    def export_columns(self, request: AuthenticatedRequest, rows: list[Any]) -> Mapping[str, Column]:
        """What may be exported of these rows by key, in order; whatever it reads of them is fetched here."""
        raise NotImplementedError

    def export_urls(self) -> list[URLPattern]:
        """The address of the export, which takes the filters of the list."""
        return [path("exporter/", self.admin_site.admin_view(self.export_view), name=self._named("export"))]

    def export_view(self, request: AuthenticatedRequest) -> HttpResponse:
        """Choose the columns, then download."""
        rows = self.filtered(request)
        columns = self.export_columns(request, rows)
        choices = [(key, column.label) for key, column in columns.items()]
        ticked = [key for key, column in columns.items() if column.ticked]
        form = ColumnsForm(request.POST or None, choices=choices, ticked=ticked)
        if request.method == "POST" and form.is_valid():
            return self._download(request, rows, [columns[key] for key in form.cleaned_data["columns"]])
        counted = self._counted(rows)
        more = {"form": form, "counted": counted, "people": self.people, "subjects": self.subjects[1]}
        context = {**self.list_context(request, f"Exporter {counted}"), **more}
        return TemplateResponse(request, "admin/reviewing/export.html", context)

    def _counted(self, rows: Sequence[Any]) -> str:
        return plural(len(rows), *(str(word) for word in self.subjects))

    def _download(self, request: AuthenticatedRequest, rows: list[Any], columns: Sequence[Column]) -> HttpResponse:
        promotions = list({row.promotion_id: row.promotion for row in rows}.values())
        note = f"Colonnes : {', '.join(column.label for column in columns)}"
        said = f"Export de {self._counted(rows)}"
        reads = [column.read for column in columns]
        record_each(promotions, "export", said, by=request.user, at=request.at, note=note)
        name = f"{self.file_name}-{request.at.astimezone(PARIS):%Y-%m-%d}.csv"
        return csv_response(name, [column.label for column in columns], ([read(row) for read in reads] for row in rows))


def moment(value: datetime | None) -> str:
    """An instant as spreadsheets sort it, in Paris; empty for none."""
    return value.astimezone(PARIS).strftime("%Y-%m-%d %H:%M") if value else ""


def advices(subject: Any) -> str:
    """What each reader advises, with their name; no query once ``readings`` are read."""
    return ", ".join(
        f"{reading.reader} : {reading.get_advice_display() or 'à lire'}" for reading in subject.readings.all()
    )
