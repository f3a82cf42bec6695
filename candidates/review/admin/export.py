"""What may be exported of applications."""

from collections.abc import Callable, Mapping
from functools import partial

from django.db.models import Prefetch, prefetch_related_objects

from candidates.application.models.applications import Application
from candidates.application.telling import LINES, wished
from candidates.review.models.reading import Reading
from candidates.review.rules import can_see_decisions
from eig.accounts.models import User
from eig.accounts.requests import AuthenticatedRequest
from eig.common.telling import told_line
from eig.reviewing.admin import export
from eig.reviewing.admin.export import Column, advices, moment
from eig.reviewing.rules.reading import can_see_readings


def _written(name: str, *, ticked: bool = True) -> Column:
    return Column(LINES[name].label, partial(_text, name), ticked)


def _text(name: str, application: Application) -> str:
    told = told_line(LINES[name], application)
    return told.text if told else ""


def _wishes(application: Application) -> str:
    return " ; ".join(" : ".join(titles) for titles in wished(application))


COLUMNS: dict[str, Column] = {
    "reference": Column("Référence", lambda application: application.reference),
    "promotion": Column("Promotion", lambda application: application.promotion),
    "person": Column("Personne", lambda application: application.user, ticked=False),
    "email": Column("Adresse électronique", lambda application: application.user.email, ticked=False),
    "phone": _written("phone", ticked=False),
    "headline": _written("headline"),
    "town": _written("town"),
    "wishes": Column("Vœux, dans l’ordre", _wishes),
    "standing": Column("État", lambda application: application.standing.label),
    "verdict": Column("Décision préparée", lambda application: application.get_pending_verdict_display()),
    "advices": Column("Avis des lecteurs", advices),
    "submitted_at": Column("Déposée le", lambda application: moment(application.submitted_at)),
}
"""Who the person is stays unticked at first, so that a file handed around is read blind."""
TOLD_TO: Mapping[str, Callable[[User], bool]] = {
    "verdict": can_see_decisions,
    "advices": partial(can_see_readings, readings=Reading),
}
"""Columns that are not for everybody who exports."""


class ExportPages(export.ExportPages):
    """Mixed into the admin of applications."""

    file_name, people = "candidatures", "le nom, l’adresse ou le téléphone des personnes"
    subjects = ("candidature", "candidatures")

    def export_columns(self, request: AuthenticatedRequest, rows: list[Application]) -> Mapping[str, Column]:
        prefetch_related_objects(rows, Prefetch("readings", Reading.objects.select_related("reader")))
        hidden = {name for name, told in TOLD_TO.items() if not told(request.user)}
        return {name: column for name, column in COLUMNS.items() if name not in hidden}
