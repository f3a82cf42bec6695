"""What the coordination fills in: reasons, decisions, hearings, ranks, the hour of a publication."""

from collections.abc import Iterable, Mapping

from django import forms

from candidates.forms.drafting import grouped
from candidates.models import Application
from candidates.states import Verdict
from challenges.models import Position
from eig.common.forms import DateTimeInput, EigForm
from eig.juries.models import Jury


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


class InterviewForm(EigForm):
    """For which position, before which jury, when."""

    position = forms.ModelChoiceField(Position.objects.none(), label="Poste", empty_label="Choisissez un poste")
    jury = forms.ModelChoiceField(Jury.objects.none(), label="Jury", empty_label="Choisissez un jury")
    starts_at = forms.DateTimeField(label="Début, heure de Paris", widget=DateTimeInput())
    minutes = forms.IntegerField(label="Durée en minutes", min_value=10, max_value=180, initial=40)

    def __init__(self, application: Application, *args, **kwargs):
        super().__init__(*args, **kwargs)
        promotion = application.promotion
        positions = Position.objects.open_to_wishes(promotion)
        self.fields["position"].queryset = positions
        self.fields["position"].choices = [("", "Choisissez un poste"), *grouped(positions)[1:]]
        self.fields["jury"].queryset = Jury.objects.filter(promotion=promotion, stage="candidate")


class PublicationForm(EigForm):
    """Now, or at an hour."""

    due_at = forms.DateTimeField(
        label="Publier le, heure de Paris",
        help_text="Laissez vide pour publier tout de suite. Jusqu’à cette heure, la publication peut être annulée.",
        required=False,
        widget=DateTimeInput(),
    )


class RanksForm(EigForm):
    """The rank of each person of a list, none for those who are not on it; ``added`` names one more."""

    mark_optional = False
    added = forms.CharField(label="Ajouter une personne", required=False)

    def __init__(self, applications: Iterable[Application], choices: Mapping[str, int], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = [application.pk for application in applications]
        self.choices = choices
        for number in self.numbers:
            self.fields[f"rank_{number}"] = forms.IntegerField(min_value=1, max_value=999, required=False)

    def clean_added(self) -> int | None:
        """The application whose name was chosen in the suggestions."""
        name = self.cleaned_data["added"].strip()
        if not name:
            return None
        if name not in self.choices:
            raise forms.ValidationError(
                "Choisissez une personne parmi les suggestions : elle doit être présélectionnée."
            )
        return self.choices[name]

    def clean(self) -> dict:
        data = super().clean()
        ranks = [rank for number in self.numbers if (rank := data.get(f"rank_{number}"))]
        if twice := sorted({rank for rank in ranks if ranks.count(rank) > 1}):
            raise forms.ValidationError(f"Deux personnes ont le rang {twice[0]} : départagez-les.")
        return data

    def order(self) -> list[int]:
        """The applications in their order, the added one last."""
        data = self.cleaned_data
        ranked = sorted((rank, number) for number in self.numbers if (rank := data.get(f"rank_{number}")))
        order = [number for _, number in ranked]
        added = data.get("added")
        return [*order, added] if added and added not in order else order
