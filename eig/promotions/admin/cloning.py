"""« Cloner »: a form, then a page that shows every date before and after, then the copy."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from eig.common.flow import StepRefused
from eig.promotions.forms import CloneForm
from eig.promotions.models import Promotion
from eig.promotions.rules import can_clone, moved_dates
from eig.promotions.workflow import clone_promotion


class ClonePage:
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
        dates = moved_dates(promotion, form.cleaned_data["shift"])
        return self._page(request, promotion, form, "admin/promotions/promotion/clone_confirm.html", dates=dates)

    def _clone(self, request, promotion: Promotion, form: CloneForm):
        values = form.cleaned_data
        try:
            made = clone_promotion(
                promotion,
                name=values["name"],
                slug=values["slug"],
                days=values["shift"],
                by=request.user,
                at=request.at,
            )
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, promotion, form, "admin/promotions/promotion/clone.html")
        messages.success(request, f"La promotion {made} est créée. Elle est invisible sur le site pour l’instant.")
        return redirect(reverse("admin:promotions_promotion_change", args=[made.pk]))

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
