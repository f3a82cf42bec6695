"""Ordering a publication: a page that counts the letters and shows every one, then one button."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from candidates.review import previews as review_previews
from candidates.review import rules as review_rules
from candidates.review import workflow as review
from candidates.review.forms import PublicationForm
from candidates.selection import rules as selection_rules
from candidates.selection.workflow import previews, publication
from eig.common.admin import StepAdminPart
from eig.common.attempts import attempt
from eig.common.dates import full_instant
from eig.notifications.letters import Draft
from eig.notifications.rendering import render
from eig.notifications.workflow import wording_for
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import AnnouncementKind

PRESELECTION, OFFERS = AnnouncementKind.PRESELECTION, AnnouncementKind.OFFERS


class PublicationPages(StepAdminPart):
    """Adds both publications to the admin of applications."""

    def preselection(self, request, pk: int):
        """Announce the preselection to everybody."""
        promotion = self._publishable(request, pk)
        drafts = review_previews.preselection_letters(promotion)
        blocked = review_rules.preselection_blocked(promotion, request.at)
        return self._publication(
            request, Publication(promotion, PRESELECTION, review.order_preselection, drafts, blocked)
        )

    def offers(self, request, pk: int):
        """Send the prepared offers, and their answer to all the others."""
        promotion = self._publishable(request, pk)
        drafts = previews.offer_letters(promotion, request.at)
        blocked = selection_rules.offers_blocked(promotion)
        return self._publication(request, Publication(promotion, OFFERS, publication.order_offers, drafts, blocked))

    def _publishable(self, request, pk: int) -> Promotion:
        if not review_rules.can_publish(request.user):
            raise PermissionDenied
        return get_object_or_404(Promotion, pk=pk)

    def _publication(self, request, page: "Publication"):
        form = PublicationForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and self._ordered(request, page, form):
            return redirect(request.path)
        waiting = Announcement.objects.waiting().filter(promotion=page.promotion, kind=page.kind)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Publier : {page.promotion.said(AnnouncementKind(page.kind).label)} ({page.promotion})",
            "page": page,
            "kinds": _by_letter(page.drafts),
            "shown": _shown(page.drafts, request.GET.get("lettre", "")),
            "waiting": waiting.first(),
            "form": form,
        }
        return TemplateResponse(request, "admin/candidates/publication.html", context)

    def _ordered(self, request, page: "Publication", form: PublicationForm) -> bool:
        due_at: datetime = form.cleaned_data["due_at"] or request.at
        with attempt(form):
            page.order(page.promotion, due_at=due_at, by=request.user, at=request.at)
            when = "dans la minute" if due_at <= request.at else f"le {full_instant(due_at)}"
            messages.success(request, f"La publication est ordonnée : les courriers partent {when}.")
            return True
        return False


@dataclass(frozen=True)
class Publication:
    """What would be published, the verb that orders it, and why it may not be, if so."""

    promotion: Promotion
    kind: AnnouncementKind
    order: Callable[..., Announcement]
    drafts: Sequence[Draft]
    blocked: str

    @property
    def back(self) -> str:
        """The address of the page where these decisions are prepared."""
        if self.kind == OFFERS:
            return reverse("admin:candidates_board", args=[self.promotion.pk])
        return f"{reverse('admin:candidates_application_changelist')}?promotion={self.promotion.pk}"


def _by_letter(drafts: Sequence[Draft]) -> list[dict]:
    """The letters by kind, in the order of the publication: label, how many, to whom."""
    kinds: dict[str, dict] = {}
    for draft in drafts:
        kind = kinds.setdefault(draft.letter.key, {"label": draft.letter.label, "drafts": []})
        kind["drafts"].append(draft)
    return list(kinds.values())


def _shown(drafts: Sequence[Draft], key: str) -> dict | None:
    """One letter in full, as it would leave: the one asked for, else the first."""
    draft = next((draft for draft in drafts if draft.key == key), drafts[0] if drafts else None)
    if draft is None:
        return None
    rendered = render(draft.letter, wording_for(draft.letter, draft.scope), draft.context)
    return {"to": draft.user, "subject": rendered.subject, "text": rendered.text, "key": draft.key}
