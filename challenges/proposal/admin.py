"""The list of skills that all challenges share: read what is proposed, list it, or say what it is a synonym of."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, QuerySet, When
from django.forms import Media
from django.http import HttpRequest
from django.utils.html import format_html

from challenges.proposal.models.skills import PositionSkill
from challenges.skills import workflow
from challenges.skills.forms import MergeSkillForm, SkillForm
from challenges.skills.models import Skill
from challenges.skills.rules import can_keep_skills
from challenges.skills.states import SkillStatus
from eig.accounts.requests import AuthenticatedRequest, authenticated
from eig.common.admin import AdminStep, PlainPages, ReadOnlyInline, StepAdmin
from eig.common.attempts import attempt
from eig.common.text import plural, sort_key
from eig.journal.admin import JournalInline


def _kept_by(user, skill: Skill) -> bool:
    return can_keep_skills(user)


class WhichSkills(admin.SimpleListFilter):
    """Filter by status: proposed skills first, which wait for the coordination."""

    title = "Où en est-elle ?"
    parameter_name = "etat"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin):
        return SkillStatus.choices

    def queryset(self, request: HttpRequest, queryset):
        return queryset.filter(status=self.value()) if self.value() else queryset


class PositionSkillInline(ReadOnlyInline):
    """The positions that ask for the skill."""

    model = PositionSkill
    verbose_name_plural = "Postes qui la demandent"
    fields = readonly_fields = ("position", "required")

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("position__challenge", "position__family")


class SynonymInline(ReadOnlyInline):
    """Other names under which people type it."""

    model = Skill
    fk_name = "same_as"
    verbose_name_plural = "Synonymes"
    fields = readonly_fields = ("name",)
    show_change_link = True


@admin.register(Skill)
class SkillAdmin(PlainPages, StepAdmin):
    """One row for each name that people have used."""

    change_form_template = StepAdmin.change_form_template
    list_display = ["name", "domain", "state", "position_count", "same_as", "added_at"]
    list_filter = [WhichSkills, "domain"]
    list_select_related = ["same_as"]
    show_facets = admin.ShowFacets.ALWAYS
    show_full_result_count = False
    search_fields = ["key"]
    ordering = [Case(When(status=SkillStatus.PROPOSED, then=0), default=1), "key"]
    actions = ["list_many"]
    form = SkillForm
    media = Media(css={"all": ["css/lists.css"]}, js=["admin/js/actions.js"])
    inlines = [PositionSkillInline, SynonymInline, JournalInline]
    steps = (
        AdminStep(
            "list",
            workflow.list_skill,
            _kept_by,
            explanation="« {} » sera proposée à toutes les administrations qui décrivent un poste.",
            done="« {} » est dans la liste.",
        ),
        AdminStep(
            "merge",
            workflow.merge_skill,
            _kept_by,
            form=MergeSkillForm,
            explanation="Les postes qui demandent « {} » demanderont celle que vous gardez, et ce nom y conduira.",
            done="« {} » est devenue un synonyme.",
        ),
        AdminStep(
            "retire",
            workflow.retire_skill,
            _kept_by,
            explanation="« {} » ne sera plus proposée. Les postes qui la demandent déjà la gardent.",
            done="« {} » n’est pas dans la liste.",
        ),
        AdminStep(
            "part",
            workflow.part_skill,
            _kept_by,
            explanation="« {} » redevient une compétence à part. Les postes passés à l’autre y restent.",
            done="« {} » n’est plus un synonyme.",
        ),
    )

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).counted()

    def get_search_results(self, request: HttpRequest, queryset, search_term: str):
        return super().get_search_results(request, queryset, sort_key(search_term))

    def get_fields(self, request: HttpRequest, obj: Skill | None = None) -> list[Any]:
        return ["name", "domain", "state", "same_as", "added_at"] if obj else ["name", "domain"]

    def get_readonly_fields(self, request: HttpRequest, obj: Skill | None = None) -> list[str]:
        return ["state", "same_as", "added_at", "status"]

    def get_inlines(self, request: HttpRequest, obj: Skill | None = None) -> list:
        return self.inlines if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Skill | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Skill, form: SkillForm, change: bool) -> None:
        request = authenticated(request)
        if change:
            workflow.rename_skill(obj, obj.name, obj.domain, by=request.user, at=request.at)
        else:
            obj.pk = workflow.add_skill(obj.name, obj.domain, by=request.user, at=request.at).pk

    @admin.action(description="Ajouter à la liste les compétences cochées", permissions=["change"])
    def list_many(self, request: AuthenticatedRequest, queryset: QuerySet[Skill]) -> None:
        rows = list(queryset)
        with attempt(request):
            workflow.list_skill(rows, by=request.user, at=request.at)
            messages.success(request, f"{plural(len(rows), 'compétence')} dans la liste.")

    @admin.display(description="état", ordering="status")
    def state(self, skill: Skill) -> str:
        tone = skill.tone or "neutral"
        return format_html('<span class="eig-badge eig-badge--{}">{}</span>', tone, skill.get_status_display())

    @admin.display(description="postes", ordering="position_total")
    def position_count(self, skill: Skill) -> int:
        return skill.position_total
