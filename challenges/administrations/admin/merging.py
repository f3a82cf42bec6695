"""Admin pages about duplicates: list the probable ones, tell two administrations apart, or merge them."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from challenges.administrations.models.duplicates import DistinctPair, likely_duplicates
from challenges.administrations.rules import can_merge
from challenges.administrations.workflow import administrations
from eig.accounts.requests import AuthenticatedRequest
from eig.common.admin import ModelAdminPart
from eig.common.attempts import attempt


class MergePages(ModelAdminPart):
    """Mixed into the admin of administrations; 403 for whoever may not merge."""

    def get_urls(self) -> list:
        wrap = self.admin_site.admin_view
        own = [
            path("doublons/", wrap(self.duplicates_view), name="challenges_administration_duplicates"),
            path("<int:pk>/distinguer/<int:other>/", wrap(self.apart_view), name="challenges_administration_apart"),
            path(
                "<int:pk>/rapprocher/<int:other>/", wrap(self.together_view), name="challenges_administration_together"
            ),
            path("<int:pk>/absorber/<int:absorbed>/", wrap(self.merge_view), name="challenges_administration_merge"),
        ]
        return own + super().get_urls()

    def duplicates_view(self, request: AuthenticatedRequest) -> HttpResponse:
        """List the pairs of neighbouring names, to merge or to tell apart, then the pairs already told apart."""
        self._check(request)
        told = DistinctPair.objects.all()
        more = {"pairs": likely_duplicates(), "told": told, "title": "Doublons probables"}
        return self._page(request, "admin/challenges/duplicates.html", more)

    def apart_view(self, request: AuthenticatedRequest, pk: int, other: int) -> HttpResponse:
        """Remember that these two are distinct, and propose them no longer; by POST only, else 405."""
        said = "« {} » et « {} » ne seront plus proposées ensemble. La liste en bas de page permet de revenir dessus."
        return self._settle(request, administrations.tell_apart, pk, other, said)

    def together_view(self, request: AuthenticatedRequest, pk: int, other: int) -> HttpResponse:
        """Forget that these two are distinct, and propose them again; by POST only, else 405."""
        said = "« {} » et « {} » seront de nouveau comparées."
        return self._settle(request, administrations.bring_together, pk, other, said)

    def _settle(self, request: AuthenticatedRequest, verb: Callable, pk: int, other: int, said: str) -> HttpResponse:
        self._check(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        rows = self.get_queryset(request)
        pair = get_object_or_404(rows, pk=pk), get_object_or_404(rows, pk=other)
        with attempt(request):
            verb(*pair, by=request.user, at=request.at)
            messages.success(request, said.format(*pair))
        return HttpResponseRedirect(reverse("admin:challenges_administration_duplicates"))

    def merge_view(self, request: AuthenticatedRequest, pk: int, absorbed: int) -> HttpResponse:
        """Show what will pass to the administration that is kept; by POST, merge."""
        self._check(request)
        rows = self.get_queryset(request).prefetch_related("domains")
        kept, gone = get_object_or_404(rows, pk=pk), get_object_or_404(rows.exclude(pk=pk), pk=absorbed)
        if request.method == "POST":
            return self._merge(request, kept, gone)
        more = {"kept": kept, "gone": gone, "title": f"Fusionner deux administrations : {kept}"}
        return self._page(request, "admin/challenges/merge.html", more)

    def _merge(self, request: AuthenticatedRequest, kept, gone) -> HttpResponse:
        with attempt(request):
            administrations.merge(kept, gone, by=request.user, at=request.at)
            messages.success(request, f"« {gone} » a rejoint « {kept} » : il n’y a plus qu’une administration.")
            return HttpResponseRedirect(reverse("admin:challenges_administration_change", args=[kept.pk]))
        return HttpResponseRedirect(reverse("admin:challenges_administration_duplicates"))

    def _check(self, request: AuthenticatedRequest) -> None:
        if not can_merge(request.user):
            raise PermissionDenied

    def _page(self, request: HttpRequest, template: str, more: dict) -> HttpResponse:
        return TemplateResponse(request, template, {**self.admin_site.each_context(request), "opts": self.opts, **more})
