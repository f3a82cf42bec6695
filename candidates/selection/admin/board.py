"""The board of the ranked lists: rank, prepare offers from the lists, change by hand."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from candidates.application.models.applications import Application
from candidates.selection import rules
from candidates.selection.board import Board
from candidates.selection.forms import RanksForm
from candidates.selection.models.offers import Offer
from candidates.selection.workflow import lists, rankings
from challenges.proposal.models.positions import Position
from eig.common.admin import StepAdminPart
from eig.common.attempts import attempt
from eig.common.keeping.version import StaleVersion
from eig.common.text import plural
from eig.promotions.models.programmes import Promotion


class BoardPages(StepAdminPart):
    """Adds the board to the admin of applications."""

    def board(self, request, pk: int):
        """Show the lists; each button of the page is a POST with its own name."""
        if not rules.can_compose(request.user):
            raise PermissionDenied
        promotion = get_object_or_404(Promotion, pk=pk)
        if request.method == "POST":
            return self._board_act(request, promotion)
        return self._board_page(request, promotion, Board(promotion))

    def _board_act(self, request, promotion: Promotion):
        acts = {"rank": self._rank, "prepare": self._prepare_one, "cancel": self._cancel, "fill": self._fill}
        acts |= {"lock": self._lock, "validate": self._validate}
        name = next((name for name in acts if name in request.POST), None)
        if name is None:
            return redirect("admin:candidates_board", promotion.pk)
        with attempt(request):
            return acts[name](request, promotion)
        return redirect("admin:candidates_board", promotion.pk)

    def _rank(self, request, promotion: Promotion):
        position = self._position(promotion, request.POST["rank"])
        board = Board(promotion, {position.pk: [_number(name.removeprefix("rank_")) for name in request.POST]})
        form = RanksForm(board.applications_of(position), board.names(), request.POST)
        if not form.is_valid():
            return self._board_page(request, promotion, board, position, form)
        order = [board.people[number] for number in form.order()]
        try:
            version = request.POST.get("version", "")
            lists.rank(position, order, version=version, by=request.user, at=request.at)
        except StaleVersion as stale:
            form.add_error(None, str(stale))
            return self._board_page(request, promotion, board, position, form, status=409)
        messages.success(request, f"Liste enregistrée : {position}.")
        return self._back(promotion, position)

    def _lock(self, request, promotion: Promotion):
        return self._settle(request, promotion, "lock", lists.lock_list, "Liste arrêtée")

    def _validate(self, request, promotion: Promotion):
        return self._settle(request, promotion, "validate", lists.validate_list, "Liste validée")

    def _settle(self, request, promotion: Promotion, name: str, verb, done: str):
        """Lock or validate the list as the page showed it."""
        position = self._position(promotion, request.POST[name])
        ranked = verb(position, version=request.POST.get("version", ""), by=request.user, at=request.at)
        messages.success(request, f"{done} : {ranked}.")
        return self._back(promotion, position)

    def _prepare_one(self, request, promotion: Promotion):
        number, _, place = request.POST["prepare"].partition("-")
        position = self._position(promotion, place)
        application = get_object_or_404(Application.objects.rankable().filter(promotion=promotion), pk=_number(number))
        rankings.prepare_offer(application, position, by=request.user, at=request.at)
        messages.success(request, f"Proposition préparée pour {application.user} : {position}.")
        return self._back(promotion, position)

    def _cancel(self, request, promotion: Promotion):
        offers = Offer.objects.with_names().filter(application__promotion=promotion)
        offer = get_object_or_404(offers, pk=_number(request.POST["cancel"]))
        rankings.cancel_offer(offer, by=request.user, at=request.at)
        messages.success(request, f"Proposition annulée : {offer.application.user}, {offer.position}.")
        return self._back(promotion, offer.position)

    def _fill(self, request, promotion: Promotion):
        made = rankings.prepare_offers(promotion, by=request.user, at=request.at)
        done = plural(made, "proposition préparée", "propositions préparées")
        messages.success(request, f"{done} d’après les listes. Personne n’est prévenu avant la publication.")
        return redirect("admin:candidates_board", promotion.pk)

    def _position(self, promotion: Promotion, number: str) -> Position:
        return get_object_or_404(Position.objects.open_to_wishes(promotion), pk=_number(number))

    def _back(self, promotion: Promotion, position: Position):
        response = redirect("admin:candidates_board", promotion.pk)
        response["Location"] += f"#poste-{position.pk}"
        return response

    def _board_page(
        self, request, promotion: Promotion, board: Board, position=None, form: RanksForm | None = None, *, status=422
    ):
        if form is not None:
            _give_back(board, position, form)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Listes et propositions : {promotion}",
            "promotion": promotion,
            "board": board,
            "portrait": board.portrait(),
            "published": rules.offers_published(promotion),
            "blocked": rules.offers_blocked(promotion),
        }
        return TemplateResponse(request, "admin/candidates/board.html", context, status=status if form else 200)


def _give_back(board: Board, position: Position, form: RanksForm) -> None:
    """Show again what was typed in a refused list, with the reasons."""
    shown = next(position_list for position_list in board.lists if position_list.position == position)
    shown.added = form.data.get("added", "")
    shown.errors = [str(error) for errors in form.errors.values() for error in errors]
    for line in shown.lines:
        line.typed = form.data.get(f"rank_{line.application.pk}", "")


def _number(value: str) -> int:
    return int(value) if value.isdecimal() else 0
