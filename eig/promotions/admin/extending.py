"""« Prolonger »: close a door later, with a reason kept in the journal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from eig.common.admin import ModelAdminPart
from eig.common.attempts import attempt
from eig.common.dates import full_instant
from eig.promotions.forms.acts import ExtendForm
from eig.promotions.models.calendar import Window
from eig.promotions.rules import can_extend
from eig.promotions.states import WindowKind
from eig.promotions.workflow.calendar import extend_window

EXPLANATION = (
    "L’appel restera ouvert jusqu’à la nouvelle clôture, partout sur le site. "
    "Dans la minute, deux courriers différents partent : l’un à qui n’a pas encore déposé, l’autre à qui l’a fait. "
    "Les rappels déjà partis ne repartent pas ; les suivants se calent sur la nouvelle date."
)


RANKING = (
    "Les personnes présélectionnées pourront classer leurs vœux jusqu’à la nouvelle clôture. "
    "Celles qui ne l’ont pas fait recevront de nouveaux rappels, calés sur cette date."
)


class ExtendPage(ModelAdminPart):
    """Adds the page to the admin of promotions."""

    def extend(self, request, pk: int, window: int):
        """Asks for the new closing, and does it."""
        door = get_object_or_404(Window.objects.select_related("promotion"), pk=window, promotion_id=pk)
        if not can_extend(request.user, door):
            raise PermissionDenied
        form = ExtendForm(door, request.POST or None)
        if request.method == "POST" and form.is_valid() and self._extended(request, door, form):
            return redirect(reverse("admin:promotions_promotion_change", args=[pk]))
        return TemplateResponse(request, "admin/step_confirm.html", self._extend_context(request, door, form))

    def _extended(self, request, door: Window, form: ExtendForm) -> bool:
        with attempt(form, "closes_at"):
            extend_window(door, by=request.user, at=request.at, **form.cleaned_data)
            messages.success(request, f"Clôture repoussée au {full_instant(door.closes_at)}.")
            return True
        return False

    def _extend_context(self, request, door: Window, form: ExtendForm) -> dict:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": door.promotion,
            "title": f"Prolonger : {door.get_kind_display()}",
            "label": "Prolonger l’appel",
            "explanation": RANKING if door.kind == WindowKind.WISHES else EXPLANATION,
            "form": form,
            "danger": False,
            "back": reverse("admin:promotions_promotion_change", args=[door.promotion_id]),
        }
