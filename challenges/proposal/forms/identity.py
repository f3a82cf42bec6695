"""Name, host and funding of a challenge; the first page of its file."""

from collections.abc import Mapping
from typing import Any

from django import forms

from challenges.administrations.models.administrations import Administration
from challenges.proposal.forms.base import DraftForm
from challenges.proposal.models.challenges import Challenge
from eig.common.forms import EigForm, model_choice_field
from eig.common.keeping.answers import ALONE, Answer, Told, alone, text_of
from eig.common.vocabulary import SiteText
from eig.promotions.models.programmes import Promotion

FUNDING = {"cofunding": False, "cofunding_amount": None, "budget_programme": ""}
"""The co-funding that nobody asks for; its three fields are one answer, named by the first."""
NAME = "Court et facile à retenir. Il pourra changer avant la publication."


class ChallengeForm(EigForm):
    """The few things a draft begins with."""

    title = forms.CharField(
        label=SiteText("Nom du {challenge}"),
        max_length=120,
        help_text=NAME,
        error_messages={"required": SiteText("Donnez un nom à votre {challenge}.")},
    )
    administration = forms.ModelChoiceField(
        Administration.objects.none(),
        label="Administration d’accueil",
        empty_label=None,
        help_text="Celle qui accueillera l’équipe dans ses locaux.",
    )
    promotion = forms.ModelChoiceField(Promotion.objects.none(), label="Promotion", empty_label=None)

    def __init__(self, *args: Any, administrations: Any, promotions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice_field(self, "administration").queryset = administrations
        model_choice_field(self, "promotion").queryset = promotions
        for name, rows in (("administration", administrations), ("promotion", promotions)):
            if len(rows) == 1:
                self.fields[name].initial = rows[0]
        if len(promotions) == 1:
            self.fields["promotion"].widget = forms.HiddenInput()


class IdentityForm(DraftForm):
    """Identity and funding."""

    optional = ("bearer", "partners", "employer_cost")
    together = (tuple(FUNDING),)
    field_order = ("title", "summary", "months")

    title = forms.CharField(
        label=SiteText("Nom du {challenge}"),
        max_length=120,
        help_text=NAME,
        error_messages={"required": SiteText("Donnez un nom à votre {challenge}.")},
    )
    summary = forms.CharField(
        label=SiteText("Le {challenge} en une phrase"),
        max_length=200,
        required=False,
        help_text="Ce que l’équipe va changer, et pour qui, sans sigle.",
        widget=forms.Textarea({"rows": 3}),
    )
    address = forms.CharField(
        label="Adresse d’accueil",
        max_length=250,
        required=False,
        help_text="Où l’équipe travaillera : numéro, rue, code postal.",
    )
    town = forms.CharField(label="Ville", max_length=100, required=False)
    partners = forms.CharField(
        label="Partenaires",
        max_length=300,
        required=False,
        help_text=SiteText("Autres services ou organismes qui participent au {challenge}."),
    )
    employer_cost = forms.IntegerField(
        label="Coût employeur prévisionnel, en euros",
        min_value=0,
        max_value=9_999_999,
        required=False,
        help_text="Pour toute l’équipe et toute la durée de la mission.",
    )
    cofunding = forms.BooleanField(
        label="Nous demandons un cofinancement",
        required=False,
        help_text="Possible avec un programme budgétaire qui peut recevoir des crédits de titre 2.",
    )
    cofunding_amount = forms.IntegerField(
        label="Montant demandé, en euros",
        min_value=1,
        max_value=9_999_999,
        required=False,
        help_text="Seulement si vous demandez un cofinancement.",
    )
    budget_programme = forms.CharField(
        label="Numéro de programme budgétaire",
        max_length=10,
        required=False,
        help_text="Seulement si vous demandez un cofinancement. Par exemple : 129",
    )
    bearer = forms.ModelChoiceField(
        Administration.objects.all(),
        label="Porteur administratif",
        required=False,
        empty_label="La même administration",
        help_text="Qui reçoit le cofinancement, si ce n’est pas l’administration d’accueil.",
    )

    def __init__(self, *args: Any, promotion: Promotion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if promotion.durations:
            self.fields["months"] = _duration_field(*promotion.durations)
            self.order_fields(self.field_order)
        promotion.words.speak(self)

    def clean(self) -> dict[str, Any]:
        """Forget what is wrong in the figures of a co-funding that is not asked for."""
        if not self.cleaned_data.get("cofunding"):
            for name in FUNDING:
                self.errors.pop(name, None)
        return self.cleaned_data

    @classmethod
    def initial_of(cls, challenge: Challenge) -> dict[str, Any]:
        """What is stored, as the form's initial values."""
        return {name: getattr(challenge, name) for name in (*cls.base_fields, "months")}

    def told(self) -> Told:
        """Each field an answer, and the co-funding as a whole: its figures mean nothing once it is not asked for."""
        told = alone(self)
        answers = told.rows[ALONE].answers
        parts = {name: answers.pop(name) for name in FUNDING if name in answers}
        if parts:
            answers["cofunding"] = _funding(parts)
        return told

    @staticmethod
    def values(values: Mapping[str, Any]) -> dict[str, Any]:
        """Answers that changed, as ``save_identity`` takes them."""
        return {**values, **FUNDING, **values["cofunding"]} if "cofunding" in values else dict(values)


def _funding(parts: Mapping[str, Answer]) -> Answer:
    if not parts["cofunding"].value:
        return Answer("Cofinancement", {}, text_of(False))
    text = "\n".join(f"{answer.label} : {answer.text}" for answer in parts.values())
    return Answer("Cofinancement", {name: answer.value for name, answer in parts.items()}, text)


def _duration_field(low: int, high: int) -> forms.IntegerField:
    sentence = f"Entre {low} et {high} mois, selon ce que le {{challenge}} demande."
    return forms.IntegerField(
        label="Durée de la mission, en mois", min_value=low, max_value=high, required=False, help_text=sentence
    )
