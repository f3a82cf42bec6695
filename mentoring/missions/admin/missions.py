"""Missions in the coordination’s tool, those with late check-ins first."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from challenges.proposal.models.people import Stakeholder
from eig.accounts.requests import authenticated
from eig.common import clock
from eig.common.admin import ReadOnlyInline
from eig.common.dates import short_day
from eig.common.inlines import PlainInline, SettingsPages
from eig.common.vocabulary import SiteText
from eig.journal.admin import JournaledPages, JournalInline
from mentoring.missions.admin.acts import ActPages
from mentoring.missions.forms import CoachForm, CoachRows
from mentoring.missions.models.assignments import Assignment
from mentoring.missions.models.missions import MENTOR_KINDS, Mission
from mentoring.missions.models.placements import Placement
from mentoring.missions.rules import can_arrange
from mentoring.missions.workflow.calendar import strays


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
    """Who works on the mission, and how to say when they leave."""

    model = Placement
    fields = readonly_fields = ("person", "family", "starts_on", "ends_on", "ended_why", "leaves")

    def get_queryset(self, request):
        self.arranges = can_arrange(request.user)
        return super().get_queryset(request).select_related("person", "position__family")

    @admin.display(description="profil")
    def family(self, placement):
        return placement.position.family

    @admin.display(description="départ à dire")
    def leaves(self, placement):
        url = reverse("admin:mentoring_mission_end", args=[placement.mission_id, placement.pk])
        return format_html('<a href="{}">Enregistrer un départ</a>', url) if self.arranges else "–"


class CoachInline(PlainInline):
    """Who coaches the mission, from when to when. Changes are written in its journal."""

    model = Assignment
    form = CoachForm
    formset = CoachRows
    fields = ["user", "since", "until"]
    verbose_name, verbose_name_plural = "coach", "coachs"
    spare = 1
    help_texts = {
        "since": "Vide : depuis le début.",
        "until": "Vide : jusqu’à la fin. Le lendemain, cette personne ne lit plus les points d’étape de la mission.",
    }

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")


@admin.register(Mission)
class MissionAdmin(JournaledPages, ActPages, SettingsPages, ReadOnlyAdmin):
    """Missions, those with late check-ins first. Only the coaches are typed on the page; the rest are acts."""

    list_display = ["challenge", "promotion", "starts_on", "ends_on", "team", "late", "page"]
    list_filter = [RunningFilter, "challenge__promotion"]
    search_fields = ["challenge__title", "challenge__public_title", "challenge__administration__name"]
    list_select_related = ["challenge__promotion"]
    fields = ["challenge", "starts_on", "ends_on", "opened_at", "mentors", "page"]
    readonly_fields = ("challenge", "starts_on", "ends_on", "opened_at", "mentors", "page")
    inlines = [PlacementInline, CoachInline, JournalInline]
    list_per_page = 50
    journaled_apart = (Placement,)
    change_form_template = "admin/promotions/promotion/change_form.html"
    change_list_template = "admin/mentoring/mission_list.html"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_arrange(authenticated(request).user)

    def get_urls(self):
        return self.act_urls() + super().get_urls()

    def get_queryset(self, request):
        today = clock.today(request.at)
        rows = Mission.objects.visible_to(request.user, today)
        return rows.select_related("challenge__promotion").with_lateness(today)

    def get_ordering(self, request):
        return ["-late", "challenge__key"]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        mission = self.get_object(request, object_id)
        self.arranges = can_arrange(request.user)
        tools = []
        if mission and self.arranges and strays(mission, request.at):
            url = reverse("admin:mentoring_mission_calendar", args=[mission.challenge.promotion_id])
            tools.append({"label": "Recaler sur le calendrier", "url": url})
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "tools": tools})

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**(extra_context or {}), "arranges": can_arrange(request.user)})

    @admin.display(description=SiteText("{mentors}"))
    def mentors(self, mission):
        """Each with their days, and how to change them."""
        rows = Stakeholder.objects.filter(challenge=mission.challenge_id, kind__in=MENTOR_KINDS).by_role()
        return format_html_join("", "<p>{}{}{}</p>", (self._mentor(mission, row) for row in rows)) or "–"

    def _mentor(self, mission, row: Stakeholder) -> tuple[object, str, object]:
        days = f", depuis le {short_day(row.since)}" if row.since else ""
        days += f", jusqu’au {short_day(row.until)}" if row.until else ""
        if not self.arranges:
            return row, days, ""
        url = reverse("admin:mentoring_mission_mentor", args=[mission.pk, row.pk])
        return row, days, format_html(' <a href="{}">Changer ses dates</a>', url)

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
