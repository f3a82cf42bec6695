"""Acts on many challenges at once."""

from typing import Any

from django.db.models import prefetch_related_objects

from challenges.proposal.models.access import COORDINATES
from challenges.proposal.models.challenges import Challenge
from challenges.review.forms.instruction import CorrectionForm, SetAsideForm
from challenges.review.workflow import bulk, reading
from eig.accounts.requests import AuthenticatedRequest
from eig.common.vocabulary import SiteText
from eig.reviewing.admin import bulk as reviewing
from eig.reviewing.admin.bulk import Act
from eig.reviewing.forms.reading import ReaderForm

ACTS = {
    "preselect": Act(
        "Présélectionner",
        bulk.preselect_all,
        SiteText("Ces {challenges} seront entendus par un jury. Leurs auteurs reçoivent aussitôt un courrier."),
        SiteText("{Challenges} présélectionnés : {}. Les courriers partent."),
        step="preselect",
    ),
    "request_changes": Act(
        "Demander une correction",
        bulk.request_changes_all,
        "Ces dossiers sont rouverts à leurs auteurs jusqu’à la date que vous donnez, avec la même demande pour tous.",
        "Corrections demandées : {}. Les courriers partent.",
        form=CorrectionForm,
        step="request_changes",
    ),
    "set_aside": Act(
        "Écarter",
        bulk.set_aside_all,
        SiteText(
            "Ces {challenges} ne seront pas entendus par un jury. Leurs auteurs reçoivent aussitôt un "
            "courrier avec le motif, le même pour tous."
        ),
        SiteText(
            "{Challenges} écartés : {}. Les courriers partent. "
            "Chaque {challenge} peut encore être repris depuis sa page."
        ),
        form=SetAsideForm,
        step="set_aside",
        danger=True,
    ),
    "assign_reader": Act(
        "Confier à un lecteur",
        reading.assign_reader,
        "Ces dossiers sont confiés à une personne, qui reçoit un seul courrier. Son avis et sa note restent internes.",
        "Dossiers nouvellement confiés : {}.",
        form=ReaderForm,
    ),
}


class ManyPages(reviewing.ManyPages):
    """Mixed into the admin of challenges."""

    acts, coordinates = ACTS, COORDINATES
    row_template = "admin/challenges/many_row.html"
    many_actions = reviewing.actions(ACTS)

    def refused(self, rows: list[Challenge], step: str) -> dict[Challenge, str]:
        return bulk.refused(rows, step)

    def filtered(self, request: AuthenticatedRequest) -> list[Any]:
        rows = super().filtered(request)
        prefetch_related_objects(rows, "authors")
        return rows
