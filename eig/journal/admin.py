"""The journal below each object of the admin."""

from typing import Any

from django.contrib.contenttypes.admin import GenericTabularInline
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.db.models import Model
from django.forms import Media
from django.http import HttpRequest

from eig.accounts.requests import authenticated
from eig.common.admin import ModelAdminPart, ShownRows
from eig.journal.edits import edited, edited_rows
from eig.journal.models import Entry
from eig.journal.steps import record


class JournaledPages(ModelAdminPart):
    """For an admin of settings: what a page changes is written in the journal of its object, before and after.

    One line for the page, one for each kind of rows below it; those of ``journaled_apart`` have their own.
    """

    journaled_apart: tuple[type[Model], ...] = ()

    def save_related(self, request: HttpRequest, form: Any, formsets: list, change: bool) -> None:
        request = authenticated(request)
        super().save_related(request, form, formsets, change)
        if not change:
            return
        found = {"Réglages modifiés": edited(form)}
        for formset in formsets:
            if formset.model not in (Entry, *self.journaled_apart):
                found[f"Réglages modifiés ({formset.model._meta.verbose_name_plural})"] = edited_rows(formset)
        for sentence, lines in found.items():
            if lines:
                note = "\n".join(lines)
                record(form.instance, "change_settings", sentence, by=request.user, at=request.at, note=note)


class _Lines(ShownRows, BaseGenericInlineFormSet):
    """Lines of the journal are read, whatever is sent."""


class JournalInline(GenericTabularInline):
    """The lines about an object, newest first, never edited."""

    model = Entry
    formset: Any = _Lines
    template = "admin/read_inline.html"
    media = Media()
    fields = readonly_fields = ("at", "sentence", "actor", "note")
    ordering = ["-at", "-pk"]
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("actor")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True
