"""The form by which jurors set themselves aside from a challenge."""

from challenges.hearings.states import ConflictKind
from eig.common.vocabulary import SiteText
from eig.reviewing.forms.conflicts import DeclarationForm


class ConflictDeclarationForm(DeclarationForm):
    """What links the juror to the challenge."""

    KINDS = [
        (ConflictKind.SAME_ADMINISTRATION, "C’est mon administration, ou elle m’emploie"),
        (ConflictKind.FORMER_POSITION, SiteText("J’y ai eu un poste, ou j’ai pris part à ce {challenge}")),
        (ConflictKind.DECLARED, "Un autre lien : personnel, financier, associatif"),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = SiteText(
            "Seule la coordination le lit. Les porteurs du {challenge} n’en savent rien."
        )
