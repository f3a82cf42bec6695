"""The board where challenges are chosen, and the page that publishes the choice."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from challenges import workflow
from challenges.admin.choice import ORDERS, Choice
from challenges.forms.coordination import DecisionForm, OrderForm
from challenges.models import Challenge
from challenges.rules import coordination as rules
from challenges.states import ChallengeStatus
from eig.common.dates import full_instant
from eig.common.flow import StepRefused
from eig.notifications.letters import Draft
from eig.notifications.rendering import render
from eig.notifications.workflow import wording_for
from eig.promotions.models import Promotion
from eig.promotions.rules import can_cancel
from eig.promotions.workflow import cancel_announcement

SAID = {"": "Décision effacée : {}.", "keep": "À retenir : {}.", "refuse": "À ne pas retenir : {}."}


class BoardPages:
    """Mixed into the admin of challenges."""

    def board_urls(self) -> list:
        """Addresses under ``/admin/challenges/``."""
        wrap = self.admin_site.admin_view
        return [
            path("choix/<int:pk>/", wrap(self.board), name="challenges_board"),
            path("choix/<int:pk>/publier/", wrap(self.board_publish), name="challenges_board_publish"),
        ]

    def board(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Rank, score and opinion of each jury, the decisions being prepared, the portrait they make."""
        promotion = self._choosable(request, pk)
        if request.method == "POST":
            return self._decide(request, promotion)
        choice = Choice(promotion, request.GET.get("tri", ""))
        context = {"choice": choice, "portrait": choice.portrait(), "orders": ORDERS}
        return self._render(request, promotion, f"Choix des défis : {promotion}", "board", context)

    def board_publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Count and show every letter, then order the publication, or call it off."""
        promotion = self._choosable(request, pk)
        waiting = rules.waiting_announcement(promotion)
        form = OrderForm(request.POST if "order" in request.POST else None)
        if request.method == "POST" and (done := self._publish(request, promotion, form, waiting)):
            return done
        drafts = workflow.planned_letters(promotion)
        context = {
            "form": form,
            "waiting": waiting,
            "can_cancel": waiting and can_cancel(request.user, waiting),
            "blockers": rules.blockers(promotion),
            "kinds": _shown(drafts),
            "total": len(drafts),
        }
        return self._render(request, promotion, f"Publier les décisions : {promotion}", "publish", context)

    def _decide(self, request: HttpRequest, promotion: Promotion) -> HttpResponse:
        number = request.POST.get("challenge", "")
        rows = Challenge.objects.filter(promotion=promotion, pk=number if number.isdigit() else None)
        challenge = get_object_or_404(rows.select_related("promotion"))
        form = DecisionForm(request.POST)
        try:
            _prepare(challenge, form, request)
        except StepRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, SAID[form.cleaned_data["decision"]].format(challenge.title))
        query = f"?tri={request.GET['tri']}" if request.GET.get("tri") in ORDERS else ""
        return HttpResponseRedirect(f"{request.path}{query}#defi-{challenge.pk}")

    def _publish(self, request: HttpRequest, promotion: Promotion, form: OrderForm, waiting) -> HttpResponse | None:
        try:
            if "cancel" in request.POST and waiting:
                cancel_announcement(waiting, by=request.user, at=request.at)
                messages.success(request, "La publication est annulée. Les décisions préparées restent.")
                return HttpResponseRedirect(request.path)
            if form.is_valid():
                due_at = form.cleaned_data["due_at"] if form.cleaned_data["when"] == "later" else request.at
                workflow.order_results(promotion, due_at=due_at, by=request.user, at=request.at)
                messages.success(request, _ordered(due_at, request))
                return HttpResponseRedirect(reverse("admin:challenges_board", args=[promotion.pk]))
        except StepRefused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.path)
        return None

    def _choosable(self, request: HttpRequest, pk: int) -> Promotion:
        if not rules.can_coordinate(request.user):
            raise PermissionDenied
        return get_object_or_404(Promotion, pk=pk)

    def _render(self, request, promotion: Promotion, title: str, page: str, more: dict) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "promotion": promotion}
        return TemplateResponse(request, f"admin/challenges/{page}.html", context | more)


def _prepare(challenge: Challenge, form: DecisionForm, request: HttpRequest) -> None:
    if challenge.status != ChallengeStatus.PRESELECTED or not form.is_valid():
        raise StepRefused("Cette décision n’a pas pu être préparée : rechargez la page.")
    values = form.cleaned_data
    given = {"reason": values["reason"], "by": request.user, "at": request.at}
    workflow.prepare_decision(challenge, values["decision"], **given)


def _ordered(due_at, request: HttpRequest) -> str:
    when = "dans la minute" if due_at <= request.at else f"le {full_instant(due_at)}"
    return f"La publication est ordonnée : les courriers partent {when}."


def _shown(drafts: Iterable[Draft]) -> list[dict]:
    """The letters as they will leave, by kind: one query for each kind."""
    kinds: dict[str, dict] = {}
    for draft in drafts:
        if draft.letter.key not in kinds:
            wording = wording_for(draft.letter, draft.scope)
            kinds[draft.letter.key] = {"label": draft.letter.label, "wording": wording, "letters": []}
        kind = kinds[draft.letter.key]
        rendered = render(draft.letter, kind["wording"], draft.context)
        kind["letters"].append({"to": draft.user, "defi": draft.context["defi"], "rendered": rendered})
    return list(kinds.values())
