"""The settings of a promotion, and what may no longer change once people count on it."""

from collections.abc import Iterator
from datetime import datetime

from django.forms import ModelForm
from django.forms.models import BaseInlineFormSet

from eig.common import clock
from eig.common.dates import full_instant, long_day
from eig.common.inlines import SluggedForm, WholeRows
from eig.common.masculine import PLURAL, is_plural
from eig.promotions.guards import Wanted, chosen, refusals, used
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import NOUNS
from eig.promotions.states import WindowKind
from eig.questions.models import Response

LOADS = ("challenges_per_jury", "challenge_juries_per_juror", "candidate_juries_per_juror")
QUESTIONNAIRES = ("challenge_questions", "application_questions")


class PromotionForm(SluggedForm):
    """Bounds that submitted files would break, and questionnaires already answered, stay as they are.

    ``refusal`` is what the database answered to the same page a moment before.
    """

    refusal = ""

    def clean(self) -> dict:
        values = super().clean()
        if self.refusal:
            self.add_error(None, self.refusal)
        if self.instance.pk:
            for sentence in refusals(self.instance, self._wanted(values)):
                self.add_error(None, sentence)
            for name in QUESTIONNAIRES:
                self._keep_answered(name)
        self._check_plurals(values)
        return values

    def _check_plurals(self, values: dict) -> None:
        for noun in NOUNS:
            word, many = values.get(f"{noun}_word"), values.get(f"{noun}_words")
            if noun != "fellow" and word and many and not is_plural(many, word):
                self.add_error(f"{noun}_words", PLURAL.format(word))

    def _wanted(self, values: dict) -> Wanted:
        return Wanted(
            self._pair(values, "team_min", "team_max"),
            self._pair(values, "months_min", "months_max"),
            loads={name: values[name] for name in LOADS if name in self.changed_data and values.get(name)},
            wish_mode=values.get("wish_mode", "") if "wish_mode" in self.changed_data else "",
            wishes_max=(values.get("wishes_max") or 0) if "wishes_max" in self.changed_data else 0,
            unheard="hears_challenges" in self.changed_data and not values.get("hears_challenges"),
        )

    def _pair(self, values: dict, low: str, high: str) -> tuple[int, int] | None:
        """Two bounds, when one of them changes and both are given."""
        given = (values.get(low), values.get(high))
        return given if {low, high} & set(self.changed_data) and all(given) else None  # type: ignore[return-value]  # all are given

    def _keep_answered(self, name: str) -> None:
        former = getattr(self.instance, f"{name}_id")
        if former and name in self.changed_data and Response.objects.filter(questionnaire=former).exists():
            self.add_error(
                name,
                "Des dossiers répondent déjà à ce questionnaire : en changer perdrait leurs réponses. "
                "Ajoutez-lui plutôt des questions.",
            )


def goes(formset: BaseInlineFormSet, form: ModelForm) -> bool:
    """Whether a row is ticked to be deleted."""
    return formset._should_delete_form(form)  # type: ignore[attr-defined]  # private: not in the stubs


class KeptFormSet(WholeRows):
    """Rows that something counts on are neither deleted nor changed in their ``kept`` fields."""

    kept: tuple[str, ...] = ()
    sentence = ""

    def check_rows(self) -> list[str]:
        touched = [form.instance for form in self.initial_forms if self._touched(form)]
        counted_on = used(touched)
        return [self.sentence.format(row) for row in touched if row.pk in counted_on]

    def _touched(self, form: ModelForm) -> bool:
        return goes(self, form) or bool(set(self.kept) & set(form.changed_data))


class StatementFormSet(KeptFormSet):
    """A statement that was accepted stays what it was."""

    kept = ("text", "audience")
    sentence = (
        "« {} » est déjà accepté par des administrations ou par des candidats : cette phrase ne se supprime ni ne se "
        "reformule. Ajoutez-en plutôt une autre."
    )


class CriterionFormSet(KeptFormSet):
    """A criterion that received marks keeps its scale."""

    kept = ("stage", "round", "mark_min", "mark_max", "weight")
    sentence = (
        "Le critère « {} » a déjà reçu des notes : il ne se supprime pas, et ni son échelle ni son poids ne changent."
    )


class TargetFormSet(WholeRows):
    """A family that files ask for stays in the promotion."""

    def check_rows(self) -> list[str]:
        gone = [form.instance.family_id for form in self.initial_forms if self._goes(form)]
        return refusals(self.instance, Wanted(families=gone)) if gone else []

    def _goes(self, form: ModelForm) -> bool:
        return goes(self, form) or "family" in form.changed_data


class ProfileFormSet(WholeRows):
    """A profile that files chose stays in its family."""

    def check_rows(self) -> list[str]:
        return chosen([form.instance.pk for form in self.initial_forms if goes(self, form)])


class WindowFormSet(WholeRows):
    """Dates in an order that makes sense; a door that has opened does not close in the past, nor vanish under files."""

    def check_rows(self) -> list[str]:
        now = clock.now()
        kept = [form for form in self.forms if form.instance.kind and not goes(self, form)]
        sentences = [sentence for form in self.initial_forms for sentence in self._moved(form, now)]
        sentences += [sentence for form in kept for sentence in (*self._arrival(form), *self._answers(form))]
        sentences += self._wishes({form.instance.kind: form.instance for form in kept})
        gone = [form.initial["kind"] for form in self.initial_forms if goes(self, form)]
        return [*sentences, *(refusals(self.instance, Wanted(doors=gone)) if gone else ())]

    def _moved(self, form: ModelForm, now: datetime) -> Iterator[str]:
        """What is wrong with the change of a door that has opened: ``form.initial`` holds its stored dates."""
        name = form.instance.get_kind_display()
        opened, closing = form.initial["opens_at"] <= now, form.cleaned_data.get("closes_at")
        if opened and "opens_at" in form.changed_data:
            yield f"L’{name} a ouvert le {full_instant(form.initial['opens_at'])} : cette date ne change plus."
        if opened and closing and closing <= now < form.initial["closes_at"]:
            yield f"L’{name} est ouvert : sa clôture ne peut pas être ramenée dans le passé."

    def _wishes(self, doors: dict[str, Window]) -> Iterator[str]:
        """Wishes ranked after the preselection need their dates, once nobody applies any more; others need none."""
        wishes, call = doors.get(WindowKind.WISHES), doors.get(WindowKind.CALL_FOR_CANDIDATES)
        if self.instance.ranks_later and wishes is None:
            yield "Les vœux se classent après la présélection : donnez les dates de l’appel à vœux."
        elif wishes and not self.instance.ranks_later:
            yield "Les vœux se donnent en candidatant : l’appel à vœux n’a pas lieu d’être."
        elif wishes and call and wishes.opens_at and call.closes_at and wishes.opens_at < call.closes_at:
            yield (
                f"L’appel à vœux ouvre le {full_instant(wishes.opens_at)}, avant la clôture des candidatures "
                f"({full_instant(call.closes_at)}) : l’une des deux dates est fausse."
            )

    def _answers(self, form: ModelForm) -> Iterator[str]:
        """Administrations are not promised an answer before the call for projects closes."""
        closing, day = form.cleaned_data.get("closes_at"), self.instance.first_announced
        if form.instance.kind == WindowKind.CALL_FOR_PROJECTS and day and closing and clock.today(closing) > day:
            yield (
                f"L’appel à projets ferme le {full_instant(closing)}, après le jour où une réponse est promise "
                f"({long_day(day)}) : l’une des deux dates est fausse."
            )

    def _arrival(self, form: ModelForm) -> Iterator[str]:
        arrival, closing = self.instance.starts_on, form.cleaned_data.get("closes_at")
        if arrival and closing and clock.today(closing) > arrival:
            yield (
                f"L’{Window(kind=form.instance.kind).get_kind_display()} ferme le {full_instant(closing)}, après "
                f"l’arrivée des lauréats ({long_day(arrival)}) : l’une des deux dates est fausse."
            )
