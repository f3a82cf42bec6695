"""Forms of a file that is saved at any moment."""

from typing import Any

from django.db.models import Model
from django.forms import BaseForm, ChoiceField, Field

from eig.common.forms import EigForm

EMPTY = "(vide)"


class DraftForm(EigForm):
    """Little is compulsory to save; what even the submission can do without says « facultatif »."""

    mark_optional = False
    optional: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.optional:
            self.fields[name].label = f"{self.fields[name].label} (facultatif)"


def texts(form: BaseForm) -> dict[str, str]:
    """What a form holds, as label → text: what was typed when it is bound, else what was stored."""
    values = form.cleaned_data if form.is_bound else form.initial
    return {str(field.label): text_of(_chosen(field, values.get(name))) for name, field in form.fields.items()}


def _chosen(field: Field, value: Any) -> Any:
    """The words of a choice rather than its code."""
    return dict(field.choices).get(value, value) if type(field) is ChoiceField else value


def text_of(value: Any) -> str:
    """A form's value in words."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if value is None or value == "":
        return EMPTY
    if isinstance(value, str | int | Model):
        return str(value)
    return ", ".join(str(one) for one in value) or EMPTY
