"""Memberships in the Django admin, where the coordination confirms or refuses them."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from challenges.administrations.models.administrations import Membership
from challenges.administrations.rules import can_decide, has_professional_address
from challenges.administrations.states import MembershipStatus
from challenges.administrations.workflow import memberships
from challenges.participants.forms.places import WelcomeForm
from challenges.participants.workflow import places
from eig.common.admin import AdminStep, PlainPages, StepAdmin
from eig.common.vocabulary import SiteText
from eig.journal.admin import JournalInline


class MembershipState(admin.SimpleListFilter):
    """Filter by status: what waits for the coordination, first of all."""

    title = "Où en est la demande ?"
    parameter_name = "etat"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin):
        return MembershipStatus.choices

    def queryset(self, request: HttpRequest, queryset):
        return queryset.filter(status=self.value()) if self.value() else queryset


@admin.register(Membership)
class MembershipAdmin(PlainPages, StepAdmin):
    """Places asked in administrations: confirmed or refused, with a letter."""

    list_display = ["user", "email", "administration", "state", "professional", "asked_at"]
    list_filter = [MembershipState]
    list_select_related = ["user", "administration"]
    show_facets = admin.ShowFacets.ALWAYS
    show_full_result_count = False
    search_fields = ["user__email", "user__last_name", "administration__key"]
    ordering = ["-status", "-asked_at"]
    fields = readonly_fields = ("user", "email", "administration", "state", "professional", "asked_at")
    inlines = [JournalInline]
    steps = (
        AdminStep(
            "confirm",
            memberships.confirm,
            lambda user, membership: can_decide(user),
            form=WelcomeForm,
            explanation=SiteText(
                "{} pourra déposer un {challenge} pour cette administration. Un courrier le lui dit aussitôt."
            ),
            done="Rattachement confirmé : {}. Un courrier part.",
        ),
        AdminStep(
            "refuse",
            places.refuse,
            lambda user, membership: can_decide(user),
            explanation="{} ne pourra pas agir pour cette administration. Un courrier le lui dit aussitôt.",
            done="Rattachement refusé : {}. Un courrier part.",
            danger=True,
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("user", "administration")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        shown = {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})

    @admin.display(description="adresse", ordering="user__email")
    def email(self, membership: Membership) -> str:
        return membership.user.email

    @admin.display(description="état", ordering="status")
    def state(self, membership: Membership) -> str:
        tone = membership.tone or "neutral"
        return format_html('<span class="eig-badge eig-badge--{}">{}</span>', tone, membership.get_status_display())

    @admin.display(description="adresse professionnelle", boolean=True)
    def professional(self, membership: Membership) -> bool:
        return has_professional_address(membership.user)
