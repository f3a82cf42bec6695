"""What a page of settings changed by hand, before and after, in words."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.forms import BaseForm, Field, ModelChoiceField
from django.forms.models import BaseInlineFormSet

from eig.common.dates import full_instant, long_day

NOTHING = "rien"


def edited(form: BaseForm) -> list[str]:
    """« Durée (mois) : 10 → 11 », a line for each field that a valid form changes."""
    return [f"{form.fields[name].label} : {_before(form, name)} → {_after(form, name)}" for name in form.changed_data]


def edited_rows(formset: BaseInlineFormSet) -> list[str]:
    """The same for each row below a page, then what was added and taken away."""
    gone = formset.deleted_forms
    kept = [form for form in formset.initial_forms if form not in gone]
    added = [form for form in formset.extra_forms if form.has_changed() and form not in gone]
    return [
        *(f"« {form.instance} », {line}" for form in kept for line in edited(form)),
        *_each("Ajout", added),
        *_each("Suppression", [form for form in formset.initial_forms if form in gone]),
    ]


def _each(word: str, forms: Iterable[Any]) -> list[str]:
    return [f"{word} : « {form.instance} »" for form in forms]


def _before(form: BaseForm, name: str) -> str:
    field, value = form.fields[name], form.initial.get(name)
    if isinstance(field, ModelChoiceField) and field.queryset is not None and value:
        value = field.queryset.filter(pk=value).first()
    return _shown(field, value)


def _after(form: BaseForm, name: str) -> str:
    return _shown(form.fields[name], form.cleaned_data.get(name))


def _shown(field: Field, value: Any) -> str:
    """A value as the page shows it."""
    if value in (None, ""):
        return NOTHING
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return full_instant(value)
    if isinstance(value, date):
        return long_day(value)
    if isinstance(value, Model):
        return str(value)
    return str(dict(getattr(field, "choices", ())).get(value, value))
