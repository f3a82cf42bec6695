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

NEVER = datetime.min.replace(tzinfo=UTC)
CHANGE_LINK = re.compile(r'<a href="(?P<address>/admin/\w+/\w+/\d+/change/)">(?P<words>.*?)</a>', re.DOTALL)

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
                "label": obj.FLOW[step.name].label,
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
        if request.method == "POST" and (form is None or form.is_valid()):
            return self._act(request, obj, chosen, form)
        return self._confirm(request, obj, chosen, form)

    def _act(self, request: Request, obj: Any, step: AdminStep, form: Form | None) -> HttpResponse:
        """Call the verb. A refusal shows again what was typed for it, if anything was."""
        try:
            step.verb(obj, by=request.user, at=request.at, **(form.cleaned_data if form else {}))
        except StepRefused as refusal:
            if form:
                return self._confirm(request, obj, step, form, refusal=str(refusal))
            messages.error(request, str(refusal))
        else:
            messages.success(request, step.done.format(obj))
        return HttpResponseRedirect(self._change_url(obj))

    def _confirm(
        self, request: HttpRequest, obj: Any, step: AdminStep, form: Form | None, *, refusal: str = ""
    ) -> HttpResponse:
        label = obj.FLOW[step.name].label
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": obj,
            "title": f"{label} : {obj}",
            "label": label,
            "explanation": step.explanation.format(obj),
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


class ShownLookups(ModelAdminPart):
    """For every admin of the site: an address asks a list only what its filters and its calendar ask, in their words.

    Django lets any field be asked, and so guessed letter by letter, as with ``?password__startswith=a``.
    An admin whose own pages write others in their addresses names them in ``own_lookups``.
    """

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        filters = self.get_list_filter(request) if request else self.list_filter
        shown = {*getattr(self, "own_lookups", ()), *_calendar(self.date_hierarchy)}
        return lookup in shown.union(*(_asked_by(filter_item, self.model) for filter_item in filters))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list; what a filter does not understand is a wrong address, which Django answers with the whole list."""
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters(error) from error

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The object; an empty ``_to_field`` in the address is none."""
        return super().get_object(request, object_id, from_field or None)


class OpenLinks(ModelAdminPart):
    """For every admin of the site: a page leads nobody to an object whose own page is closed to them.

    Django links what is only shown, a person or a questionnaire, whatever its reader may open.
    """

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        response: Any = super().render_change_form(request, context, *args, **kwargs)
        response.add_post_render_callback(partial(_without_closed_links, request))
        return response


def _without_closed_links(request: HttpRequest, response: HttpResponse) -> None:
    """Leave the words of a link, and no link, where it leads to a refusal."""

    def read(link: re.Match[str]) -> str:
        view: Any = resolve(link["address"]).func
        return link[0] if view.model_admin.has_view_or_change_permission(request) else link["words"]

    response.content = CHANGE_LINK.sub(read, response.content.decode()).encode()


def _calendar(name: str | None) -> Iterator[str]:
    return (f"{name}__{part}" for part in ("year", "month", "day") if name)


def _asked_by(filter_item: Any, model: type[models.Model]) -> set[str]:
    """What one entry of ``list_filter`` writes in addresses."""
    if parameter := getattr(filter_item, "parameter_name", None):
        return {parameter}
    path = filter_item[0] if isinstance(filter_item, tuple | list) else filter_item
    field: Any = get_fields_from_path(model, path)[-1]
    exact = f"{path}__{field.target_field.name}__exact" if field.is_relation else f"{path}__exact"
    return {path, exact, f"{path}__isnull"}


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
