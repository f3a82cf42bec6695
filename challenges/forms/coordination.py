"""What the coordination types to take a step."""

from django import forms
from django.core.exceptions import ValidationError

from challenges.forms.skills import SkillsField
from challenges.models import Challenge, Position
from challenges.rules import twice_refusal
from challenges.states import Decision
from eig.common import clock
from eig.common.forms import DateInput, DateTimeInput, EigForm, EigModelForm
from eig.juries.models import Jury
from eig.promotions.models import Profile, ProfileFamily, Promotion
from eig.promotions.states import Stage

LONG = forms.Textarea({"rows": 6})
POSITION_FIELDS = ("family", "seats", "profiles", "mission", "skills_required", "skills_wished", "skills_note")
IN_LETTER = "Ce texte est envoyé tel quel aux auteurs, aussitôt : écrivez-le pour eux."


class CorrectionForm(EigForm):
    """What to correct, and before when."""

    reason = forms.CharField(label="Ce qui est à corriger", help_text=IN_LETTER, max_length=3000, widget=LONG)
    due_at = forms.DateTimeField(
        label="À corriger avant",
        help_text="Heure de Paris. Passé cette heure, le dossier se referme.",
        widget=DateTimeInput,
    )

    def clean_due_at(self):
        """A deadline is ahead."""
        due_at = self.cleaned_data["due_at"]
        if due_at <= clock.now():
            raise ValidationError("Cette date est déjà passée : choisissez un instant à venir.")
        return due_at


class ReopenForm(EigForm):
    """Until when one file opens again, and why."""

    until = forms.DateTimeField(
        label="Rouvert jusqu’au",
        help_text="Heure de Paris. À cet instant, le dossier se referme, déposé ou non.",
        widget=DateTimeInput,
    )
    reason = forms.CharField(label="Motif", help_text=IN_LETTER, max_length=1000, widget=LONG)

    def clean_until(self):
        """An end is ahead."""
        until = self.cleaned_data["until"]
        if until <= clock.now():
            raise ValidationError("Cette date est déjà passée : choisissez un instant à venir.")
        return until


class SetAsideForm(EigForm):
    """Why the challenge goes no further."""

    reason = forms.CharField(label="Motif", help_text=IN_LETTER, max_length=3000, widget=LONG)


class HearingForm(EigForm):
    """Which jury, at what hour."""

    jury = forms.ModelChoiceField(label="Jury", queryset=Jury.objects.none(), empty_label="Choisissez un jury")
    starts_at = forms.DateTimeField(
        label="Début de l’audition",
        help_text="Heure de Paris. Les auteurs et les mentors opérationnels reçoivent aussitôt un courrier.",
        widget=DateTimeInput,
    )
    minutes = forms.IntegerField(label="Durée (minutes)", min_value=10, max_value=240, initial=40)

    def __init__(self, *args, challenge: Challenge, **kwargs):
        hearing = challenge.hearing
        initial = (
            {"jury": hearing.jury_id, "starts_at": hearing.starts_at, "minutes": hearing.minutes} if hearing else {}
        )
        super().__init__(*args, initial=initial, **kwargs)
        juries = Jury.objects.filter(promotion=challenge.promotion_id, stage=Stage.CHALLENGE)
        self.fields["jury"].queryset = juries.order_by("meets_at", "name")
        self.fields["jury"].label_from_instance = lambda jury: f"{jury} – {jury.half_day}"


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
        help_text="Seulement si l’administration n’a pas validé la fiche. Il reste au journal du défi.",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class PositionForm(EigModelForm):
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
        self.fields["family"].choices = [("", "Choisissez un profil"), *families]
        self.fields["profiles"].choices = profiles

    def clean(self) -> dict:
        """A skill is required or wished."""
        values = super().clean()
        if refusal := twice_refusal(values.get("skills_required") or (), values.get("skills_wished") or ()):
            self.add_error("skills_wished", refusal)
        return values


class PositionFormSet(forms.BaseFormSet):
    """All the positions of a challenge; two of one family are refused."""

    def clean(self) -> None:
        """One row for each family."""
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
    """The positions of a challenge, with an empty row: three queries."""
    initial = [
        {name: getattr(one, name) for name in POSITION_FIELDS if name != "profiles"}
        | {"family": one.family_id, "profiles": [profile.pk for profile in one.profiles.all()]}
        for one in challenge.positions.all()
    ]
    lists = {
        "families": [(one.pk, one.name) for one in ProfileFamily.objects.all()],
        "profiles": [(one.pk, one.name) for one in Profile.objects.order_by("family__order", "order", "name")],
    }
    factory = forms.formset_factory(PositionForm, PositionFormSet, extra=1, can_delete=True)
    return factory(data, initial=initial, form_kwargs=lists, prefix="positions")


class DecisionForm(EigForm):
    """One row of the board."""

    decision = forms.ChoiceField(choices=[("", "aucune"), *Decision.choices], required=False)
    reason = forms.CharField(max_length=2000, required=False)


class OrderForm(EigForm):
    """When the decisions leave: now, or at an hour."""

    when = forms.ChoiceField(
        label="Quand publier ?",
        choices=[("now", "Maintenant"), ("later", "À une heure choisie")],
        initial="now",
        widget=forms.RadioSelect,
    )
    due_at = forms.DateTimeField(
        label="Heure de publication",
        help_text="Heure de Paris. Jusque-là, la publication peut être annulée.",
        widget=DateTimeInput,
        required=False,
    )

    def clean(self) -> dict:
        """An hour is needed to publish later, and it is ahead."""
        values = super().clean()
        if values.get("when") == "later" and "due_at" not in self.errors:
            if not values.get("due_at"):
                self.add_error("due_at", "Donnez le jour et l’heure de la publication.")
            elif values["due_at"] <= clock.now():
                self.add_error("due_at", "Cette heure est déjà passée : choisissez une heure à venir.")
        return values


class LinkForm(EigModelForm):
    """The transversal team, created by the coordination."""

    class Meta:
        model = Challenge
        fields = ["promotion", "administration", "title"]
        help_texts = {
            "title": "« EIG Link » : l’équipe transversale, inscrite comme retenue sans passer devant un jury.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["promotion"].queryset = Promotion.objects.order_by("-starts_on", "name")
