"""The form by which jurors set themselves aside from a challenge."""

from django import forms

from challenges.hearings.states import ConflictKind
from eig.common.forms import EigForm
from eig.common.vocabulary import SiteText

KINDS = [
    (ConflictKind.SAME_ADMINISTRATION, "C’est mon administration, ou elle m’emploie"),
    (ConflictKind.FORMER_POSITION, SiteText("J’y ai eu un poste, ou j’ai pris part à ce {challenge}")),
    (ConflictKind.DECLARED, "Un autre lien : personnel, financier, associatif"),
]


class ConflictDeclarationForm(EigForm):
    """What links the juror to the challenge: the nature of the link, then a few words."""

    kind = forms.ChoiceField(label="Quel est ce lien ?", choices=KINDS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="En quelques mots",
        help_text=SiteText("Seule la coordination le lit. Les porteurs du {challenge} n’en savent rien."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Dites en quelques mots quel est ce lien."},
    )
