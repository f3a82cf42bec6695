"""The journal below each object of the admin."""

from typing import Any

from django.contrib.contenttypes.admin import GenericTabularInline
from django.forms import Media
from django.http import HttpRequest

from eig.journal.models import Entry


class JournalInline(GenericTabularInline):
    """The lines about an object, newest first, never edited."""

    model = Entry
    template = "admin/read_inline.html"
    media = Media()
    fields = readonly_fields = ["at", "sentence", "actor", "note"]
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
