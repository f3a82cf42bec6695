"""StepAdmin: buttons drawn from ``FLOW``, each with its confirmation page."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import Form
from django.forms.models import BaseInlineFormSet, BaseModelFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, resolve, reverse

from eig.common import clock
from eig.common.attempts import attempt
from eig.common.flow import StepRefused
from eig.common.forms import DateInput, DateTimeInput
from eig.common.keeping.local import kept_here
from eig.common.requests import Request
from eig.common.vocabulary import words_of

NEVER = datetime.min.replace(tzinfo=UTC)

if TYPE_CHECKING:
    BaseAdminPart = admin.options.BaseModelAdmin
    ModelAdminPart = admin.ModelAdmin
else:
    BaseAdminPart = ModelAdminPart = object
"""What a part of an admin takes for granted, any form's or a model's pages: mixed in, it needs no base of its own."""


@dataclass(frozen=True)
class AdminStep:
    """One verb as an admin button.

    ``name`` is a step of the model's ``FLOW``; ``verb(obj, by=, at=, **form fields)``; ``rule(user, obj)``;
    ``form`` asks for what the verb needs; ``explanation`` says what will happen, ``done`` what happened.
    """

    name: str
    verb: Callable[..., Any]
    rule: Callable[[Any, Any], bool]
    form: type[Form] | None = None
    explanation: str = ""
    done: str = "C’est fait : {}."
    danger: bool = False


class StepAdmin(admin.ModelAdmin):
    """Rows through ``visible_to``, status read-only, one button for each allowed step.

    Checks the rule and the model permission itself: the admin site only checks *staff*.
    """

    steps: tuple[AdminStep, ...] = ()
    change_form_template = "admin/step_change_form.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        """The rows of one person, in the queryset class of their manager."""
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        return fields if "status" in fields else [*fields, "status"]

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        own = [path("<int:pk>/etape/<slug:step>/", self.admin_site.admin_view(self.step_view), name=name)]
        return own + super().get_urls()

    def available_steps(self, user: Any, obj: Any) -> list[dict]:
        """The buttons of one object for one person: label and address."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_step"
        return [
            {
                "label": words_of(obj).said(obj.FLOW[step.name].label),
                "url": reverse(name, args=[obj.pk, step.name]),
                "danger": step.danger,
            }
            for step in self.steps
            if obj.FLOW.allows(step.name, obj.status) and step.rule(user, obj)
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, object_id)
        buttons = self.available_steps(request.user, obj) if obj and self.has_change_permission(request, obj) else []
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "steps": buttons})

    def step_view(self, request: Request, pk: int, step: str) -> HttpResponse:
        """Confirmation on GET, act on POST."""
        obj = get_object_or_404(self.get_queryset(request), pk=pk)
        chosen = next((admin_step for admin_step in self.steps if admin_step.name == step), None)
        allowed = chosen and self.has_change_permission(request, obj) and chosen.rule(request.user, obj)
        if not chosen or not allowed:
            raise PermissionDenied
        sent = request.POST if request.method == "POST" else None
        form = chosen.form(sent) if chosen.form else None
        if form:
            words_of(obj).speak(form)
        if request.method == "POST" and (form is None or form.is_valid()):
            return self._act(request, obj, chosen, form)
        return self._confirm(request, obj, chosen, form)

    def _act(self, request: Request, obj: Any, step: AdminStep, form: Form | None) -> HttpResponse:
        """Call the verb. A refusal shows again what was typed for it, if anything was."""
        try:
            step.verb(obj, by=request.user, at=request.at, **(form.cleaned_data if form else {}))
        except StepRefused as refusal:
            if form:
                return self._confirm(request, obj, step, form, refusal=words_of(obj).said(refusal.sentence))
            messages.error(request, words_of(obj).said(refusal.sentence))
        else:
            messages.success(request, words_of(obj).said(step.done).format(obj))
        return HttpResponseRedirect(self._change_url(obj))

    def _confirm(
        self, request: HttpRequest, obj: Any, step: AdminStep, form: Form | None, *, refusal: str = ""
    ) -> HttpResponse:
        words = words_of(obj)
        label = words.said(obj.FLOW[step.name].label)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": obj,
            "title": f"{label} : {obj}",
            "label": label,
            "words": words,
            "explanation": words.said(step.explanation).format(obj),
            "form": form,
            "keeper": kept_here(request, refusal=refusal) if form else None,
            "danger": step.danger,
            "back": self._change_url(obj),
        }
        return TemplateResponse(request, "admin/step_confirm.html", context, status=409 if refusal else 200)

    def _change_url(self, obj: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])


if TYPE_CHECKING:
    StepAdminPart = StepAdmin
else:
    StepAdminPart = object
"""The same of a part of a ``StepAdmin``."""


class HelpfulFields(BaseAdminPart):
    """For any admin or inline: native date pickers, in Paris time, and help texts that say the rule.

    ``help_texts`` goes from field names to sentences; ``rows`` to the height of the long texts.
    """

    help_texts: Mapping[str, str] = {}
    rows: Mapping[str, int] = {}
    formfield_overrides = {
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": DateTimeInput},
        models.DateField: {"widget": DateInput},
    }

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.help_text = self.help_texts.get(db_field.name, field.help_text)
            if db_field.name in self.rows:
                field.widget.attrs["rows"] = self.rows[db_field.name]
        return field


class PlainPages(BaseAdminPart):
    """For an admin that needs none of Django's scripts: its jQuery writes styles, which our policy forbids."""

    media = forms.Media(css={"all": ["css/lists.css"]})
    change_form_template: ClassVar[Any] = "admin/plain_change_form.html"

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        for act in ("add", "change", "delete", "view"):
            if hasattr(getattr(field, "widget", None), f"can_{act}_related"):
                setattr(field.widget, f"can_{act}_related", False)
        return field


class SharedChoices(BaseAdminPart):
    """For inlines: the choices of a foreign key are read once for all the rows."""

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None:
            field.choices = list(field.choices)
        return field


class SeenActionForm(ActionForm):
    """Acts on many rows of a list, with the instant when the list was read."""

    seen = forms.CharField(label="", required=False, widget=forms.HiddenInput, initial=lambda: clock.now().isoformat())


def seen(request: HttpRequest) -> datetime:
    """The instant when the list of a ``SeenActionForm`` was read; the oldest one when it was not sent."""
    try:
        instant = datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        return NEVER
    return instant if instant.tzinfo else NEVER


class ShownRows(BaseModelFormSet):
    """Mixed into the formset of rows that a page only shows: nothing that was sent for them is read."""

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []

    def is_valid(self) -> bool:
        return True

    def save(self, commit: bool = True) -> list[Any]:
        return []


class ShownInlineRows(ShownRows, BaseInlineFormSet):
    """The rows that hang on an object by a foreign key."""


class ReadOnlyInline(admin.TabularInline):
    """Rows shown and never edited from the admin: a plain table, without the scripts that add rows."""

    formset = ShownInlineRows
    template = "admin/read_inline.html"
    media = forms.Media()
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
