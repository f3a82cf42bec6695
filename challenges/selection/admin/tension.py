"""« Tension »: what challenges ask for, profile by profile, against what the promotion aims at. Drawn on the server."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from challenges.proposal.states import ChallengeStatus
from challenges.review.rules.reading import follows_instruction
from challenges.selection.admin.choice import ChoiceBoard
from eig.accounts.requests import AuthenticatedRequest
from eig.common.admin import StepAdminPart
from eig.promotions.models.profiles import ProfileFamily
from eig.promotions.models.programmes import Promotion
from eig.promotions.models.settings import Target

S = ChallengeStatus
FIRM = (S.PRESELECTED, S.SELECTED, S.PUBLISHED)
ORIGIN, GAP, PER_LINE, LINE, RADIUS = 150, 20, 24, 22, 7


@dataclass(frozen=True)
class Dot:
    """One seat sought; lengths in units of the drawing."""

    x: int
    y: int
    state: str


@dataclass(frozen=True)
class TensionRow:
    """One family: seats of preselected challenges, seats of those still being read, seats aimed at."""

    family: str
    y: int
    preselected: int
    submitted: int
    target: int

    @property
    def sought(self) -> int:
        """All the seats sought."""
        return self.preselected + self.submitted

    @property
    def text_y(self) -> int:
        """The baseline of the words beside the dots."""
        return self.y + 5

    @property
    def dots(self) -> list[Dot]:
        """Full dots for preselected challenges, rings for the others, in lines of twenty-four."""
        states = ["preselected"] * self.preselected + ["submitted"] * self.submitted
        return [Dot(*self._place(rank), state) for rank, state in enumerate(states)]

    @property
    def aim(self) -> dict[str, int]:
        """The upright bar after the last seat aimed at: its abscissa, its two ends."""
        x, y = self._place(max(self.target - 1, 0))
        return {"x": x + GAP // 2, "top": y - 10, "bottom": y + 10}

    @property
    def height(self) -> int:
        """The height that the dots and the target take, in units of the drawing."""
        return LINE * (1 + (max(self.sought, self.target, 1) - 1) // PER_LINE)

    @property
    def words(self) -> str:
        """« 1,6 demandé pour 1 visé », or that none is aimed at."""
        if not self.target:
            return "aucun poste visé"
        ratio = f"{self.sought / self.target:.1f}".replace(".", ",")
        return f"{ratio} demandé pour 1 visé"

    def _place(self, rank: int) -> tuple[int, int]:
        return ORIGIN + RADIUS + (rank % PER_LINE) * GAP, self.y + (rank // PER_LINE) * LINE


def tension(promotion: Promotion) -> dict:
    """The rows of the drawing and its height: three queries."""
    seats = Position.objects.filter(
        challenge__promotion=promotion, challenge__status__in=FIRM + Challenge.UNDER_INSTRUCTION
    )
    counts: dict[str, Counter] = {"preselected": Counter(), "submitted": Counter()}
    for family_id, number, status in seats.values_list("family", "seats", "challenge__status"):
        counts["preselected" if status in FIRM else "submitted"][family_id] += number
    targets = dict(Target.objects.filter(promotion=promotion).values_list("family", "seats"))
    rows: list[TensionRow] = []
    y = 16
    for family in ProfileFamily.objects.all():
        known = {name: count[family.pk] for name, count in counts.items()}
        if any(known.values()) or targets.get(family.pk):
            rows.append(TensionRow(family.name, y, target=targets.get(family.pk, 0), **known))
            y += rows[-1].height + 18
    return {"rows": rows, "height": y}


class TensionPage(StepAdminPart):
    """Mixed into the admin of challenges, which gives it the context of its pages."""

    list_context: Callable[..., dict]

    def tension_urls(self) -> list:
        """One page for each promotion."""
        wrap = self.admin_site.admin_view
        return [path("tension/<int:pk>/", wrap(self.tension_view), name="challenges_challenge_tension")]

    def tension_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Dots and target, the portrait-robot, and the tables behind them."""
        if not follows_instruction(request.user):
            raise PermissionDenied
        promotion = get_object_or_404(Promotion, pk=pk)
        context = {
            **self.list_context(request, f"Tension des profils : {promotion}"),
            "promotion": promotion,
            "tension": tension(promotion),
            "portrait": ChoiceBoard(promotion).portrait(),
        }
        return TemplateResponse(request, "admin/challenges/tension.html", context)
