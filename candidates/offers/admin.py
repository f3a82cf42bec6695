"""The offers: read here, prepared on the board of the lists."""

from django.contrib import admin
from django.utils.html import format_html

from candidates.offers import rules as offers_rules
from candidates.offers.forms import ExtensionForm, ReasonForm
from candidates.offers.workflow import answers, ending
from candidates.selection import rules
from candidates.selection.models.offers import Offer
from candidates.selection.workflow import rankings
from eig.common.admin import AdminStep, StepAdmin
from eig.common.vocabulary import SiteText
from eig.journal.admin import JournalInline


@admin.register(Offer)
class OfferAdmin(StepAdmin):
    """Who is offered what, until when, and what they answered."""

    list_display = ["person", "position", "state", "made_at", "expires_at", "answered_at", "prepared_by"]
    list_filter = ["status", "position__family", "application__promotion"]
    search_fields = ["application__user__first_name", "application__user__last_name", "position__challenge__title"]
    search_help_text = SiteText("Nom de la personne ou du {challenge}")
    fields = [
        "person",
        "position",
        "seat",
        "state",
        "prepared_by",
        "prepared_at",
        "made_at",
        "expires_at",
        "answered_at",
        "answered_by",
        "reason",
        "ended_at",
    ]
    view_on_site = False
    inlines = [JournalInline]
    steps = (
        AdminStep(
            "cancel",
            rankings.cancel_offer,
            rules.can_cancel_offer,
            explanation="La place redevient libre. La personne n’en saura rien : rien ne lui a été envoyé.",
            done="La proposition préparée est annulée : {}.",
        ),
        AdminStep(
            "extend",
            ending.extend,
            offers_rules.can_manage,
            ExtensionForm,
            explanation="La personne reçoit aussitôt un courrier avec la nouvelle limite, et les rappels repartent.",
            done="Le délai est prolongé, la personne est prévenue : {}.",
        ),
        AdminStep(
            "accept_for",
            answers.accept_for,
            offers_rules.can_manage,
            ReasonForm,
            explanation=SiteText(
                "Comme si la personne acceptait : elle, ses {mentors} et la coordination sont prévenus aussitôt."
            ),
            done="L’accord est enregistré en son nom : {}.",
        ),
        AdminStep(
            "decline_for",
            answers.decline_for,
            offers_rules.can_manage,
            ReasonForm,
            explanation="Comme si la personne refusait : sa candidature est close et la place va à la suivante.",
            done="Le refus est enregistré en son nom : {}.",
            danger=True,
        ),
        AdminStep(
            "resign",
            ending.resign,
            offers_rules.can_manage,
            ReasonForm,
            explanation=SiteText(
                "La personne renonce au poste qu’elle avait accepté. La place va à la suivante de la liste "
                "validée ; la personne, ses {mentors} et la coordination sont prévenus."
            ),
            done="Le désistement est enregistré : {}.",
            danger=True,
        ),
        AdminStep(
            "rescind",
            ending.rescind,
            offers_rules.can_manage,
            ReasonForm,
            explanation="La proposition est reprise : la personne reçoit un courrier avec votre motif. La place va "
            "à la suivante de la liste validée.",
            done="La proposition est retirée, la personne est prévenue : {}.",
            danger=True,
        ),
    )

    class Media:
        css = {"all": ["css/lists.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).with_names().select_related("prepared_by")

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        read = {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().change_view(request, object_id, form_url, {**read, **(extra_context or {})})

    @admin.display(description="personne", ordering="application__user__last_name")
    def person(self, offer) -> str:
        return str(offer.application.user)

    @admin.display(description="état", ordering="status")
    def state(self, offer) -> str:
        return format_html(
            '<span class="eig-badge eig-badge--{}">{}</span>', offer.tone or "neutral", offer.get_status_display()
        )
