"""What blocks, for the coordination: take it up, then say what was done."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from eig.common import clock
from eig.common.admin import AdminStep, StepAdmin
from eig.common.inlines import SettingsPages
from eig.journal.admin import JournalInline
from mentoring.checkins.forms import OutcomeForm
from mentoring.checkins.models.blockers import Signal
from mentoring.checkins.rules import can_settle
from mentoring.checkins.workflow.blockers import acknowledge_signal, close_signal


@admin.register(Signal)
class SignalAdmin(SettingsPages, StepAdmin):
    """Nothing is typed here but what was done; open ones first."""

    list_display = ["mission", "who", "raised_at", "badge", "acknowledged_by", "closed_at"]
    list_filter = ["status", "checkin__mission__challenge__promotion"]
    search_fields = ["checkin__mission__challenge__title", "checkin__mission__challenge__public_title"]
    fields = readonly_fields = (
        "mission",
        "who",
        "text",
        "raised_by",
        "raised_at",
        "status",
        "acknowledged_by",
        "acknowledged_at",
        "closed_by",
        "closed_at",
        "outcome",
        "page",
    )
    inlines = [JournalInline]
    list_per_page = 50
    steps = (
        AdminStep(
            "acknowledge",
            acknowledge_signal,
            can_settle,
            explanation="Le blocage porte votre nom : l’équipe sait que quelqu’un s’en occupe. Aucun courrier ne part.",
            done="C’est noté : {}.",
        ),
        AdminStep(
            "close",
            close_signal,
            can_settle,
            form=OutcomeForm,
            explanation="La mission ne porte plus la mention « bloque » pour ce motif. La personne qui l’a signalé est "
            "prévenue par courriel.",
            done="Le blocage est clos : {}.",
        ),
    )

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        rows = Signal.objects.visible_to(request.user, clock.today(request.at))
        return rows.select_related(
            "checkin__mission__challenge__promotion",
            "checkin__form",
            "checkin__placement__person",
            "raised_by",
            "acknowledged_by",
            "closed_by",
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        read = {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().change_view(request, object_id, form_url, {**read, **(extra_context or {})})

    @admin.display(description="mission", ordering="checkin__mission__challenge__key")
    def mission(self, signal):
        return str(signal.checkin.mission.challenge)

    @admin.display(description="qui répond")
    def who(self, signal):
        checkin = signal.checkin
        return checkin.placement.person if checkin.placement else checkin.form.get_audience_display()

    @admin.display(description="état", ordering="status")
    def badge(self, signal):
        return format_html('<span class="eig-badge eig-badge--{}">{}</span>', signal.tone, signal.get_status_display())

    @admin.display(description="point d’étape")
    def page(self, signal):
        url = reverse("mentoring:checkin", args=[signal.checkin_id])
        return format_html('<a href="{}">Lire le point d’étape {}</a>', url, signal.checkin.of_period)
