"""One challenge for everyone, and the promotions with what became of their challenges."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from challenges.catalogue.models.catalogue import ever_public, neighbours, public
from challenges.catalogue.views.open_data import address
from challenges.catalogue.views.postings import postings
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import door_of
from challenges.proposal.states import ChallengeStatus
from eig.common.requests import Request
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import WindowKind

GONE = 410


@login_not_required
@require_safe
def detail(request: Request, slug: str) -> HttpResponse:
    """One published challenge, or the word that it is withdrawn; seven queries."""
    challenge = get_object_or_404(ever_public().with_sheet(), slug=slug)
    if challenge.status == ChallengeStatus.WITHDRAWN:
        return _withdrawn(request, challenge)
    context = {
        **public_sheet(request, challenge),
        "neighbours": neighbours(challenge),
        "canonical": address(challenge),
        "back": _results(request),
    }
    return render(request, "challenges/detail.html", context)


def public_sheet(request: Request, challenge: Challenge) -> dict:
    """The context of the template of a public page; ``challenge`` was read by ``with_sheet``."""
    door = door_of(challenge.promotion, WindowKind.CALL_FOR_CANDIDATES)
    recruits = bool(door and door.is_open(request.at))
    return {
        "challenge": challenge,
        "positions": challenge.positions.all(),
        "team": sum(position.seats for position in challenge.positions.all()),
        "starts_on": challenge.starts_on or challenge.promotion.starts_on,
        "door": door,
        "open": recruits,
        "recruiting": bool(door and request.at < door.closes_at),
        "postings": postings(challenge, door) if door and recruits and challenge.slug else "",
    }


@login_not_required
@require_safe
def promotions(request: HttpRequest) -> HttpResponse:
    """Every promotion that the site shows, the newest first: one query."""
    rows = Promotion.objects.public().order_by("-starts_on", "name")
    counts = public().totals_by_promotion()
    shown = [
        {"promotion": cohort, "published": counts.get(cohort.pk, 0), "figures": _figures(cohort)} for cohort in rows
    ]
    return render(request, "challenges/promotions.html", {"rows": shown})


@login_not_required
@require_safe
def promotion(request: HttpRequest, slug: str) -> HttpResponse:
    """A promotion: its figures, its dates, its challenges and what became of them; four queries."""
    cohort = get_object_or_404(Promotion.objects.public(), slug=slug)
    rows = public().filter(promotion=cohort).order_by("key", "pk").with_families()
    context = {"promotion": cohort, "figures": _figures(cohort), "doors": cohort.windows.all(), "challenges": rows}
    return render(request, "challenges/promotion.html", context)


def _withdrawn(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    response = render(request, "challenges/withdrawn.html", {"challenge": challenge}, status=GONE)
    response["X-Robots-Tag"] = "noindex"
    return response


def _results(request: HttpRequest) -> str:
    """The list that led here, with its filters; the whole catalogue for those who come from elsewhere."""
    catalogue = reverse("challenges:catalogue")
    before = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    _, found, query = before.partition(f"{catalogue}?")
    return f"{catalogue}?{query}" if known and found and query else catalogue


def _figures(cohort: Promotion) -> list[tuple[int, str, str]]:
    """The published totals that are known, each with its noun in the singular and in the plural."""
    totals = (
        (cohort.official_submitted, cohort.said("{challenge} déposé"), cohort.said("{challenges} déposés")),
        (cohort.official_heard, cohort.said("{challenge} auditionné"), cohort.said("{challenges} auditionnés")),
        (cohort.official_kept, cohort.said("{challenge} retenu"), cohort.said("{challenges} retenus")),
        (cohort.official_candidates, "candidature", "candidatures"),
        (cohort.official_recruited, "personne recrutée", "personnes recrutées"),
    )
    return [(total, singular, plural) for total, singular, plural in totals if total is not None]
