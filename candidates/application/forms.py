"""The sections of an application. A draft may be incomplete: shape is checked here, completeness at submission."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.choices import flatten_choices

from candidates.application.models.applications import Application
from candidates.application.rules import CV_PAGES, WISH_CHARS
from challenges.proposal.models.positions import Position
from eig.common.forms import EigForm, choice_field
from eig.common.keeping.answers import Answer, Row, Told, text_of
from eig.common.text import typeset
from eig.promotions.models.settings import Statement
from eig.questions.fields import OPTIONAL

STATEMENT = "statement-"
PHONE = RegexValidator(r"^[+\d][\d .()\-]{5,28}$", "Écrivez un numéro de téléphone, par exemple 06 12 34 56 78.")


class SectionForm(EigForm):
    """A section of the application: an optional field says « facultatif » in its own label, the others say nothing."""

    mark_optional = False


class ProfileForm(SectionForm):
    """Who the person is, and what the rules ask them to declare."""

    phone = forms.CharField(
        label="Téléphone",
        help_text="Pour fixer une audition. Il n’est lu que par la coordination.",
        max_length=30,
        required=False,
        validators=[PHONE],
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    town = forms.CharField(
        label="Ville de résidence",
        max_length=100,
        required=False,
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    headline = forms.CharField(
        label="Votre métier en une ligne",
        help_text="Par exemple : « Designeuse de service, huit ans en agence puis en collectivité ».",
        max_length=150,
        required=False,
    )
    portfolio = forms.URLField(
        label="Portfolio ou dépôt de code" + OPTIONAL,
        help_text="Une adresse qui commence par https://. Si vos travaux sont confidentiels, dites-le à la section 2.",
        required=False,
        assume_scheme="https",
        widget=forms.URLInput({"autocomplete": "url"}),
    )
    mobility = forms.CharField(
        label="Mobilité et contraintes" + OPTIONAL,
        help_text="Villes possibles, date d’arrivée, aménagements dont vous auriez besoin.",
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, statements: Iterable[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for statement in statements:
            field = forms.BooleanField(label=statement.text, help_text=statement.help, required=False)
            self.fields[f"{STATEMENT}{statement.pk}"] = field

    @staticmethod
    def initial_of(application: Application) -> dict[str, Any]:
        """What is stored, as the form's initial values."""
        accepted = {f"{STATEMENT}{row.statement_id}": True for row in application.acceptances.all()}
        return {name: getattr(application, name) for name in ProfileForm.base_fields} | accepted

    @staticmethod
    def accepted(values: Mapping[str, Any]) -> dict[int, bool]:
        """Statement number → whether it is accepted, from values under the names of the fields."""
        own = {name: value for name, value in values.items() if name.startswith(STATEMENT)}
        return {int(name.removeprefix(STATEMENT)): value for name, value in own.items()}


class CvForm(EigForm):
    """The CV, as one PDF file."""

    cv = forms.FileField(
        label="Fichier PDF",
        help_text=f"{CV_PAGES} pages et 10 Mo au plus.",
        error_messages={"required": "Choisissez un fichier PDF."},
        widget=forms.FileInput({"accept": "application/pdf,.pdf"}),
    )


class WishesForm(SectionForm):
    """One choice and one motivation per rank."""

    def __init__(self, positions: Iterable[Position], ranks: int, *args, wished: Iterable[Position] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.ranks = range(1, ranks + 1)
        choices = grouped(positions, wished)
        for rank in self.ranks:
            self.fields[f"position_{rank}"] = _position_field(choices)
            self.fields[f"motivation_{rank}"] = _motivation_field()

    def clean(self) -> dict | None:
        data: Any = super().clean()
        seen: dict[str, int] = {}
        for rank in self.ranks:
            position = data.get(f"position_{rank}") or ""
            if position and position in seen:
                self.add_error(f"position_{rank}", f"Ce poste est déjà votre vœu {seen[position]}.")
            seen.setdefault(position, rank)
            if not position and data.get(f"motivation_{rank}"):
                self.add_error(f"position_{rank}", "Choisissez le poste que concerne cette motivation.")
        return data

    def rows(self) -> Iterator[tuple]:
        """Rank, choice and motivation, for the page."""
        for rank in self.ranks:
            yield rank, self[f"position_{rank}"], self[f"motivation_{rank}"]

    def told(self) -> Told:
        """Each wish as a row named by its position, in order, empty ranks closed up."""
        told = Told({})
        for rank in self.ranks:
            position, motivation = f"position_{rank}", f"motivation_{rank}"
            told.sure = told.sure and position not in self.errors
            if name := str(self._value(position) or ""):
                told.rows[name] = self._wish(position, motivation, name)
        return told

    def _wish(self, position: str, motivation: str, name: str) -> Row:
        offered: Any = choice_field(self, position).choices
        choices: Iterable[tuple[Any, Any]] = flatten_choices(offered)
        label = next((str(label) for code, label in choices if str(code) == name), name)
        if motivation in self.errors:
            return Row(label, whole=False)
        text = self._value(motivation) or ""
        return Row(label, {"motivation": Answer(str(self.fields[motivation].label), text, text_of(text))})

    def _value(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_bound else self.initial.get(name)

    @staticmethod
    def wishes(rows: Mapping[str, Row]) -> list[tuple[int, str]]:
        """(position number, motivation) in order."""
        return [(int(name), row.answers["motivation"].value) for name, row in rows.items()]


def wishes_initial(application: Application, wanted: int | None) -> dict[str, object]:
    """What the wishes page shows first: the wishes, then the position that the person comes from, if it is new."""
    wishes = list(application.wishes.all())
    rows = [(wish.position_id, wish.motivation) for wish in wishes]
    if wanted and wanted not in [position for position, _ in rows]:
        rows.append((wanted, ""))
    initial: dict[str, object] = {}
    for rank, (position, motivation) in enumerate(rows, start=1):
        initial |= {f"position_{rank}": position, f"motivation_{rank}": motivation}
    return initial


def swapped(data: dict[str, str]) -> dict[str, str]:
    """What was typed, with two ranks exchanged when ``move`` names them: « 2-1 »."""
    rank, _, other = data.get("move", "").partition("-")
    if not other:
        return data
    moved = dict(data)
    for field in ("position", "motivation"):
        moved[f"{field}_{rank}"] = data.get(f"{field}_{other}", "")
        moved[f"{field}_{other}"] = data.get(f"{field}_{rank}", "")
    return moved


def grouped(positions: Iterable[Position], wished: Iterable[Position] = ()) -> list[tuple]:
    """The choices of a position: one group per challenge, then what was ``wished`` for and is no longer offered.

    A wish that its select did not name would leave without a word with the next change of the page.
    """
    groups: dict[str, list[tuple[int, str]]] = {}
    offered = set()
    for position in positions:
        challenge = position.challenge
        offered.add(position.pk)
        groups.setdefault(f"{challenge} – {challenge.administration}", []).append(_choice(position))
    if gone := [_choice(position) for position in wished if position.pk not in offered]:
        groups["N’est plus proposé"] = gone
    return [("", "Aucun poste"), *groups.items()]


def _choice(position: Position) -> tuple[int, str]:
    return position.pk, typeset(f"{position.challenge} : {position.family}")


def _position_field(choices: list[tuple]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Poste",
        choices=choices,
        required=False,
        error_messages={"invalid_choice": "Ce poste n’est plus proposé : choisissez-en un autre."},
    )


def _motivation_field() -> forms.CharField:
    return forms.CharField(
        label="Ce qui vous motive, et ce que vous apporteriez",
        max_length=WISH_CHARS,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
