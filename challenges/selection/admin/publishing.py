"""The page that publishes the choice: every letter shown as it will leave, the order, and calling it off."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from challenges.proposal.rules import coordination
from challenges.selection import rules as selection_rules
from challenges.selection import workflow
from challenges.selection.forms import OrderForm
from eig.accounts.requests import AuthenticatedRequest
from eig.common.admin import StepAdminPart
from eig.common.attempts import attempt
from eig.common.dates import full_instant
from eig.notifications.letters import LETTERS, Draft
from eig.notifications.rendering import render
from eig.notifications.workflow import wording_for
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from eig.promotions.rules import can_cancel
from eig.promotions.workflow.announcements import cancel_announcement

LETTERS_A_PAGE = 20


class PublicationPages(StepAdminPart):
    """The page of the publication, mixed into the board, which gives it its promotion and its frame."""

    choosable: Callable[..., Promotion]
    board_page: Callable[..., HttpResponse]

    def board_publish(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Count and show every letter, then order the publication, or call it off."""
        promotion = self.choosable(request, pk)
        waiting = coordination.waiting_announcement(promotion)
        form = OrderForm(request.POST if "order" in request.POST else None)
        if request.method == "POST" and (done := _publish(request, promotion, form, waiting)):
            return done
        drafts = workflow.planned_letters(promotion)
        kind = request.GET.get("courrier", "")
        shown = [draft for draft in drafts if draft.letter.key == kind] or drafts
        context = {
            "form": form,
            "waiting": waiting,
            "can_cancel": waiting and can_cancel(request.user, waiting),
            "blockers": selection_rules.blockers(promotion),
            "kinds": _kinds(drafts, kind),
            "letters": _rendered(Paginator(shown, LETTERS_A_PAGE).get_page(request.GET.get("page"))),
            "kind": kind if len(shown) < len(drafts) else "",
            "total": len(drafts),
        }
        return self.board_page(request, promotion, f"Publier les décisions : {promotion}", "publish", context)


def _publish(
    request: AuthenticatedRequest, promotion: Promotion, form: OrderForm, waiting: Announcement | None
) -> HttpResponse | None:
    with attempt(request):
        if "cancel" in request.POST and waiting:
            cancel_announcement(waiting, by=request.user, at=request.at)
            messages.success(request, "La publication est annulée, rien n’est parti. Les décisions préparées restent.")
            return HttpResponseRedirect(request.path)
        if form.is_valid():
            due_at = form.cleaned_data["due_at"] if form.cleaned_data["when"] == "later" else request.at
            workflow.order_results(promotion, due_at=due_at, by=request.user, at=request.at)
            messages.success(request, _ordered(due_at, request))
            return HttpResponseRedirect(reverse("admin:challenges_board", args=[promotion.pk]))
        return None
    return HttpResponseRedirect(request.path)


def _ordered(due_at: datetime, request: AuthenticatedRequest) -> str:
    when = "dans la minute" if due_at <= request.at else f"le {full_instant(due_at)}"
    return f"La publication est ordonnée : les courriers partent {when}."


def _kinds(drafts: list[Draft], chosen: str) -> list[dict]:
    """How many letters of each kind, in the order of the publication."""
    counts = Counter(draft.letter.key for draft in drafts)
    return [
        {"key": key, "label": LETTERS[key].label, "count": count, "chosen": key == chosen}
        for key, count in counts.items()
    ]


def _rendered(page: Page) -> Page:
    """The letters of one page as they will leave: one query for each kind."""
    drafts = list(page.object_list)
    kinds = {draft.letter.key: draft for draft in drafts}
    wordings = {key: wording_for(draft.letter, draft.scope) for key, draft in kinds.items()}
    page.object_list = [
        {
            "to": draft.user,
            "defi": draft.context["defi"],
            "label": draft.letter.label,
            "rendered": render(draft.letter, wordings[draft.letter.key], draft.context),
        }
        for draft in drafts
    ]
    return page
