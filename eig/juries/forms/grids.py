"""The final grid of a half-day: one opinion for each hearing, ranks that follow from one to the last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from eig.common.forms import EigForm, choice_field
from eig.juries.forms.sheets import OPINIONS
from eig.juries.models.hearings import Sheet

LAST = 10_000


@dataclass(frozen=True)
class Entry:
    """One hearing whose common sheet is in, under the name that its subject gives it."""

    hearing: int
    title: str
    sheet: Sheet


class OpinionForm(EigForm):
    """What the jury finally says of one hearing; all of it may wait until the grid is handed in."""

    mark_optional = False

    favourable = forms.TypedChoiceField(
        label="Avis du jury",
        choices=[("yes", "Favorable"), ("no", "Défavorable")],
        coerce=OPINIONS.get,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    rank = forms.TypedChoiceField(label="Rang", coerce=int, empty_value=None, required=False)
    reason = forms.CharField(
        label="Motif, en une phrase", required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )
    favourite = forms.BooleanField(label="Coup de cœur du jury", required=False)

    def __init__(self, *args, entry: Entry, count: int, **kwargs):
        super().__init__(*args, prefix=f"audition-{entry.hearing}", **kwargs)
        self.entry = entry
        ranks = [(rank, f"{_ordinal(rank)} sur {count}") for rank in range(1, count + 1)]
        choice_field(self, "rank").choices = [("", "Pas encore classé"), *ranks]
        self.fields["rank"].widget.attrs["data-rank"] = ""

    @property
    def opinion(self) -> dict:
        """As ``save_grid`` takes it."""
        return {name: self.cleaned_data[name] for name in ("favourable", "rank", "reason", "favourite")}

    @staticmethod
    def read(sheet: Sheet) -> dict:
        """What the common sheet already says."""
        words: dict[bool | None, str] = {True: "yes", False: "no"}
        opinion = words.get(sheet.favourable, "")
        return {"favourable": opinion, "rank": sheet.rank, "reason": sheet.reason, "favourite": sheet.favourite}


class GridForm:
    """The opinions of a half-day on one page. Iterates over its blocks, the best ranked first."""

    def __init__(
        self, entries: Sequence[Entry], data: Mapping | None = None, *, count: int, typed: Mapping | None = None
    ):
        self.is_bound = data is not None
        self.forms = [
            OpinionForm(data, entry=entry, count=count, initial=_typed(entry, typed) or OpinionForm.read(entry.sheet))
            for entry in entries
        ]
        if not self.is_bound:
            self.forms.sort(key=lambda form: int(form.initial["rank"] or LAST))

    def __iter__(self) -> Iterator[OpinionForm]:
        return iter(self.forms)

    def is_valid(self) -> bool:
        """Each block by itself, and no rank given twice."""
        valid = [form.is_valid() for form in self.forms]
        return all(valid) and self._ranks_differ()

    def _ranks_differ(self) -> bool:
        seen: dict[int, OpinionForm] = {}
        for form in self.forms:
            rank = form.cleaned_data["rank"]
            if rank in seen:
                form.add_error("rank", f"Ce rang est déjà donné à {seen[rank].entry.title} : choisissez-en un autre.")
            elif rank is not None:
                seen[rank] = form
        return not self.total_error_count

    @property
    def total_error_count(self) -> int:
        """How many points are to correct."""
        return sum(len(form.errors) for form in self.forms)

    @property
    def non_form_errors(self) -> list[str]:
        """Nothing is wrong outside a block."""
        return []

    @property
    def opinions(self) -> dict[int, Any]:
        """What was typed, by hearing number."""
        return {form.entry.hearing: form.opinion for form in self.forms}


def moved(entries: Sequence[Entry], data: Mapping, move: str) -> dict:
    """What was typed, with one hearing moved a place up or down (« up-12 ») and every rank renumbered from 1."""
    direction, _, number = move.partition("-")
    rows = sorted(entries, key=lambda entry: _rank(data, entry))
    place = next((index for index, entry in enumerate(rows) if str(entry.hearing) == number), None)
    if place is not None:
        other = min(max(place + (-1 if direction == "up" else 1), 0), len(rows) - 1)
        rows[place], rows[other] = rows[other], rows[place]
    ranks = {f"audition-{entry.hearing}-rank": rank for rank, entry in enumerate(rows, 1)}
    return {**{name: data[name] for name in data}, **ranks}


def _typed(entry: Entry, typed: Mapping | None) -> dict:
    prefix = f"audition-{entry.hearing}-"
    return {name: typed.get(prefix + name, "") for name in OpinionForm.base_fields} if typed else {}


def _rank(data: Mapping, entry: Entry) -> int:
    text = str(data.get(f"audition-{entry.hearing}-rank", ""))
    return int(text) if text.isdigit() else LAST


def _ordinal(rank: int) -> str:
    return "1er" if rank == 1 else f"{rank}e"


class ReopenForm(EigForm):
    """Why the sheets of a jury change after all."""

    reason = forms.CharField(
        label="Pourquoi les rouvrir ?",
        help_text="Ce texte est envoyé tel quel aux membres du jury, aussitôt.",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )
