"""The orders to publish: read here, called off here, given from the boards."""

from django.contrib import admin
from django.utils.html import format_html

from eig.common.admin import AdminStep, StepAdmin
from eig.common.inlines import SettingsPages
from eig.journal.admin import JournalInline
from eig.promotions.models.announcements import Announcement
from eig.promotions.rules import can_cancel
from eig.promotions.states import AnnouncementStatus
from eig.promotions.workflow.announcements import cancel_announcement


@admin.register(Announcement)
class AnnouncementAdmin(SettingsPages, StepAdmin):
    """Nothing is typed here: an order is given from a board, after a confirmation that counts the letters."""

    list_display = ["kind", "promotion", "badge", "due_at", "ordered_by", "ordered_at", "done_at"]
    list_filter = ["status", "kind", "promotion"]
    list_select_related = ["promotion", "ordered_by"]
    fields = readonly_fields = ("promotion", "kind", "status", "due_at", "ordered_by", "ordered_at", "done_at")
    inlines = [JournalInline]
    steps = (
        AdminStep(
            "cancel",
            cancel_announcement,
            can_cancel,
            explanation="Aucune décision ne sera annoncée, aucun courrier ne partira. "
            "Les décisions préparées restent en place ; vous pourrez demander une autre publication.",
            done="La publication est annulée : {}.",
            danger=True,
        ),
    )

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        read = {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().change_view(request, object_id, form_url, {**read, **(extra_context or {})})

    @admin.display(description="état", ordering="status")
    def badge(self, announcement: Announcement) -> str:
        """The status as a word in its colour."""
        tone = AnnouncementStatus(announcement.status).tone
        return format_html('<span class="eig-badge eig-badge--{}">{}</span>', tone, announcement.get_status_display())
