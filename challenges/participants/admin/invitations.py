"""Invitations in the Django admin."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from challenges.participants.models import Invitation
from challenges.participants.rules import can_manage_people
from challenges.participants.workflow import participants
from eig.common.admin import AdminStep, PlainPages, StepAdmin
from eig.common.vocabulary import SiteText
from eig.journal.admin import JournalInline


@admin.register(Invitation)
class InvitationAdmin(PlainPages, StepAdmin):
    """Invitations as they were sent; one without an answer may be taken back."""

    list_display = ["name", "email", "challenge", "role", "right", "status", "sent_at", "expires_at"]
    list_filter = ["status", "right", "kind"]
    list_select_related = ["challenge"]
    show_full_result_count = False
    search_fields = ["name", "email", "challenge__key"]
    fields = readonly_fields = (
        "shown_challenge",
        "name",
        "email",
        "role",
        "right",
        "status",
        "by",
        "sent_at",
        "expires_at",
        "answered_at",
    )
    inlines = [JournalInline]
    steps = (
        AdminStep(
            "revoke",
            participants.revoke,
            lambda user, invitation: can_manage_people(user, invitation.challenge),
            explanation="Le lien reçu par {} ne fonctionnera plus ; un courrier le lui dit.",
            done="Invitation annulée : {}. Un courrier part.",
            danger=True,
        ),
    )

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).with_names()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        shown = {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})

    @admin.display(description=SiteText("{challenge}"))
    def shown_challenge(self, invitation: Invitation) -> str:
        address = reverse("challenges:participants", args=[invitation.challenge_id])
        return format_html('<a href="{}">{}</a>', address, invitation.challenge)

    @admin.display(description="rôle", ordering="kind")
    def role(self, invitation: Invitation) -> str:
        return invitation.role
