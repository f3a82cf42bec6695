"""The final grid of a half-day: one opinion for each hearing, ranks that follow from one to the last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms

from eig.common.forms import EigForm, choice_field
from eig.common.keeping.answers import EMPTY, Answer, Row, Told, row_of
from eig.juries.forms.sheets import initial_opinion, opinion_of
from eig.juries.models.hearings import Sheet
from eig.juries.workflow.sheets import Opinion

LAST = 10_000
RANKING = "classement"


@dataclass(frozen=True)
class Entry:
    """One hearing whose common sheet is in, under the name that its subject gives it."""

    hearing: int
    title: str
    sheet: Sheet


class OpinionForm(EigForm):
    """What the jury finally says of one hearing; all of it may wait until the grid is handed in."""

    mark_optional = False

    favourable = forms.ChoiceField(
        label="Avis du jury",
        choices=[("yes", "Favorable"), ("no", "Défavorable")],
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
    def rank_given(self) -> int | None:
        """The rank typed, or stored."""
        return self.cleaned_data.get("rank") if self.is_bound else self.initial["rank"]


class GridForm:
    """The opinions of a half-day on one page. Iterates over its blocks, the best ranked first."""

    def __init__(
        self, entries: Sequence[Entry], data: Mapping | None = None, *, count: int, typed: Mapping | None = None
    ):
        self.is_bound = data is not None
        self.forms = [
            OpinionForm(data, entry=entry, count=count, initial=_typed(entry, typed) or initial_opinion(entry.sheet))
            for entry in entries
        ]
        if self.is_bound:
            self._refuse_twin_ranks()
        else:
            self.forms.sort(key=lambda form: int(form.initial["rank"] or LAST))

    def __iter__(self) -> Iterator[OpinionForm]:
        return iter(self.forms)

    def _refuse_twin_ranks(self) -> None:
        seen: dict[int, OpinionForm] = {}
        for form in self.forms:
            rank = None if "rank" in form.errors else form.cleaned_data["rank"]
            if rank in seen:
                form.add_error("rank", f"Ce rang est déjà donné à {seen[rank].entry.title} : choisissez-en un autre.")
            elif rank is not None:
                seen[rank] = form

    @property
    def total_error_count(self) -> int:
        """How many points are to correct."""
        return sum(len(form.errors) for form in self.forms)

    def non_form_errors(self) -> list[str]:
        """Always empty: every error belongs to a block. Whoever keeps the answers asks it, as of a Django formset."""
        return []

    def told(self) -> Told:
        """One row a hearing, and the ranking as a whole: two rankings are compared, never mixed."""
        rows = {RANKING: self._ranking()}
        for form in sorted(self.forms, key=lambda form: form.entry.hearing):
            row = rows[str(form.entry.hearing)] = row_of(form, form.entry.title)
            row.answers.pop("rank", None)
        return Told(rows)

    def _ranking(self) -> Row:
        if any("rank" in form.errors for form in self.forms):
            return Row(whole=False)
        given = {form.entry.hearing: form.rank_given for form in self.forms if form.rank_given}
        titles = {form.entry.hearing: form.entry.title for form in self.forms}
        order = sorted(given, key=lambda hearing: given[hearing])
        text = ", ".join(f"{given[hearing]}. {titles[hearing]}" for hearing in order)
        return Row(answers={RANKING: Answer("Classement", given, text or EMPTY)})

    @staticmethod
    def opinions(rows: Mapping[str, Row]) -> dict[int, Opinion]:
        """What the rows say, by hearing number, as ``save_grid`` takes it."""
        ranks = rows[RANKING].values[RANKING]
        told = {int(key): row.values for key, row in rows.items() if key != RANKING}
        return {pk: opinion_of({**values, "rank": ranks.get(pk)}) for pk, values in told.items()}


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
    return int(text) if text.isdecimal() and len(text) < len(str(LAST)) else LAST


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
