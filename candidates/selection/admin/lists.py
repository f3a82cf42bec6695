"""Every version of the ranked lists, read as it was."""

from django.contrib import admin

from candidates.selection.models.rankings import RankedLine, RankedList
from eig.common.admin import ReadOnlyInline
from eig.common.vocabulary import SiteText

READ_ONLY = {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}


class RankedLineInline(ReadOnlyInline):
    """The people of a list, in their order."""

    model = RankedLine
    verbose_name_plural = "Personnes, dans l’ordre"
    fields = readonly_fields = ("rank", "person", "application")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("application__user", "application__promotion")

    @admin.display(description="personne")
    def person(self, line: RankedLine) -> str:
        return str(line.application.user)


@admin.register(RankedList)
class RankedListAdmin(admin.ModelAdmin):
    """Lists are written, locked and validated on the board; here each version stays as it was."""

    list_display = ["position", "version", "state_shown", "validated_by", "validated_at"]
    list_display_links = ["position", "version"]
    list_filter = ["position__challenge__promotion"]
    list_select_related = ["position__challenge", "position__family", "validated_by"]
    search_fields = ["position__challenge__title", "position__challenge__public_title"]
    search_help_text = SiteText("Nom du {challenge}")
    fields = readonly_fields = ("position", "version", "state_shown", "validated_by", "validated_at")
    inlines = [RankedLineInline]
    own_lookups = ["position__id__exact"]
    view_on_site = False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return super().change_view(request, object_id, form_url, {**READ_ONLY, **(extra_context or {})})

    @admin.display(description="état")
    def state_shown(self, ranked: RankedList) -> str:
        return ranked.state
