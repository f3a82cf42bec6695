"""The hearings of candidates, with what may become of each; the positions that each jury hears."""

from django.contrib import admin
from django.utils.html import format_html

from candidates.hearings import rules
from candidates.hearings.forms import CancelForm, MoveForm
from candidates.hearings.models.interviews import Interview
from candidates.hearings.models.juries import JuryPosition
from candidates.hearings.workflow import changes
from challenges.proposal.models.positions import Position
from eig.common.admin import AdminStep, StepAdmin
from eig.common.dates import short_instant
from eig.common.inlines import PlainPages
from eig.common.vocabulary import SiteText
from eig.journal.admin import JournalInline
from eig.juries.models.juries import Jury
from eig.promotions.states import Stage

READ_ONLY = {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}


@admin.register(Interview)
class InterviewAdmin(StepAdmin):
    """Booked from the page of an application; moved, cancelled or missed here."""

    list_display = ["application", "person", "position", "round", "when", "jury", "state"]
    list_filter = ["status", "application__promotion"]
    search_fields = ["application__user__first_name", "application__user__last_name", "position__challenge__title"]
    search_help_text = SiteText("Nom de la personne ou du {challenge}")
    fields = ("application", "person", "position", "round", "when", "jury", "state", "booked_at")
    ordering = ["hearing__starts_at"]
    view_on_site = False
    inlines = [JournalInline]
    steps = (
        AdminStep(
            "move",
            changes.move_interview,
            rules.can_change_interview,
            MoveForm,
            explanation="La personne reçoit aussitôt un courrier avec la nouvelle heure, devant le même jury.",
            done="L’audition est déplacée, la personne est prévenue : {}.",
        ),
        AdminStep(
            "miss",
            changes.miss_interview,
            rules.can_change_interview,
            explanation="La personne n’est pas venue. Aucun courrier ne part ; une autre audition peut être fixée.",
            done="L’absence est notée : {}.",
        ),
        AdminStep(
            "cancel",
            changes.cancel_interview,
            rules.can_change_interview,
            CancelForm,
            explanation="La personne reçoit aussitôt un courrier avec votre motif. Le créneau redevient libre.",
            done="L’audition est annulée, la personne est prévenue : {}.",
            danger=True,
        ),
    )

    class Media:
        css = {"all": ["css/lists.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).with_names()

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return super().change_view(request, object_id, form_url, {**READ_ONLY, **(extra_context or {})})

    @admin.display(description="personne", ordering="application__user__last_name")
    def person(self, interview) -> str:
        return str(interview.application.user)

    @admin.display(description="quand", ordering="hearing__starts_at")
    def when(self, interview):
        return short_instant(interview.hearing.starts_at)

    @admin.display(description="jury")
    def jury(self, interview) -> str:
        return str(interview.hearing.jury)

    @admin.display(description="état", ordering="status")
    def state(self, interview) -> str:
        return format_html(
            '<span class="eig-badge eig-badge--{}">{}</span>',
            interview.tone or "neutral",
            interview.get_status_display(),
        )


@admin.register(JuryPosition)
class JuryPositionAdmin(PlainPages, admin.ModelAdmin):
    """For which positions a jury hears candidates; one without any hears for them all."""

    list_display = ["jury", "position"]
    list_filter = ["jury__promotion"]
    list_select_related = ["jury", "position__challenge", "position__family"]
    search_fields = ["jury__name", "position__challenge__title", "position__challenge__public_title"]
    search_help_text = SiteText("Nom du jury ou du {challenge}")
    fields = ["jury", "position"]
    view_on_site = False

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        rows = {
            "jury": Jury.objects.filter(stage=Stage.CANDIDATE, promotion__archived=False),
            "position": Position.objects.filter(challenge__promotion__archived=False).select_related(
                "challenge", "family"
            ),
        }
        return super().formfield_for_foreignkey(db_field, request, **{**kwargs, "queryset": rows[db_field.name]})
