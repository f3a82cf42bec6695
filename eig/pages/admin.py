"""Pages in the admin: write, look, publish, go back."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import path, reverse

from eig.accounts.requests import AuthenticatedRequest, authenticated
from eig.common.admin import AdminStep, PlainPages, StepAdmin
from eig.common.dates import short_instant
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.pages import workflow
from eig.pages.forms import NewPageForm, VersionForm
from eig.pages.models import Page, Version
from eig.pages.reading import shown
from eig.pages.rules import can_change, can_withdraw, can_write
from eig.pages.states import Layout

PUBLISH = "Le public lira aussitôt la dernière version enregistrée. L’ancienne reste dans l’historique."
WITHDRAW = "La page disparaîtra du site et de ses menus. Son texte est conservé : vous pourrez la publier de nouveau."


@admin.register(Page)
class PageAdmin(PlainPages, StepAdmin):
    """One list, one page to write on, one history."""

    list_display = ["name", "address", "layout", "state"]
    list_display_links = ["name"]
    actions = None
    steps = (
        AdminStep("publish", workflow.publish, can_change, explanation=PUBLISH, done="La page {} est publiée."),
        AdminStep(
            "withdraw",
            workflow.withdraw,
            can_withdraw,
            explanation=WITHDRAW,
            done="La page {} est retirée.",
            danger=True,
        ),
    )

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).with_latest().select_related("current")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="titre")
    def name(self, page: Page) -> str:
        return page.current.title if page.current else page.slug

    @admin.display(description="adresse", ordering="slug")
    def address(self, page: Page) -> str:
        return str(page)

    @admin.display(description="état", ordering="status")
    def state(self, page: Page) -> str:
        if page.current and page.latest != page.shown:
            return f"{page.get_status_display()} ; la version {page.latest} attend d’être publiée"
        return page.get_status_display()

    def get_urls(self) -> list:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/apercu/<int:number>/", wrap(self.preview), name="pages_page_preview"),
            path("<int:pk>/reprendre/<int:number>/", wrap(self.take_back), name="pages_page_take_back"),
        ]
        return own + super().get_urls()

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        """A new page."""
        request = authenticated(request)
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = NewPageForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            values = {name: form.cleaned_data[name] for name in ("slug", "layout", "title", "lead", "body")}
            return self._written(request, workflow.create(**values, by=request.user, at=request.at))
        return self._write_page(request, None, form)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """The newest version, to go on from."""
        request = authenticated(request)
        page = self.get_object(request, object_id)
        if page is None:
            missing = self._get_obj_does_not_exist_redirect  # type: ignore[attr-defined]  # private: not in the stubs
            return missing(request, self.opts, object_id)
        if not self.has_view_permission(request, page):
            raise PermissionDenied
        if request.method == "POST":
            return self._save(request, page)
        newest = page.newest
        initial = {name: getattr(newest, name) for name in ("title", "lead", "body")}
        return self._write_page(request, page, VersionForm(initial={**initial, "since": newest.number}))

    def _save(self, request: AuthenticatedRequest, page: Page) -> HttpResponse:
        if not can_write(request.user):
            raise PermissionDenied
        form = VersionForm(request.POST)
        if not form.is_valid():
            return self._write_page(request, page, form)
        values = {**form.cleaned_data, "since": form.cleaned_data["since"] or 0}
        try:
            workflow.write(page, **values, by=request.user, at=request.at)
        except StepRefused as refusal:
            return self._write_page(request, page, self._again(request, page, str(refusal)))
        return self._written(request, page)

    def _again(self, request: HttpRequest, page: Page, refusal: str) -> VersionForm:
        """What was typed, to be saved over the version that came between, knowingly."""
        form = VersionForm({**request.POST.dict(), "since": page.newest.number})
        form.add_error(None, refusal)
        return form

    def _written(self, request: HttpRequest, page: Page) -> HttpResponse:
        messages.success(request, "Le texte est enregistré. Le public le lira quand vous publierez la page.")
        return redirect(reverse("admin:pages_page_change", args=[page.pk]))

    def _write_page(self, request: AuthenticatedRequest, page: Page | None, form: VersionForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": page,
            "title": f"Page {page}" if page else "Nouvelle page",
            "form": form,
            "writes": can_write(request.user),
            "steps": self.available_steps(request.user, page) if page else [],
            "versions": page.versions.select_related("written_by") if page else [],
            "entries": Entry.objects.about(page).reverse() if page else [],
            "alone": page is None or page.layout != Layout.COMPLEMENT,
        }
        return TemplateResponse(request, "admin/pages/write.html", context)

    def preview(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """One version as the public would read it."""
        page = self._page(request, pk)
        version = get_object_or_404(Version, page=page, number=number)
        return render(request, "pages/page.html", {**shown(page, version), "preview": True})

    def take_back(self, request: AuthenticatedRequest, pk: int, number: int) -> HttpResponse:
        """An earlier text again, after a confirmation."""
        page = self._page(request, pk)
        version = get_object_or_404(Version, page=page, number=number)
        if not can_write(request.user):
            raise PermissionDenied
        back = reverse("admin:pages_page_change", args=[page.pk])
        if request.method == "POST":
            workflow.take_back(page, version, by=request.user, at=request.at)
            messages.success(request, f"Le texte de la version {number} est repris. Il reste à le publier.")
            return redirect(back)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": page,
            "title": f"Reprendre la version {number}",
            "label": "Reprendre ce texte",
            "explanation": f"Le texte enregistré le {short_instant(version.written_at)} devient une nouvelle version. "
            "Rien n’est perdu, et le public ne voit rien avant que vous publiiez.",
            "form": None,
            "back": back,
        }
        return TemplateResponse(request, "admin/step_confirm.html", context)

    def _page(self, request: HttpRequest, pk: int) -> Page:
        page = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, page):
            raise PermissionDenied
        return page
