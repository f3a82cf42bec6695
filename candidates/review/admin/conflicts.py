"""The conflicts of interest with candidates: declared, listed, examined."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from candidates.application.rules import CHANGE
from candidates.review import workflow
from candidates.review.forms import ApplicationConflictForm
from candidates.review.models.conflicts import ConflictOfInterest
from eig.accounts.requests import AuthenticatedRequest, authenticated
from eig.common.attempts import attempt
from eig.reviewing.admin.conflicts import ConflictsAdmin
from eig.reviewing.forms.conflicts import LiftForm
from eig.reviewing.workflow import conflicts

EXAMINE = "candidates_conflictofinterest_examine"


class WhichExamined(admin.SimpleListFilter):
    """Whether the coordination has looked at it."""

    title, parameter_name = "Est-il examiné ?", "examen"

    def lookups(self, request, model_admin):
        return [("oui", "oui"), ("non", "pas encore")]

    def queryset(self, request, queryset):
        known = self.value() in ("oui", "non")
        return queryset.filter(examined_at__isnull=self.value() == "non") if known else queryset


@admin.register(ConflictOfInterest)
class ConflictAdmin(ConflictsAdmin):
    """The conflicts, each with the page where it is examined."""

    form = ApplicationConflictForm
    declare_conflict = staticmethod(workflow.declare_conflict)
    list_display = ["user", "application", "act", "kind", "reason", "declared_at", "declared_by", "stands"]
    list_select_related = ["user", "application__user", "application__promotion", "declared_by"]
    list_filter: ClassVar[Any] = [
        "stands",
        WhichExamined,
        "kind",
        "application__promotion",
    ]
    search_fields = ["user__last_name", "user__email", "application__number"]

    def get_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [path("<int:pk>/examiner/", wrap(self.examine_view), name=EXAMINE), *super().get_urls()]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        may = authenticated(request).user.has_perm(CHANGE)
        return [name for name in self.list_display if name != "act" or may]

    def examine_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Confirm that the link sets the person aside, or say why it does not."""
        rows = ConflictOfInterest.objects.select_related("user", "declared_by", "application__user")
        conflict = get_object_or_404(rows.select_related("application__promotion"), pk=pk)
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        who: dict[str, Any] = {"by": request.user, "at": request.at}
        form = LiftForm(request.POST or None)
        if request.method == "POST" and "aside" in request.POST:
            known = {"kind": conflict.kind, "reason": conflict.reason, **who}
            return self._decide(request, partial(workflow.declare_conflict, **known), conflict)
        if request.method == "POST" and form.is_valid():
            given = {**form.cleaned_data, **who}
            return self._decide(request, partial(conflicts.lift_conflict, ConflictOfInterest, **given), conflict)
        return self._examine(request, conflict, form)

    def _examine(self, request: HttpRequest, conflict: ConflictOfInterest, form: LiftForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{conflict.user} et « {conflict.application} »",
            "back": self._list(),
            "conflict": conflict,
            "person": conflict.user,
            "form": form,
        }
        return TemplateResponse(request, "admin/reviewing/examine.html", context)

    def _decide(self, request: HttpRequest, verb: Callable, conflict: ConflictOfInterest) -> HttpResponse:
        with attempt(request):
            verb(conflict.application, conflict.user)
            messages.success(request, "C’est noté, et le journal de la candidature le dit.")
        return HttpResponseRedirect(self._list())

    @staticmethod
    def _list() -> str:
        return reverse("admin:candidates_conflictofinterest_changelist")

    @admin.display(description="examen")
    def act(self, conflict: ConflictOfInterest) -> SafeString:
        """The way to the page where it is examined."""
        return format_html(
            '<a href="{}">{}<span class="visually-hidden"> le conflit de {} avec {}</span></a>',
            reverse(f"admin:{EXAMINE}", args=[conflict.pk]),
            "Revoir" if conflict.examined_at else "Examiner",
            conflict.user,
            conflict.application,
        )
