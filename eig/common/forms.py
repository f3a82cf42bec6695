"""Bases of every form: DSFR rendering without the ``<form>`` tag, French sentences, nothing typed is lost."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.renderers import TemplatesSetting

REQUIRED = "Ce champ est obligatoire."
TOO_LONG = "%(limit_value)d caractères au plus : raccourcissez ce texte, qui en a %(show_value)d."
REQUIRED_BY_WIDGET = {
    forms.CheckboxInput: "Cochez cette case pour continuer.",
    forms.CheckboxSelectMultiple: "Choisissez au moins une réponse.",
    forms.FileInput: "Joignez un fichier.",
    forms.RadioSelect: "Choisissez une réponse.",
    forms.Select: "Choisissez une réponse dans la liste.",
    forms.Textarea: "Écrivez votre réponse.",
}
WIDEST = {forms.EmailField: 254, forms.URLField: 200}
"""What the columns of each kind hold."""
NO_TEXT = (forms.UUIDField, forms.JSONField)
BOOK = 100_000


class EigRenderer(TemplatesSetting):
    """``{{ form }}`` and ``{{ field.as_field_group }}`` go through the same templates as ``{% crispy form %}``."""

    form_template_name = "eig/uni_form.html"
    field_template_name = "eig/field.html"


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own picker of a day and an hour, read in Paris time."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


if TYPE_CHECKING:
    FormPart = forms.BaseForm
else:
    FormPart = object
"""What a part of a form takes for granted: mixed in, it needs no base of its own."""


class EigFormMixin(FormPart):
    """What every form of the site shares; ``mark_optional = False`` for a search, where all is optional."""

    default_renderer: Any = EigRenderer
    use_required_attribute = False
    mark_optional = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            at_home(field)

    @property
    def helper(self) -> FormHelper:
        """Crispy's settings: the page writes the form tag, the token and the button."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def _widget_data_value(self, widget, html_name):
        # Browsers send two characters for a line break: counting them would refuse what the counter accepts.
        value = super()._widget_data_value(widget, html_name)  # type: ignore[misc]  # private: not in the stubs
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


def at_home(field: forms.Field) -> forms.Field:
    """A field as every form of the site has it; for those that a form adds once it is made."""
    _narrow(field)
    _say_in_french(field)
    return field


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field of a form that is known to offer choices."""
    return cast("forms.ChoiceField", form.fields[name])


def model_choice_field(form: forms.BaseForm, name: str) -> forms.ModelChoiceField:
    """A field of a form that is known to offer rows."""
    return cast("forms.ModelChoiceField", form.fields[name])


def label_rows(field: Any, label: Callable[[Any], str]) -> None:
    """Say how each row that a ``ModelChoiceField`` offers is called."""
    field.label_from_instance = label


def _say_in_french(field: forms.Field) -> None:
    """Replace Django's « obligatoire » and « assurez-vous » by what is to be done, but a form's own sentence stays."""
    if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
        kinds = (text for kind, text in REQUIRED_BY_WIDGET.items() if isinstance(field.widget, kind))
        field.error_messages["required"] = next(kinds, REQUIRED)
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator):
            validator.message = TOO_LONG


def _narrow(field: forms.Field) -> None:
    """Give a text no more than a column of its kind holds, and one that has no limit a very large one."""
    if not isinstance(field, forms.CharField) or isinstance(field, NO_TEXT):
        return
    widest = next((width for kind, width in WIDEST.items() if isinstance(field, kind)), None)
    if widest and (field.max_length is None or field.max_length > widest):
        field.max_length = widest
        field.widget.attrs |= field.widget_attrs(field.widget)
    if field.max_length is None or widest:
        others = [validator for validator in field.validators if not isinstance(validator, MaxLengthValidator)]
        field.validators = [*others, MaxLengthValidator(field.max_length or BOOK)]


class EigForm(EigFormMixin, forms.Form):
    """Base of plain forms."""


class EigModelForm(EigFormMixin, forms.ModelForm):
    """Base of forms drawn from a model."""
