"""Acts on many applications at once."""

from candidates.application.rules import CHANGE
from candidates.review import workflow
from eig.reviewing.admin import bulk as reviewing
from eig.reviewing.admin.bulk import Act
from eig.reviewing.forms.reading import ReaderForm

ACTS = {
    "assign_reader": Act(
        "Confier à un lecteur",
        workflow.assign_reader,
        "Ces dossiers sont confiés à une personne, qui reçoit un seul courrier. Son avis et sa note restent internes.",
        "Dossiers nouvellement confiés : {}.",
        form=ReaderForm,
    ),
}


class ManyPages(reviewing.ManyPages):
    """Mixed into the admin of applications."""

    acts, coordinates = ACTS, CHANGE
    row_template = "admin/candidates/many_row.html"
    many_actions = reviewing.actions(ACTS)
