"""Check-ins in the coordination’s tool: read, never rewritten."""

from django.contrib import admin
from django.utils.html import format_html_join

from eig.common import clock
from eig.journal.admin import JournalInline
from mentoring.checkins.asking import answered
from mentoring.checkins.models.checkins import LATE_FIRST, CheckIn
from mentoring.missions.admin.missions import ReadOnlyAdmin


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

    list_display = ["mission_name", "period_text", "who", "due_on", "state", "mood", "blocks", "author", "logged_at"]
    list_filter = [LateFilter, "form__audience", "status", "signal__status", "mood", "mission__challenge__promotion"]
    search_fields = ["mission__challenge__title", "mission__challenge__public_title"]
    fields = [
        ("mission", "form", "period"),
        ("opens_on", "due_on", "status", "author", "logged_at"),
        ("mood", "progress"),
        "blockers",
        "help_needed",
        ("next_step", "next_on"),
        "asked",
    ]
    readonly_fields = ["asked"]
    inlines = [JournalInline]
    list_per_page = 50

    def get_queryset(self, request):
        today = clock.today(request.at)
        rows = CheckIn.objects.visible_to(request.user, today).with_signals().late_first(today)
        return rows.select_related("mission__challenge", "author", "placement__person", "form__promotion", "signal")

    def get_ordering(self, request):
        return LATE_FIRST

    @admin.display(description="mission", ordering="mission__challenge__key")
    def mission_name(self, checkin):
        return str(checkin.mission.challenge)

    @admin.display(description="qui répond")
    def who(self, checkin):
        return checkin.placement.person if checkin.placement else checkin.form.get_audience_display()

    @admin.display(description="période", ordering="period")
    def period_text(self, checkin):
        return checkin.period_text

    @admin.display(description="bloque", ordering="blocking")
    def blocks(self, checkin):
        return "oui" if checkin.blocking else "–"

    @admin.display(description="réponses aux questions")
    def asked(self, checkin):
        """What the form's own questions got."""
        lines = ((answer.label, answer.text) for answer in answered(checkin))
        return format_html_join("", "<p><strong>{}</strong><br>{}</p>", lines) or "–"

    @admin.display(description="état", ordering="late")
    def state(self, checkin):
        return "en retard" if checkin.late else checkin.get_status_display()
