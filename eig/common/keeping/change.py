"""Django's own change pages, written by several people at once: each carries the version of what it shows."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Model
from django.forms import BoundField
from django.forms.models import BaseInlineFormSet
from django.forms.widgets import ChoiceWidget
from django.http import HttpRequest, HttpResponse, QueryDict

from eig.common.admin import ModelAdminPart
from eig.common.keeping.answers import ALONE, Answer, Row, Told, chosen, text_of
from eig.common.keeping.merging import Merge
from eig.common.keeping.version import FIELD, Marks, mark, read, written

OVERTAKEN = "Quelqu’un d’autre a modifié les mêmes réponses pendant que vous écriviez : choisissez celles à garder."
TAKEN_AWAY = (
    "« {} » a été supprimé par quelqu’un d’autre pendant que vous écriviez : votre texte est sous « Ajouter ». "
    "Enregistrez pour le remettre, ou videz-le."
)
OUTCOME = "outcome"
MANAGED = ("DELETE", "ORDER")


@dataclass(frozen=True)
class Outcome:
    """What becomes of a page that was sent: the merge, labels of rows to add again, the version of what comes back."""

    merge: Merge
    again: Sequence[str]
    version: Marks

    @property
    def sentences(self) -> list[str]:
        """What somebody has to choose, or to read, before anything is stored."""
        return [*([OVERTAKEN] if self.merge.waits else ()), *map(TAKEN_AWAY.format, self.again)]


class VersionedPages(ModelAdminPart):
    """For every admin of the site: what one page changes never erases what another wrote since it was opened.

    What two people changed apart is merged; the same answer is shown in both texts, and nothing is stored until one is
    chosen. A form without a version erases nothing.
    """

    # Django's public ``changeform_view`` opens the transaction that this runs in: the row stays held until it is saved.
    def _changeform_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponse:
        if request.method == "POST" and object_id is not None and "_saveasnew" not in request.POST:
            self._reconcile(request, unquote(object_id))
        page: Any = super()
        return page._changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Django's form; it is not valid while somebody has something to choose, or to read, first."""
        form = super().get_form(request, obj, change, **kwargs)
        outcome = _outcome(request)
        sentences = outcome.sentences if outcome else []
        return type(form.__name__, (_Waiting, form), {"sentences": sentences}) if sentences else form

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs.get("change"):
            outcome = _outcome(request)
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            version = outcome.version if outcome else _marks(context["adminform"].form, formsets)
            conflicts = outcome.merge.conflicts if outcome and outcome.merge.waits else []
            context["keeper"] = {"version": written(version), "conflicts": conflicts, "kept": False}
        response = super().render_change_form(request, context, *args, **kwargs)
        if isinstance(context["adminform"].form, _Waiting):
            response.status_code = 409
        return response

    def _reconcile(self, request: HttpRequest, object_id: str) -> None:
        """Put in place of what this page did not change what is stored now, held until the page is saved."""
        obj = self.get_object(request, object_id)
        if obj is None or not self.has_change_permission(request, obj):
            return
        if not self.model._base_manager.select_for_update(of=("self",), no_key=True).filter(pk=obj.pk).first():
            return
        obj.refresh_from_db()
        stored, _ = self._forms(request, obj, None)
        typed, formsets = self._forms(request, obj, request.POST)
        sent = read(request.POST.get(FIELD, ""))
        shown = {**{key: {} for key in typed}, **sent}
        merge = Merge(shown, _told(stored, shown), _told(typed, shown, like=stored), request.POST)
        undecided = {conflict.place for conflict in merge.conflicts if not conflict.chosen}
        data = request.POST.copy()
        for key, name, answer in _yielded(merge, typed, undecided):
            _send(data, typed[key][name], stored[key][name], answer)
        for key in (key for key in merge.rows.keys() & typed.keys() if key not in undecided and _goes(typed[key])):
            data.pop(typed[key].add_prefix("DELETE"))
        new = [marks for key, marks in merge.stored.marks.items() if key not in sent]
        again = [label for rows in formsets for label in _renumber(data, rows, shown, new)]
        request.POST = data  # type: ignore[assignment]  # an immutable ``QueryDict`` is what Django promises
        vars(request)[OUTCOME] = Outcome(merge, again, _after(merge, typed, undecided))

    def _forms(
        self, request: HttpRequest, obj: Any, data: QueryDict | None
    ) -> tuple[dict[str, forms.ModelForm], list[BaseInlineFormSet]]:
        """The forms of what is stored, of the object then of the rows below it, and the sets that the rows are in."""
        found = {ALONE: self.get_form(request, obj, change=True)(data, instance=obj)}
        formsets: list[BaseInlineFormSet] = []
        taken: Counter[str] = Counter()
        for formset_class, inline in self.get_formsets_with_inlines(request, obj):
            prefix = formset_class.get_default_prefix()
            taken[prefix] += 1
            numbered = prefix if taken[prefix] == 1 else f"{prefix}-{taken[prefix]}"
            if inline.has_change_permission(request, obj):
                rows = formset_class(data, instance=obj, queryset=inline.get_queryset(request), prefix=numbered)
                formsets.append(rows)
                found |= {_key(rows, form): form for form in _initial_forms(rows) if form.instance.pk}
        return found, formsets


def _outcome(request: HttpRequest) -> Outcome | None:
    return vars(request).get(OUTCOME)


class _Waiting(forms.ModelForm):
    """A form that waits for somebody to choose between two texts, or to read that a row was deleted meanwhile."""

    sentences: Sequence[str] = ()

    def clean(self) -> None:
        super().clean()
        raise ValidationError(list(self.sentences))


def _initial_forms(rows: BaseInlineFormSet) -> Iterator[forms.ModelForm]:
    """The forms of the rows that were stored; none when the page did not send how many there are."""
    if not rows.is_bound or rows.management_form.is_valid():
        yield from rows.initial_forms


def _key(rows: BaseInlineFormSet, form: forms.ModelForm) -> str:
    """The name of a row, by its number: the one that was sent when it is no longer stored."""
    sent = form.data.get(form.add_prefix(form.instance._meta.pk.name), "")
    return f"{rows.prefix}:{form.instance.pk or sent}"


def _marks(form: forms.ModelForm, formsets: list[BaseInlineFormSet]) -> Marks:
    """The version of what a page shows as stored."""
    stored = {_key(rows, row): row for rows in formsets for row in _initial_forms(rows) if row.instance.pk}
    return {
        key: {name: found for name, field in _fields(row) if (found := mark(row.get_initial_for_field(field, name)))}
        for key, row in {ALONE: form, **stored}.items()
    }


def _fields(form: forms.ModelForm) -> Iterator[tuple[str, forms.Field]]:
    """The fields that a person writes: neither the keys of the row, nor what is only shown."""
    for name, field in form.fields.items():
        keys = isinstance(field, forms.models.InlineForeignKeyField) or name == form.instance._meta.pk.name
        if not (keys or field.disabled or name in MANAGED):
            yield name, field


def _told(named: dict[str, forms.ModelForm], shown: Marks, like: dict[str, forms.ModelForm] | None = None) -> Told:
    """What forms say, answer by answer; a row ticked to be deleted is absent. ``like`` gives the order of the rows."""
    order = [key for key in like if key in named] if like is not None else list(named)
    rows = {key: _row(named[key], shown.get(key, {})) for key in order if not _goes(named[key])}
    return Told(rows, sure=len(order) == len(named))


def _goes(form: forms.ModelForm) -> bool:
    """Whether a row is ticked to be deleted, valid or not."""
    read = form.is_bound and form.errors is not None
    return read and bool(form.cleaned_data.get("DELETE"))


def _row(form: forms.ModelForm, shown: dict[str, str]) -> Row:
    """What a form says, with its words when it says something else than what was shown."""
    values = {name: _value(form, name, field) for name, field in _fields(form) if name not in form.errors}
    changed = any(mark(value) != shown.get(name, "") for name, value in values.items())
    answers = {
        name: Answer(str(field.label), values[name], _words(field, values[name]) if changed else "")
        for name, field in _fields(form)
        if name in values
    }
    return Row(_label(form) if form.prefix else "", answers, whole=not form.errors)


def _value(form: forms.ModelForm, name: str, field: forms.Field) -> Any:
    return form.cleaned_data.get(name) if form.is_bound else form.get_initial_for_field(field, name)


def _label(form: forms.ModelForm) -> str:
    """The name of a row; that of its kind when what was typed gives it none."""
    try:
        said = str(form.instance)
    except ObjectDoesNotExist:
        said = ""
    return said.strip() or str(form.instance._meta.verbose_name)


def _words(field: forms.Field, value: Any) -> str:
    """A value in the words of its choice; some take a query."""
    if type(field) is forms.ModelChoiceField and value and not isinstance(value, Model):
        value = field.to_python(value)
    return text_of(chosen(field, value))


def _yielded(
    merge: Merge, typed: Mapping[str, forms.ModelForm], undecided: Collection[str]
) -> Iterator[tuple[str, str, Answer]]:
    """The answers to leave as they are stored, where the page would write something else."""
    for key in (merge.rows.keys() & typed.keys()) - set(undecided):
        sent = merge.typed.rows.get(key, Row())
        for name, answer in merge.rows[key].answers.items():
            other = name in sent.answers and sent.answers[name].mark != answer.mark
            if f"{key}/{name}" not in undecided and (other or _goes(typed[key])):
                yield key, name, answer


def _after(merge: Merge, typed: Collection[str], undecided: Collection[str]) -> Marks:
    """The version of the page that comes back: of what is stored, but for what it still shows as its own."""
    version: Marks = {}
    for key, row in merge.stored.rows.items():
        if key in typed:
            before, sent = merge.shown.get(key, {}), merge.typed.rows.get(key, row)
            kept = {name for name in row.answers if f"{key}/{name}" in undecided or name not in sent.answers}
            now = {name: before.get(name, "") if name in kept else row.answers[name].mark for name in row.answers}
            version[key] = before if key in undecided else {name: found for name, found in now.items() if found}
    return version


def _renumber(data: QueryDict, rows: BaseInlineFormSet, shown: Marks, new: Collection[dict[str, str]]) -> Iterator[str]:
    """Take away the rows that are no longer stored, and those that a second click adds again: they are in ``new``.

    Those that were changed here and deleted by somebody else become rows to add: their labels.
    """
    gone = [form for form in _initial_forms(rows) if not form.instance.pk and shown.get(_key(rows, form))]
    twice = [form for form in rows.forms if form not in _initial_forms(rows) and _marks_of(form) in new]
    if not gone and not twice:
        return
    changed = [form for form in gone if not (_goes(form) or _marks_of(form) == shown[_key(rows, form)])]
    kept = [*(form for form in rows.forms if form not in (*gone, *twice)), *changed]
    blocks = [_taken(data, form) for form in rows.forms]
    for number, form in enumerate(kept):
        for name, values in blocks[rows.forms.index(form)].items():
            if form not in changed or name != form.instance._meta.pk.name:
                data.setlist(f"{rows.add_prefix(number)}-{name}", values)
    data[rows.management_form.add_prefix("TOTAL_FORMS")] = str(len(kept))
    data[rows.management_form.add_prefix("INITIAL_FORMS")] = str(len(rows.initial_forms) - len(gone))
    yield from (_label(form) for form in changed)


def _marks_of(form: forms.ModelForm) -> dict[str, str]:
    return Told({ALONE: _row(form, {})}).marks[ALONE] if form.is_bound else {}


def _taken(data: QueryDict, form: forms.ModelForm) -> dict[str, list[str]]:
    """What was sent for a row, taken out of ``data``, by field."""
    names = [name for name in data if name.startswith(f"{form.prefix}-")]
    return {name.removeprefix(f"{form.prefix}-"): data.pop(name) for name in names}


def _send(data: QueryDict, typed: BoundField, stored: BoundField, answer: Answer) -> None:
    """Write an answer in what was sent, as its field would send it."""
    name, value = typed.html_name, stored.field.prepare_value(answer.value)
    widget: Any = getattr(stored.field.widget, "widget", stored.field.widget)
    if isinstance(widget, forms.CheckboxInput):
        data.setlist(name, ["on"] if value else [])
    elif isinstance(widget, ChoiceWidget):
        data.setlist(name, widget.format_value(value))
    else:
        data[name] = widget.format_value(value) or ""
