"""Tables to open in a spreadsheet: UTF-8 with its mark, semicolons, cells that no spreadsheet takes for a formula."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from eig.common.text import cell

BOM = "\ufeff"


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A table to download as ``name``."""
    response = HttpResponse(BOM, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    writer = csv.writer(response, delimiter=";")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return response
