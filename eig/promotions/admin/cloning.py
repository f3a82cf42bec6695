"""« Cloner »: a form, then a page that shows every date before and after, then the copy."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from eig.common.admin import ModelAdminPart
from eig.common.attempts import attempt
from eig.promotions.forms.acts import CloneForm
from eig.promotions.ladders import calendar_of, hanging, planned_letters
from eig.promotions.models.programmes import Promotion
from eig.promotions.rules import can_clone, moved_dates
from eig.promotions.workflow.cloning import clone_promotion

CONFIRM = "admin/promotions/promotion/clone_confirm.html"


class ClonePage(ModelAdminPart):
    """Adds the page to the admin of promotions."""

    def promotion_or_404(self, request, pk: int) -> Promotion:
        """One promotion that this person may see."""
        return get_object_or_404(self.get_queryset(request).select_related("programme"), pk=pk)

    def clone(self, request, pk: int):
        """GET asks, a first POST shows the dates, a second one (``confirm``) copies."""
        promotion = self.promotion_or_404(request, pk)
        if not can_clone(request.user, promotion):
            raise PermissionDenied
        posted = request.method == "POST"
        form = CloneForm(promotion, request.POST if posted else None, initial=CloneForm.suggested(promotion))
        if not posted or "back" in request.POST or not form.is_valid():
            return self._page(request, promotion, form, "admin/promotions/promotion/clone.html")
        if "confirm" in request.POST:
            return self._clone(request, promotion, form)
        return self._page(
            request, promotion, form, CONFIRM, **_dry_run(promotion, form.cleaned_data["shift"], request.at)
        )

    def _clone(self, request, promotion: Promotion, form: CloneForm):
        values = form.cleaned_data
        with attempt(form):
            made = clone_promotion(
                promotion,
                name=values["name"],
                slug=values["slug"],
                days=values["shift"],
                by=request.user,
                at=request.at,
            )
            messages.success(request, f"La promotion {made} est créée. Elle est invisible sur le site pour l’instant.")
            return redirect(reverse("admin:promotions_promotion_change", args=[made.pk]))
        return self._page(request, promotion, form, "admin/promotions/promotion/clone.html")

    def _page(self, request, promotion: Promotion, form, template: str, **context):
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": promotion,
            "title": f"Cloner {promotion}",
            "form": form,
            "back": reverse("admin:promotions_promotion_change", args=[promotion.pk]),
        }
        return TemplateResponse(request, template, context)


def _dry_run(promotion: Promotion, shift: int, at: datetime) -> dict:
    """What the copy would bring about: its dates, the letters of its calendar, those already past, those to come."""
    letters = planned_letters(calendar_of(promotion, shift))
    return {
        "dates": moved_dates(promotion, shift),
        "letters": [letter for letter in letters if letter.at > at],
        "past": sum(letter.at <= at for letter in letters),
        "hanging": hanging(),
    }
