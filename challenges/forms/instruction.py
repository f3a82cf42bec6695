"""What the coordination and its readers type while they instruct, and what authors answer."""

import uuid
from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from challenges.letters.instruction import PLACEHOLDERS, unknown_placeholders
from challenges.models import PreparedQuestion
from challenges.rules.eligibility import LINES
from challenges.states import Advice, Verdict
from eig.accounts.models import User
from eig.common.forms import EigForm

NEW = 3
INTERNAL = "Interne : ni les administrations ni les jurys ne la lisent."


class NoteForm(EigForm):
    """What the coordination writes for itself."""

    mark_optional = False
    text = forms.CharField(
        label="Note interne",
        help_text="Pour la coordination seule : ni les administrations, ni les jurys, ni les lecteurs ne la lisent. "
        "Elle reste, datée et signée.",
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
    )


def readers() -> QuerySet[User]:
    """To whom files may be handed: the coordination and the outside readers, by name."""
    teams = User.objects.filter(is_active=True, groups__name__in=["coordination", "outside_readers"])
    return teams.distinct().order_by("last_name", "first_name", "pk")


class ChecklistForm(EigForm):
    """A verdict and a note for each line of the checklist; a line left alone stays as it is."""

    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for line in LINES:
            choices = [("", "sans verdict"), *Verdict.choices]
            self.fields[f"{line.key}-value"] = forms.ChoiceField(
                label=f"Verdict : {line.label}", choices=choices, required=False
            )
            self.fields[f"{line.key}-note"] = forms.CharField(
                label=f"Précision : {line.label}", max_length=500, required=False
            )

    def clean(self) -> dict:
        """A line that is not in order says why."""
        values = super().clean()
        for line in LINES:
            if values.get(f"{line.key}-value") == Verdict.NOT_OK and not values.get(f"{line.key}-note"):
                self.add_error(f"{line.key}-note", "Dites pourquoi la ligne n’est pas conforme.")
        return values

    @property
    def verdicts(self) -> dict[str, tuple[str, str]]:
        """Key → (verdict, note), as ``give_verdicts`` takes them."""
        values = self.cleaned_data
        return {line.key: (values[f"{line.key}-value"], values[f"{line.key}-note"]) for line in LINES}


class ReaderForm(EigForm):
    """To whom files are handed."""

    reader = forms.ModelChoiceField(label="Lecteur ou lectrice", queryset=User.objects.none(), empty_label="Choisissez")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = readers()


class AdviceForm(EigForm):
    """What a reader recommends, and why."""

    advice = forms.ChoiceField(label="Votre avis", choices=Advice.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Votre note",
        help_text=INTERNAL,
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )


class QuestionsForm(EigForm):
    """The questions not sent yet, and room for others."""

    mark_optional = False

    def __init__(self, *args, questions: Sequence[PreparedQuestion], **kwargs):
        super().__init__(*args, **kwargs)
        for rank, row in enumerate(questions, start=1):
            self.fields[f"question-{row.pk}"] = self._field(f"Question {rank}", row.text)
        for rank in range(1, NEW + 1):
            self.fields[f"new-{rank}"] = self._field(f"Ajouter une question ({rank})", "")

    @staticmethod
    def _field(label: str, text: str) -> forms.CharField:
        area = forms.Textarea({"rows": 3})
        return forms.CharField(label=label, initial=text, max_length=1000, required=False, widget=area)

    @property
    def texts(self) -> dict[int, str]:
        """Number → text of those already prepared."""
        return by_number(self.cleaned_data, "question-")

    @property
    def new(self) -> list[str]:
        """Those added."""
        return [text for name, text in self.cleaned_data.items() if name.startswith("new-") and text]


class AnswersForm(EigForm):
    """The authors' answers, one for each question sent."""

    mark_optional = False

    def __init__(self, *args, questions: Sequence[PreparedQuestion], **kwargs):
        super().__init__(*args, **kwargs)
        for row in questions:
            area = forms.Textarea({"rows": 6})
            self.fields[f"answer-{row.pk}"] = forms.CharField(
                label=row.text, initial=row.answer, max_length=4000, required=False, widget=area
            )

    @property
    def answers(self) -> dict[int, str]:
        """Number of the question → answer."""
        return by_number(self.cleaned_data, "answer-")


class MailingForm(EigForm):
    """A letter to the authors of several challenges."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(label="Objet", max_length=150)
    body = forms.CharField(label="Texte", max_length=10_000, widget=forms.Textarea({"rows": 14}))
    reply_to = forms.EmailField(label="Réponses à", help_text="Les auteurs répondent à cette adresse.")

    def __init__(self, *args, user: User, **kwargs):
        initial = {"token": uuid.uuid4(), "reply_to": user.email, "body": "{{ bonjour }},\n\n"}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_subject(self) -> str:
        """Only known placeholders."""
        return _known(self.cleaned_data["subject"])

    def clean_body(self) -> str:
        """Only known placeholders."""
        return _known(self.cleaned_data["body"])


class ColumnsForm(EigForm):
    """Which columns to export."""

    columns = forms.MultipleChoiceField(
        label="Colonnes",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une colonne."},
    )

    def __init__(self, *args, choices: Sequence[tuple[str, str]], **kwargs):
        super().__init__(*args, initial={"columns": [key for key, _ in choices]}, **kwargs)
        self.fields["columns"].choices = choices


def _known(text: str) -> str:
    if names := unknown_placeholders(text):
        known, wrong = ", ".join(PLACEHOLDERS), ", ".join(names)
        raise ValidationError(f"Entre accolades, rien ne correspond à « {wrong} ». Vous pouvez écrire : {known}.")
    return text


def by_number(values: dict, prefix: str) -> dict[int, str]:
    return {int(name.removeprefix(prefix)): text for name, text in values.items() if name.startswith(prefix)}
