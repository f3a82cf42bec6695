"""The acts of the coordination on missions: whom to place, when somebody leaves, from when a mentor is there."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from django import forms

from challenges.proposal.models.people import accounts_at
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.common.forms import DateInput
from eig.common.inlines import WholeRows
from mentoring.missions.models.placements import Placement
from mentoring.missions.states import EndReason


class PlaceForm(forms.Form):
    """Somebody who has an account, on one of some positions, from a day to another."""

    email = forms.EmailField(
        label="Adresse de la personne",
        help_text="Celle de son compte. Sans compte, qu’elle se connecte une première fois : l’adresse suffit.",
    )
    position = forms.ModelChoiceField(Position.objects.none(), label="Poste", empty_label="Choisissez un poste")
    starts_on = forms.DateField(label="Arrivée", widget=DateInput)
    ends_on = forms.DateField(label="Départ", widget=DateInput)
    person: User | None = None

    def __init__(self, positions: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].queryset = positions  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        self.person = accounts_at([email]).get(email.strip().lower())
        if self.person is None:
            raise forms.ValidationError("Aucun compte actif n’a prouvé que cette adresse est la sienne.")
        return email

    @property
    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        asked = {name: self.cleaned_data[name] for name in ("position", "starts_on", "ends_on")}
        return {"person": self.person, **asked}


class EndForm(forms.Form):
    """When somebody leaves, and why."""

    on = forms.DateField(label="Dernier jour", widget=DateInput)
    why = forms.ChoiceField(
        label="Raison",
        help_text="Elle reste dans l’outil : aucun courrier ne la dit.",
        choices=[("", "Choisissez une raison"), *EndReason.choices],
    )

    def __init__(self, placement: Placement, data: Any = None) -> None:
        super().__init__(data, initial={"on": placement.ends_on, "why": placement.ended_why})


class MentorDatesForm(forms.Form):
    """From when to when a mentor is there."""

    since = forms.DateField(label="Depuis le", help_text="Vide : depuis le début.", required=False, widget=DateInput)
    until = forms.DateField(
        label="Jusqu’au",
        help_text="Vide : jusqu’à la fin. Le lendemain, cette personne ne lit plus la mission ni ses points d’étape.",
        required=False,
        widget=DateInput,
    )


class CoachForm(forms.ModelForm):
    """A coach of a mission, among the staff who may be one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "user" in self.fields:
            people = User.objects.filter(is_staff=True, is_active=True, groups__name="coaches")
            if self.instance.pk:
                people |= User.objects.filter(pk=self.instance.user_id)
            self.fields["user"].queryset = people.distinct()  # type: ignore[attr-defined]  # a ModelChoiceField


class CoachRows(WholeRows):
    """The coaches of a mission, all on one page: nobody is there twice on a day."""

    def check_rows(self) -> Iterator[str]:
        rows = [
            form.cleaned_data
            for form in self.forms
            if form not in self.deleted_forms and form.is_valid() and form.cleaned_data.get("user")
        ]
        for coach, other in combinations(rows, 2):
            if coach["user"] == other["user"] and _together(coach, other):
                yield f"{coach['user']} a déjà ce rôle dans cette mission à ces dates."


def _together(coach: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two spans share a day."""
    spans = [(row["since"] or date.min, row["until"] or date.max) for row in (coach, other)]
    return max(first for first, _ in spans) <= min(last for _, last in spans)


class CalendarForm(forms.Form):
    """What was read, as a mark: what is confirmed is nothing else."""

    version = forms.CharField(widget=forms.HiddenInput)
