"""The form of a check-in, short enough to fill on a phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from eig.common.forms import DateInput, EigForm
from eig.common.keeping.answers import EMPTY, row_of
from eig.questions.fields import name_of
from eig.questions.forms import texts_of
from eig.questions.models import Question
from mentoring.checkins.asking import answers_of, fields_of, lacking
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.states import Mood

YES_NO = (("oui", "Oui"), ("non", "Non"))


class CheckInForm(EigForm):
    """What a check-in asks: mood, progress, what blocks, the help wished for, the next key date."""

    mood = forms.TypedChoiceField(label="Quelle est la météo ?", choices=Mood, coerce=int, widget=forms.RadioSelect)
    progress = forms.CharField(
        label="Qu’est-ce qui a avancé ?",
        help_text="Ce que vous avez livré, appris, décidé. Quelques lignes suffisent.",
        max_length=1200,
        widget=forms.Textarea({"rows": 4}),
    )
    blocked = forms.ChoiceField(
        label="Un point bloque-t-il ?",
        help_text="Si oui, la coordination est prévenue dès l’enregistrement.",
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    blockers = forms.CharField(
        label="Qu’est-ce qui bloque ?", max_length=600, required=False, widget=forms.Textarea({"rows": 3})
    )
    help_needed = forms.CharField(
        label="Quelle aide souhaitez-vous ?",
        help_text="De la coordination, de la hiérarchie, d’une autre équipe.",
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    next_step = forms.CharField(
        label="Quelle est la prochaine étape clef ?",
        help_text="Par exemple : premier test avec des agents de terrain.",
        max_length=CheckIn._meta.get_field("next_step").max_length,
        required=False,
    )
    next_on = forms.DateField(label="À quelle date ?", required=False, widget=DateInput)

    def __init__(self, *args: Any, questions: Sequence[Question] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.fields.update(fields_of(questions))

    @property
    def asked(self) -> list[forms.BoundField]:
        """The form's own questions, after the usual ones."""
        return [self[name] for name in self.fields if name not in self.base_fields]

    def clean_blocked(self) -> bool:
        return self.cleaned_data["blocked"] == "oui"

    def clean(self) -> dict | None:
        values: Any = super().clean()
        if values.get("blocked") and not values.get("blockers"):
            self.add_error("blockers", "Dites en quelques mots ce qui bloque.")
        if values.get("blocked") is False and values.get("blockers"):
            self.add_error("blocked", "Vous décrivez un blocage : répondez « Oui », ou effacez le texte.")
        for question in lacking(self.questions, texts_of(values)):
            if name_of(question.pk) not in self.errors:
                self.add_error(name_of(question.pk), "Répondez à cette question.")
        return values


class OutcomeForm(forms.Form):
    """What was done about a blocker."""

    outcome = forms.CharField(
        label="Ce qui a été fait",
        help_text="Une phrase ou deux : la personne qui a signalé le blocage les lira.",
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
    )


@dataclass(frozen=True)
class BothTexts:
    """What the check-in says of one question, and what somebody else had typed."""

    label: str
    stored: str
    typed: str


def stored_in(checkin: CheckIn) -> dict[str, Any]:
    """What a check-in says, as the values of its form: at most one query."""
    usual = {name: getattr(checkin, name) for name in CheckInForm.base_fields}
    return usual | answers_of(checkin)


def both_texts(stored: Mapping[str, Any], form: CheckInForm) -> list[BothTexts]:
    """The questions that were answered otherwise than they are stored; an invalid answer is told as it was sent."""
    kept = row_of(CheckInForm(initial=dict(stored), questions=form.questions)).answers
    typed = row_of(form).answers
    told = {name: typed[name].text if name in typed else form[name].data or EMPTY for name in form.fields}
    return [
        BothTexts(answer.label, answer.text, told[name]) for name, answer in kept.items() if told[name] != answer.text
    ]
