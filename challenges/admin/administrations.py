"""Who hosts, and who may act for them."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html

from challenges import workflow
from challenges.admin.merging import MergePages
from challenges.forms import SiretField, WelcomeForm
from challenges.models import Administration, AdministrationDomain, Membership
from challenges.rules import can_decide, has_professional_address, is_professional_domain
from challenges.states import MembershipStatus
from eig.common.admin import AdminStep, PlainPages, ReadOnlyInline, StepAdmin
from eig.common.inlines import PlainInline
from eig.common.text import sort_key
from eig.journal.admin import JournalInline


class AdministrationForm(ModelForm):
    """Two administrations do not share a name, whatever its accents and capitals."""

    siret = SiretField(label="SIRET", required=False, help_text="Quatorze chiffres, avec ou sans espaces.")

    def clean_name(self) -> str:
        """Refuse a name already there."""
        name = self.cleaned_data["name"].strip()
        if Administration.objects.filter(key=sort_key(name)).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Une administration porte déjà ce nom.")
        return name

    def clean_siret(self) -> str | None:
        """Nothing rather than an empty number, which two administrations would share."""
        return self.cleaned_data["siret"] or None


class DomainForm(ModelForm):
    """A domain that only professional addresses have."""

    def clean_domain(self) -> str:
        """Lower case, without the @ that people write before it."""
        domain = self.cleaned_data["domain"]
        if not is_professional_domain(domain):
            raise ValidationError("Ce domaine est celui d’une messagerie personnelle : n’importe qui entrerait.")
        return domain


class DomainInline(PlainInline):
    """Whose addresses join at once."""

    model = AdministrationDomain
    form = DomainForm
    verbose_name = "domaine accueilli sans vérification"
    verbose_name_plural = "Domaines accueillis sans vérification"
    spare = 1
    spare_at_first = 1


class MembershipInline(ReadOnlyInline):
    """Who acts for this administration."""

    model = Membership
    verbose_name_plural = "Personnes rattachées"
    fields = readonly_fields = ["user", "status", "asked_at"]
    show_change_link = True

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("user")


@admin.register(Administration)
class AdministrationAdmin(MergePages, PlainPages, admin.ModelAdmin):
    """One page per administration: name, nature, town, people."""

    change_list_template = "admin/challenges/administration/change_list.html"
    form = AdministrationForm
    list_display = ["name", "kind", "ministry", "town", "region", "challenge_count", "member_count"]
    list_filter = ["kind", "region"]
    show_full_result_count = False
    search_fields = ["key", "town", "siret", "domains__domain"]
    fields = ["name", "kind", "ministry", "town", "region", "siret"]
    inlines = [DomainInline, MembershipInline, JournalInline]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).counted()

    def get_search_results(self, request: HttpRequest, queryset, search_term: str):
        return super().get_search_results(request, queryset, sort_key(search_term))

    def has_delete_permission(self, request: HttpRequest, obj: Administration | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Administration, form: ModelForm, change: bool) -> None:
        obj.key = sort_key(obj.name)
        super().save_model(request, obj, form, change)

    @admin.display(description="défis", ordering="challenge_total")
    def challenge_count(self, administration: Administration) -> int:
        return administration.challenge_total

    @admin.display(description="personnes", ordering="member_total")
    def member_count(self, administration: Administration) -> int:
        return administration.member_total


class MembershipState(admin.SimpleListFilter):
    """The first thing one looks for: what waits."""

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
    fields = readonly_fields = ["user", "email", "administration", "state", "professional", "asked_at"]
    inlines = [JournalInline]
    steps = (
        AdminStep(
            "confirm",
            workflow.confirm,
            lambda user, membership: can_decide(user),
            form=WelcomeForm,
            explanation="{} pourra déposer un défi pour cette administration. Un courrier le lui dit aussitôt.",
            done="Rattachement confirmé : {}. Un courrier part.",
        ),
        AdminStep(
            "refuse",
            workflow.refuse,
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
