"""People: who they are, whether they are staff, in which group. Signing in is their own affair."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group

from eig.accounts.models import User
from eig.common.forms import label_rows
from eig.common.vocabulary import SiteText

TEAMS = {
    "coordination": "Coordination",
    "direction": "Direction",
    "coaches": "Coachs",
    "hr": "Ressources humaines",
    "dpo": "Protection des données",
    "outside_readers": "Lecture extérieure",
}


def team(group: Group) -> str:
    """The French name of a staff group."""
    return TEAMS.get(group.name, group.name)


class TeamFilter(admin.SimpleListFilter):
    """Filter people by staff group."""

    title = "équipe"
    parameter_name = "equipe"

    def lookups(self, request, model_admin):
        return list(TEAMS.items())

    def queryset(self, request, queryset):
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


# Secrets, and what the person or `manage.py setup` decides: nothing here to change by hand.
for registered in (EmailAddress, Authenticator, Group, SocialAccount, SocialApp, SocialToken):
    if admin.site.is_registered(registered):
        admin.site.unregister(registered)


class PersonForm(forms.ModelForm):
    """Labels and help texts of the rights of a person."""

    class Meta:
        labels = {
            "is_active": "Compte actif",
            "is_staff": "Fait partie de l’équipe",
            "groups": "Groupes de l’équipe",
            "is_superuser": "Tient tous les droits",
        }
        help_texts = {
            "is_active": "Décochez pour empêcher la personne d’entrer, sans rien effacer.",
            "is_staff": "Ouvre l’administration, avec les droits de ses groupes.",
            "is_superuser": "Pour la maintenance seulement ; les règles du programme s’appliquent quand même.",
        }


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Names are corrected here; rights are given by a superuser alone."""

    form = PersonForm
    list_display = ["__str__", "email", "teams", "is_staff", "is_active", "last_login"]
    list_filter = [TeamFilter, "is_staff", "is_active"]
    search_fields = ["email", "first_name", "last_name"]
    search_help_text = "Nom, prénom ou adresse"
    ordering = ["last_name", "first_name", "pk"]
    list_per_page = 50
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        ("Identité", {"fields": ["first_name", "last_name", "email"]}),
        (
            "Droits",
            {
                "fields": ["is_active", "is_staff", "groups", "is_superuser"],
                "description": SiteText(
                    "Candidat, {mentor} ou juré ne sont pas des droits : ce sont des faits, "
                    "enregistrés dans leurs dossiers."
                ),
            },
        ),
        ("Repères", {"fields": ["last_login", "date_joined"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        """Nobody gives rights without holding them all; an address is changed by its owner, who proves it."""
        rights = [] if request.user.is_superuser else ["is_active", "is_staff", "groups", "is_superuser"]
        return [*super().get_readonly_fields(request, obj), *rights, *(["email"] if obj else [])]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Boxes to tick: Django's two-column picker is not accessible."""
        kwargs["widget"] = forms.CheckboxSelectMultiple()
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        field.help_text = ""
        if db_field.name == "groups":
            label_rows(field, team)
        return field

    def save_model(self, request, obj, form, change):
        """A new person signs in by code: no password is chosen for them."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        """People are anonymised by the rules of retention, not deleted by a click."""
        return False

    @admin.display(description="équipes")
    def teams(self, user: User) -> str:
        """The staff groups of the person."""
        return ", ".join(team(group) for group in user.groups.all())
