"""The profiles sought: as many blocks as positions, added and taken away without scripts."""

from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory

from challenges.proposal.forms.base import DraftForm
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import team_size_refusal
from challenges.skills.forms import ALONE, SkillsField
from challenges.skills.rules import twice_refusal
from eig.common.forms import choice_field
from eig.promotions.models.profiles import Profile, ProfileFamily
from eig.promotions.models.programmes import Promotion

FIELDS = ("family", "profiles", "seats", "mission", "skills_required", "skills_wished", "skills_note")


class PositionForm(DraftForm):
    """One family of profiles, for one or more people."""

    optional = ("profiles", "skills_wished", "skills_note")

    family = forms.ModelChoiceField(
        ProfileFamily.objects.all(),
        label="Famille de profils",
        empty_label="Choisir une famille",
        error_messages={"required": "Choisissez une famille de profils, ou retirez ce poste."},
    )
    seats = forms.IntegerField(
        label="Nombre de personnes",
        min_value=1,
        max_value=5,
        initial=1,
        error_messages={"required": "Indiquez combien de personnes vous cherchez."},
    )
    profiles = forms.ModelMultipleChoiceField(
        Profile.objects.all(),
        label="Profils acceptés",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Sans précision, tous les profils de la famille conviennent.",
    )
    mission = forms.CharField(
        label="Mission",
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text="Ce que cette personne fera, concrètement.",
    )
    skills_required = SkillsField(
        label="Compétences nécessaires", help_text=f"Ce sans quoi la mission ne se fait pas. {ALONE}"
    )
    skills_wished = SkillsField(label="Compétences souhaitées", help_text="Séparées par des virgules, elles aussi.")
    skills_note = forms.CharField(
        label="Précisions sur les compétences",
        max_length=800,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Un niveau, un contexte, une équivalence : ce qu’une liste ne dit pas.",
    )

    def __init__(self, *args: Any, families: list, profiles: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "family").choices = [("", "Choisir une famille"), *families]
        choice_field(self, "profiles").choices = profiles

    def clean(self) -> dict[str, Any]:
        """Refuse a profile of another family, and a skill that is both required and wished."""
        family, profiles = self.cleaned_data.get("family"), self.cleaned_data.get("profiles") or []
        strangers = [profile.name for profile in profiles if family and profile.family_id != family.pk]
        if strangers:
            self.add_error("profiles", f"Hors de la famille « {family} » : {', '.join(strangers)}.")
        required, wished = (self.cleaned_data.get(name) or [] for name in ("skills_required", "skills_wished"))
        if refusal := twice_refusal(required, wished):
            self.add_error("skills_wished", refusal)
        return self.cleaned_data


class BasePositionFormSet(BaseFormSet):
    """All the positions of a challenge."""

    def __init__(self, *args: Any, promotion: Promotion, **kwargs: Any) -> None:
        self.promotion = promotion
        super().__init__(*args, **kwargs | {"form_kwargs": _choices(promotion), "prefix": "poste"})
        self.extra = max(len(self.initial or []), 1)

    def initial_form_count(self) -> int:
        """Zero: a block left entirely blank is simply not a position."""
        return 0

    def clean(self) -> None:
        """Refuse a family asked twice, and more people than the promotion hosts."""
        rows = self.rows()
        families = [row["family"] for row in rows if "family" in row]
        if len(set(families)) < len(families):
            raise forms.ValidationError(
                "Une famille de profils se demande une seule fois : augmentez plutôt le nombre de personnes."
            )
        seats = sum(row.get("seats", 0) for row in rows)
        if seats > self.promotion.team_max:
            raise forms.ValidationError(f"Il faut {team_size_refusal(self.promotion, seats)}.")

    def rows(self) -> list[dict[str, Any]]:
        """The positions that were filled in."""
        return [form.cleaned_data for form in self.forms if getattr(form, "cleaned_data", None)]

    def typed(self) -> list[dict[str, Any]]:
        """What was typed, valid or not, as initial values for another set of blocks."""
        return [{name: form[name].data for name in FIELDS} for form in self.forms]


PositionFormSet = cast(
    "type[BasePositionFormSet]",
    formset_factory(PositionForm, formset=BasePositionFormSet, extra=0, max_num=8, absolute_max=8),
)


def positions_of(challenge: Challenge) -> list[dict[str, Any]]:
    """What is stored, as initial values."""
    return [
        {
            **{name: getattr(position, name) for name in FIELDS if name != "profiles"},
            "profiles": list(position.profiles.all()),
        }
        for position in challenge.positions.all()
    ]


def _choices(promotion: Promotion) -> dict[str, list]:
    """The families and profiles of a promotion, read once for all the blocks."""
    families = list(promotion.families.prefetch_related("profiles"))
    families = families or list(ProfileFamily.objects.prefetch_related("profiles"))
    return {
        "families": [(family.pk, family.name) for family in families],
        "profiles": [
            (profile.pk, f"{family.name} : {profile.name}") for family in families for profile in family.profiles.all()
        ],
    }
