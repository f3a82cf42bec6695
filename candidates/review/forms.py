"""The coordination's forms: why an application is set aside, the decision prepared, the hour of a publication."""

from django import forms

from candidates.application.models.applications import Application
from candidates.application.states import Verdict
from candidates.review.models.conflicts import ConflictOfInterest
from candidates.review.states import ConflictKind
from eig.common.forms import DateTimeInput, EigForm, model_choice_field
from eig.reviewing.forms.conflicts import ConflictForm, DeclarationForm


class SetAsideForm(EigForm):
    """Why an application goes no further."""

    reason = forms.CharField(
        label="Motif",
        help_text="Gardé au dossier et au journal. Il n’est pas dans le courrier, mais la personne peut le demander.",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )


class VerdictForm(EigForm):
    """A decision to announce later; none forgets the former one."""

    verdict = forms.ChoiceField(
        label="Décision à annoncer",
        choices=[*Verdict.choices, ("", "aucune décision pour l’instant")],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Motif",
        help_text="Pour le dossier et le journal : il n’est jamais envoyé.",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class ConflictDeclarationForm(DeclarationForm):
    """What links a juror or a reader to a candidate."""

    KINDS = [
        (ConflictKind.PERSONAL, "Un lien personnel ou familial"),
        (ConflictKind.PROFESSIONAL, "Nous avons travaillé ensemble, ou cette personne m’a employé ou a été mon élève"),
        (ConflictKind.DECLARED, "Un autre lien : financier, associatif"),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Seule la coordination le lit. La personne candidate n’en sait rien."


class ApplicationConflictForm(ConflictForm):
    """A conflict of interest with a candidate, that the coordination declares itself."""

    class Meta:
        model = ConflictOfInterest
        fields = ["application", "user", "kind", "reason"]
        help_texts = {"reason": "Pour le journal et la coordination ; les autres jurés ne la lisent pas."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "application" in self.fields:
            judged = Application.objects.filter(status__in=ConflictOfInterest.JUDGED_IN).with_people()
            model_choice_field(self, "application").queryset = judged.order_by("promotion", "number")


class PublicationForm(EigForm):
    """When to publish: at once when ``due_at`` is left empty."""

    due_at = forms.DateTimeField(
        label="Publier le, heure de Paris",
        help_text="Laissez vide pour publier tout de suite. Jusqu’à cette heure, la publication peut être annulée.",
        required=False,
        widget=DateTimeInput(),
    )
