"""Missions in the coordination’s tool, those with late check-ins first."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from eig.common import clock
from eig.common.admin import ReadOnlyInline
from eig.common.vocabulary import SiteText
from eig.journal.admin import JournalInline
from mentoring.missions.models import Mission, Placement


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows are born from accepted offers and filled on the site: nothing is typed here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RunningFilter(admin.SimpleListFilter):
    """Where a mission stands today."""

    title = "en cours ?"
    parameter_name = "running"

    def lookups(self, request, model_admin):
        return [("ahead", "À venir"), ("now", "En cours"), ("over", "Terminées")]

    def queryset(self, request, queryset):
        today = clock.today(request.at)
        rows: dict[str | None, Callable[[], Any]] = {
            "ahead": lambda: queryset.filter(starts_on__gt=today),
            "now": lambda: queryset.running(today),
            "over": lambda: queryset.filter(ends_on__lt=today),
        }
        return rows[self.value()]() if self.value() in rows else queryset


class PlacementInline(ReadOnlyInline):
    """Who works on the mission."""

    model = Placement
    fields = readonly_fields = ("person", "family", "starts_on", "ends_on")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("offer__application__user", "offer__position__family")

    @admin.display(description=SiteText("{fellows}"))
    def person(self, placement):
        return placement.offer.application.user

    @admin.display(description="profil")
    def family(self, placement):
        return placement.offer.position.family


@admin.register(Mission)
class MissionAdmin(ReadOnlyAdmin):
    """Missions, those with late check-ins first."""

    list_display = ["challenge", "promotion", "starts_on", "ends_on", "team", "late", "page"]
    list_filter = [RunningFilter, "challenge__promotion"]
    search_fields = ["challenge__title", "challenge__public_title", "challenge__administration__name"]
    list_select_related = ["challenge__promotion"]
    fields = ["challenge", "starts_on", "ends_on", "opened_at", "page"]
    readonly_fields = ["page"]
    inlines = [PlacementInline]
    list_per_page = 50

    def get_queryset(self, request):
        rows = Mission.objects.visible_to(request.user)
        return rows.select_related("challenge__promotion").with_lateness(clock.today(request.at))

    def get_ordering(self, request):
        return ["-late", "challenge__key"]

    @admin.display(description="promotion", ordering="challenge__promotion")
    def promotion(self, mission):
        return mission.challenge.promotion

    @admin.display(description=SiteText("{fellows}"), ordering="team")
    def team(self, mission):
        return mission.team

    @admin.display(description="points en retard", ordering="late")
    def late(self, mission):
        return mission.late or "–"

    @admin.display(description="suivi")
    def page(self, mission):
        return format_html('<a href="{}">Voir le suivi</a>', reverse("mentoring:mission", args=[mission.pk]))
