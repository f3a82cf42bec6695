"""Check-ins in the coordination’s tool: read, never rewritten."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from eig.common import clock
from eig.common.admin import ReadOnlyInline
from eig.common.vocabulary import SITE
from eig.journal.admin import JournalInline
from mentoring.checkins.models import LATE_FIRST, CheckIn
from mentoring.checkins.states import CheckInKind
from mentoring.missions.admin import ReadOnlyAdmin
from mentoring.missions.models import Mission, Placement


class LateFilter(admin.SimpleListFilter):
    """Check-ins whose day is past without an answer."""

    title = "en retard ?"
    parameter_name = "late"

    def lookups(self, request, model_admin):
        return [("yes", "En retard"), ("soon", "Attendus dans les 5 jours")]

    def queryset(self, request, queryset):
        today = clock.today(request.at)
        if self.value() == "yes":
            return queryset.filter(late=True)
        return queryset.due_between(today, clock.today(clock.shifted(request.at, 5))) if self.value() else queryset


@admin.register(CheckIn)
class CheckInAdmin(ReadOnlyAdmin):
    """Check-ins, late ones first."""

    list_display = ["mission_name", "month", "who", "due_on", "state", "mood", "blocks", "author", "logged_at"]
    list_filter = [LateFilter, "kind", "status", "blocked", "mood", "mission__challenge__promotion"]
    search_fields = ["mission__challenge__title", "mission__challenge__public_title"]
    fields = [
        ("mission", "kind", "month"),
        ("due_on", "status", "author", "logged_at"),
        ("mood", "progress"),
        "blockers",
        "help_needed",
        ("next_step", "next_on"),
    ]
    inlines = [JournalInline]
    list_per_page = 50

    def get_queryset(self, request):
        people = CheckIn.objects.visible_to(request.user).select_related(
            "mission__challenge", "author", "placement__offer__application__user", "placement__offer__position__family"
        )
        return people.late_first(clock.today(request.at))

    def get_ordering(self, request):
        return LATE_FIRST

    @admin.display(description="mission", ordering="mission__challenge__key")
    def mission_name(self, checkin):
        return str(checkin.mission.challenge)

    @admin.display(description="qui répond")
    def who(self, checkin):
        if checkin.kind == CheckInKind.MENTOR:
            return SITE.mentors
        return checkin.placement.offer.application.user

    @admin.display(description="bloque", ordering="blocked")
    def blocks(self, checkin):
        return "oui" if checkin.blocked else "–"

    @admin.display(description="état", ordering="late")
    def state(self, checkin):
        return "en retard" if checkin.late else checkin.get_status_display()
