"""The sheets that jurors fill: one's own, then the jury's common one with its final grid."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from eig.common.forms import EigForm, choice_field
from eig.common.text import plural
from eig.juries.models.hearings import Sheet
from eig.juries.workflow.sheets import Opinion
from eig.promotions.models.settings import Criterion

WORDS = {
    1: "1 – Pas du tout satisfaisant",
    2: "2 – Peu satisfaisant",
    3: "3 – Satisfaisant",
    4: "4 – Excellent",
}
OPINIONS = {"yes": True, "no": False}


class MarksForm(EigForm):
    """One mark for each criterion, and a comment. ``initial`` comes from ``MarksForm.read(sheet)``."""

    comment_label = "Vos remarques"
    comment_help = "Les autres jurés les liront une fois leurs propres notes saisies."

    def __init__(self, *args, criteria: Sequence[Criterion], **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        marks = {field_name(line): _mark_field(line) for line in criteria}
        comment = forms.CharField(
            label=self.comment_label,
            help_text=self.comment_help,
            required=False,
            max_length=3000,
            widget=forms.Textarea,
        )
        self.fields = {**marks, "comment": comment, **self.fields}

    @property
    def lacking(self) -> set[str]:
        """Fields without which a sheet says nothing, as long as they are neither typed nor stored."""
        return {name for name in self.errors if self.fields[name].required}

    @staticmethod
    def read(sheet: Sheet | None) -> dict:
        """What a sheet already says, as initial values."""
        if sheet is None:
            return {}
        marks = {f"criterion_{mark.criterion_id}": mark.value for mark in sheet.marks.all()}
        return {**marks, "comment": sheet.comment}


class CommonSheetForm(MarksForm):
    """The marks of the whole jury. ``spread`` shows the individual marks of each criterion beside its own."""

    comment_label = "Commentaire du jury"
    comment_help = (
        "Ce que la coordination doit savoir pour choisir. Il n’est jamais envoyé aux porteurs ni aux candidats."
    )

    def __init__(self, *args, spread: Mapping[int, Sequence[int]], **kwargs):
        super().__init__(*args, **kwargs)
        for line in self.criteria:
            if given := spread.get(line.pk):
                field = self.fields[field_name(line)]
                field.help_text = f"{field.help_text} {_given(given)}".strip()


class OpinionSheetForm(CommonSheetForm):
    """With the jury's final opinion. ``ranks`` says which are taken: rank → by whom."""

    favourable = forms.ChoiceField(
        label="Avis du jury",
        choices=[("yes", "Favorable"), ("no", "Défavorable")],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si l’avis du jury est favorable."},
    )
    rank = forms.TypedChoiceField(
        label="Rang dans le jury",
        help_text="Le premier est celui que le jury préfère. Laissez vide tant que le jury n’a pas tout entendu.",
        coerce=int,
        empty_value=None,
        required=False,
    )
    reason = forms.CharField(
        label="Motif de l’avis, en une phrase", required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )
    favourite = forms.BooleanField(label="Coup de cœur du jury", required=False)

    def __init__(self, *args, ranks: Mapping[int, str], count: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.ranks = ranks
        choices = [(rank, _rank_label(rank, count, ranks)) for rank in range(1, count + 1)]
        choice_field(self, "rank").choices = [("", "Pas encore classé"), *choices]

    def clean_rank(self) -> int | None:
        """A rank belongs to one hearing of the jury."""
        rank = self.cleaned_data["rank"]
        if rank in self.ranks:
            raise forms.ValidationError(f"Ce rang est déjà donné à {self.ranks[rank]} : videz d’abord le sien.")
        return rank

    @staticmethod
    def read(sheet: Sheet | None) -> dict:
        """What the common sheet already says."""
        if sheet is None:
            return {}
        return {**MarksForm.read(sheet), **initial_opinion(sheet)}


def initial_opinion(sheet: Sheet) -> dict:
    """What a common sheet finally says, as the fields of a form."""
    codes: dict[bool | None, str] = {True: "yes", False: "no"}
    code = codes.get(sheet.favourable, "")
    return {"favourable": code, "rank": sheet.rank, "reason": sheet.reason, "favourite": sheet.favourite}


def opinion_of(values: Mapping[str, Any]) -> Opinion:
    """The final opinion that the fields of a form say, as the verbs take it."""
    return {
        "favourable": OPINIONS.get(values["favourable"]),
        "rank": values["rank"],
        "reason": values["reason"] or "",
        "favourite": bool(values["favourite"]),
    }


def marks_of(criteria: Sequence[Criterion], values: Mapping[str, Any]) -> dict[int, int]:
    """The marks that the fields of a form say, by criterion number."""
    return {line.pk: values[field_name(line)] for line in criteria}


def field_name(line: Criterion) -> str:
    """The name of the field of a criterion."""
    return f"criterion_{line.pk}"


def _given(marks: Sequence[int]) -> str:
    mean = f"{sum(marks) / len(marks):.1f}".replace(".", ",")
    return f"Notes individuelles : {', '.join(map(str, marks))} (moyenne {mean})."


def _mark_field(line: Criterion) -> forms.TypedChoiceField:
    scale = range(line.mark_min, line.mark_max + 1)
    words = WORDS if (line.mark_min, line.mark_max) == (1, 4) else {}
    weight = f"Compte {line.weight} fois." if line.weight > 1 else ""
    return forms.TypedChoiceField(
        label=line.label,
        help_text=" ".join(filter(None, [line.help, weight])),
        choices=[(value, words.get(value, str(value))) for value in scale],
        coerce=int,
        widget=forms.RadioSelect({"class": "eig-marks"}),
        error_messages={
            "required": "Donnez une note à ce critère.",
            "invalid_choice": f"La note va de {line.mark_min} à {line.mark_max}.",
        },
    )


def _rank_label(rank: int, count: int, taken: Mapping[int, str]) -> str:
    place = f"{'1er' if rank == 1 else f'{rank}e'} sur {plural(count, 'audition')}"
    return f"{place} (déjà donné à {taken[rank]})" if rank in taken else place
