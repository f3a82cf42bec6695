"""Administrations in the Django admin, with their mail domains and their people."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest

from challenges.administrations.admin.merging import MergePages
from challenges.administrations.forms import SiretField
from challenges.administrations.models.administrations import Administration, AdministrationDomain, Membership
from challenges.administrations.rules import is_professional_domain
from eig.common.admin import PlainPages, ReadOnlyInline
from eig.common.inlines import PlainInline
from eig.common.text import sort_key
from eig.common.vocabulary import SiteText
from eig.journal.admin import JournalInline


class AdministrationEditForm(ModelForm):
    """The facts of an administration; refuses a name already taken, whatever its accents and capitals."""

    siret = SiretField(label="SIRET", required=False, help_text="Quatorze chiffres, avec ou sans espaces.")

    def clean_name(self) -> str:
        """The name without the spaces around it. Raises ``ValidationError`` when another administration has it."""
        name = self.cleaned_data["name"].strip()
        if Administration.objects.filter(key=sort_key(name)).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Une administration porte déjà ce nom.")
        return name

    def clean_siret(self) -> str | None:
        """``None`` rather than an empty number: numbers are unique, and two administrations may have none."""
        return self.cleaned_data["siret"] or None


class DomainForm(ModelForm):
    """A mail domain whose people join at once: it must not be one of personal mailboxes."""

    def clean_domain(self) -> str:
        """The domain, unchanged. Raises ``ValidationError`` for one of personal mailboxes: anybody would enter."""
        domain = self.cleaned_data["domain"]
        if not is_professional_domain(domain):
            raise ValidationError("Ce domaine est celui d’une messagerie personnelle : n’importe qui entrerait.")
        return domain


class DomainInline(PlainInline):
    """Mail domains whose people join the administration at once, without a check by the coordination."""

    model = AdministrationDomain
    form = DomainForm
    verbose_name = "domaine accueilli sans vérification"
    verbose_name_plural = "Domaines accueillis sans vérification"
    spare = 1
    spare_at_first = 1


class MembershipInline(ReadOnlyInline):
    """The people who act or asked to act for the administration, whatever the status; read only."""

    model = Membership
    verbose_name_plural = "Personnes rattachées"
    fields = readonly_fields = ("user", "status", "asked_at")
    show_change_link = True

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("user")


@admin.register(Administration)
class AdministrationAdmin(MergePages, PlainPages, admin.ModelAdmin):
    """One page per administration: name, nature, town, people."""

    change_list_template = "admin/challenges/administration/change_list.html"
    form = AdministrationEditForm
    list_display = ["name", "kind", "ministry", "town", "region", "challenge_count", "member_count"]
    list_filter = ["kind", "region"]
    show_full_result_count = False
    search_fields = ["key", "town", "siret", "domains__domain"]
    fields = ["name", "kind", "ministry", "town", "region", "siret"]
    inlines = [DomainInline, MembershipInline, JournalInline]

    def get_queryset(self, request: HttpRequest):
        rows: Any = super().get_queryset(request)
        return rows.counted()

    def get_search_results(self, request: HttpRequest, queryset, search_term: str):
        return super().get_search_results(request, queryset, sort_key(search_term))

    def has_delete_permission(self, request: HttpRequest, obj: Administration | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Administration, form: ModelForm, change: bool) -> None:
        obj.key = sort_key(obj.name)
        super().save_model(request, obj, form, change)

    @admin.display(description=SiteText("{challenges}"), ordering="challenge_total")
    def challenge_count(self, administration: Administration) -> int:
        return administration.challenge_total

    @admin.display(description="personnes", ordering="member_total")
    def member_count(self, administration: Administration) -> int:
        return administration.member_total
