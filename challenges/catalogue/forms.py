"""What the catalogue will say of a challenge, and what its authors answer."""

from collections.abc import Mapping
from copy import copy
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from challenges.skills.forms import SkillsField
from challenges.skills.rules import twice_refusal
from eig.common.forms import DateInput, EigForm, EigModelForm, choice_field
from eig.common.keeping.answers import ALONE, Told, in_rows, row_of
from eig.common.keeping.merging import Merge
from eig.common.vocabulary import SiteText
from eig.promotions.models.profiles import Profile, ProfileFamily


class RemarkForm(EigForm):
    """What an author asks to change in the public page, in their own words."""

    remark = forms.CharField(
        label="Ce qu’il faut changer",
        help_text="Dites-le comme vous le diriez à un collègue : la coordination reprend la fiche d’après vos mots.",
        max_length=3000,
        widget=forms.Textarea({"rows": 6}),
    )


POSITION_FIELDS = ("family", "seats", "profiles", "mission", "skills_required", "skills_wished", "skills_note")


class FrameForm(EigModelForm):
    """What the catalogue will say of a challenge."""

    # Everything can be saved half-done; the publication says what it needs.
    mark_optional = False

    class Meta:
        model = Challenge
        fields = ["public_title", "summary", "sheet", "town", "telework", "starts_on", "months", "outcome"]
        widgets = {
            "sheet": forms.Textarea({"rows": 16}),
            "starts_on": DateInput,
            "summary": forms.Textarea({"rows": 2}),
        }
        help_texts = {
            "public_title": "Celui du catalogue. L’adresse publique en est tirée, et ne bouge plus une fois publiée.",
            "summary": "Une phrase : elle accompagne le titre dans le catalogue.",
            "sheet": "Lue par les candidates et les candidats. Une ligne vide sépare les paragraphes.",
            "telework": "Par exemple : deux jours par semaine.",
            "starts_on": "Laissez vide pour la date de la promotion.",
            "outcome": "Pour une promotion passée : en service, arrêté, repris ailleurs… avec ce qui le montre.",
            "months": "Laissez vide pour la durée de la promotion.",
        }


class PublishForm(EigForm):
    """Publish, with a reason when the administration has not validated the page."""

    mark_optional = False
    reason = forms.CharField(
        label="Motif pour publier sans validation",
        help_text=SiteText(
            "Seulement si l’administration n’a pas validé la fiche. Il reste au journal du {challenge}."
        ),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class FramedPositionForm(EigModelForm):
    """One position, refined with the administration."""

    mark_optional = False
    field_order = POSITION_FIELDS
    skills_required = SkillsField(label="Compétences nécessaires")
    skills_wished = SkillsField(label="Compétences souhaitées")

    class Meta:
        model = Position
        fields = ["family", "seats", "profiles", "mission", "skills_note"]
        widgets = {
            "profiles": forms.CheckboxSelectMultiple,
            "mission": forms.Textarea({"rows": 4}),
            "skills_note": forms.Textarea({"rows": 2}),
        }

    def __init__(self, *args, families: list, profiles: list, **kwargs):
        super().__init__(*args, **kwargs)
        # The same lists serve every row: without them each would ask the database again.
        choice_field(self, "family").choices = [("", "Choisissez un profil"), *families]
        choice_field(self, "profiles").choices = profiles

    def clean(self) -> dict | None:
        """Refuse a skill that is both required and wished."""
        values: Any = super().clean()
        if refusal := twice_refusal(values.get("skills_required") or (), values.get("skills_wished") or ()):
            self.add_error("skills_wished", refusal)
        return values


class PositionFormSet(forms.BaseFormSet):
    """All the positions of a challenge; two of one family are refused."""

    def clean(self) -> None:
        """Refuse two rows of one family."""
        if any(self.errors):
            return
        families = [row["family"] for row in self.rows]
        if len(set(families)) < len(families):
            raise ValidationError("Un profil n’apparaît qu’une fois : augmentez plutôt le nombre de personnes.")

    @property
    def rows(self) -> list[dict]:
        """The positions typed, as ``frame`` takes them."""
        kept = (form.cleaned_data for form in self.forms if form.has_changed() or form.initial)
        return [
            {name: row[name] for name in POSITION_FIELDS} for row in kept if row.get("family") and not row.get("DELETE")
        ]


def position_formset(challenge: Challenge, data=None) -> PositionFormSet:
    """The positions of a challenge, with an empty row: three queries. What was sent is not compared with the rows that
    are stored now: the page may have shown others.
    """
    initial = _positions_of(challenge) if data is None else None
    lists = {
        "families": [(family.pk, family.name) for family in ProfileFamily.objects.all()],
        "profiles": [
            (profile.pk, profile.name) for profile in Profile.objects.order_by("family__order", "order", "name")
        ],
    }
    factory = forms.formset_factory(FramedPositionForm, PositionFormSet, extra=1, can_delete=True)
    return cast("PositionFormSet", factory(data, initial=initial, form_kwargs=lists, prefix="positions"))


class Framing:
    """The page of a challenge and its positions, written together. ``proposed``: with the submitted name as the
    public title until another is chosen, which is shown and not stored.
    """

    def __init__(self, challenge: Challenge, data: Any = None, *, proposed: bool = False) -> None:
        name = {"public_title": challenge.title} if proposed and not challenge.public_title else {}
        self.page = FrameForm(data, instance=copy(challenge), initial=name)
        self.positions = position_formset(challenge, data)

    @property
    def forms(self) -> list[forms.BaseForm]:
        """The page, then the positions that stay."""
        return [self.page, *(row for row in self.positions.forms if not (row.is_bound and _taken_away(row)))]

    def non_form_errors(self) -> Any:
        """The mistakes of the positions taken together: a family given twice."""
        return self.positions.non_form_errors()

    def told(self) -> Told:
        """The answers of the page, then those of each position, known by its family."""
        told = in_rows(self.positions, _named)
        for row in told.rows.values():
            row.answers.pop("DELETE", None)
        told.rows = {ALONE: row_of(self.page), **told.rows}
        return told


def framed(merge: Merge) -> dict[str, Any]:
    """What ``frame`` is to write: the answers that changed, and the positions when one of them did."""
    moved = any(key != ALONE or not name for key, name in merge.changed)
    rows = [row.values for key, row in merge.rows.items() if key != ALONE]
    return {**merge.values, **({"positions": rows} if moved else {})}


def _positions_of(challenge: Challenge) -> list[dict]:
    return [
        {name: getattr(position, name) for name in POSITION_FIELDS if name != "profiles"}
        | {"profiles": list(position.profiles.all())}
        for position in challenge.positions.all()
    ]


def _named(row: forms.BaseForm, values: Mapping[str, Any]) -> tuple[str, str]:
    family = values.get("family")
    return (str(family.pk), f"Poste {family}") if family else ("", "")


def _taken_away(row: forms.BaseForm) -> bool:
    return not row.errors and bool(row.cleaned_data.get("DELETE"))
