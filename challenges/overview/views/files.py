"""The administrations' side: my challenges, one challenge, its submission and its receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from challenges.administrations.models.administrations import Administration, Membership
from challenges.administrations.rules import acting_refusal
from challenges.catalogue.models.validations import validation_of
from challenges.overview.views.progress import ahead, refusal, timeline
from challenges.proposal.diff import changes
from challenges.proposal.forms.identity import ChallengeForm
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import (
    call_refusal,
    can_restore,
    can_take_up,
    can_withdraw,
    editing_refusal,
    is_author,
    taking_up_refusal,
)
from challenges.proposal.states import ChallengeStatus
from challenges.proposal.telling.file import file_of
from challenges.proposal.telling.readers import Reader
from challenges.proposal.views.summary import being_written_by, status_bar, tasks
from challenges.proposal.workflow import drafting
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.dates import full_instant
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import WindowKind

S = ChallengeStatus


@require_GET
def mine(request: AuthenticatedRequest) -> HttpResponse:
    """The challenges of the person and of their administrations: those they are writing first, then the others."""
    drafting.claim_stakes(request.user)
    rows = [_row(request, challenge) for challenge in Challenge.objects.around(request.user).with_file().newest_first()]
    memberships = list(Membership.objects.of(request.user).present())
    calls = list(Window.objects.public().of_kind(WindowKind.CALL_FOR_PROJECTS).not_closed(request.at))
    context = {
        "to_finish": [row for row in rows if row["writing"]],
        "others": [row for row in rows if not row["writing"]],
        "memberships": memberships,
        "active": any(membership.is_active for membership in memberships),
        "refusal": acting_refusal(request.user),
        "open_calls": [call for call in calls if call.is_open(request.at)],
        "next_call": next((_opening(call) for call in calls if not call.is_open(request.at)), ""),
    }
    return render(request, "challenges/mine.html", context)


def _opening(call: Window) -> str:
    return f"L’appel à projets {call.promotion} ouvre le {full_instant(call.opens_at)}."


def _row(request: AuthenticatedRequest, challenge: Challenge) -> dict:
    return {
        **status_bar(challenge, request.at),
        "writing": being_written_by(request.user, challenge),
        "closed": editing_refusal(request.user, challenge, request.at),
    }


@require_http_methods(["GET", "POST"])
def create(request: AuthenticatedRequest) -> HttpResponse:
    """Begin a draft: a name, an administration. Back to « my challenges » without an administration or an open call."""
    administrations = Administration.objects.of(request.user)
    promotions = Promotion.objects.with_open(WindowKind.CALL_FOR_PROJECTS, request.at)
    if not (administrations and promotions):
        return redirect("challenges:mine")
    form = ChallengeForm(request.POST or None, administrations=administrations, promotions=promotions)
    if request.method == "POST" and form.is_valid():
        with attempt(form):
            challenge = drafting.create_challenge(**form.cleaned_data, by=request.user, at=request.at)
            return redirect("challenges:file", pk=challenge.pk)
    only = promotions[0] if len(promotions) == 1 else None
    if only:
        only.words.speak(form)
    context = {"form": form, "promotions": promotions, "only": only}
    return render(request, "challenges/create.html", context, status=422 if form.is_bound else 200)


@require_GET
def file(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One challenge: the list of its sections while it is written, its content once it is submitted."""
    challenge = _visible(request, pk)
    bar = status_bar(challenge, request.at)
    context = {
        **bar,
        "writing": being_written_by(request.user, challenge),
        "author": is_author(request.user, challenge),
        "closed": editing_refusal(request.user, challenge, request.at),
        "tasks": tasks(challenge, bar["lacks"]),
        "steps": timeline(challenge),
        "ahead": ahead(challenge, request.at),
        "refusal": refusal(challenge),
        "changes": changes(challenge),
        "asked_to_validate": challenge.status == ChallengeStatus.SELECTED and validation_of(challenge) is not None,
        "content": file_of(challenge, Reader.AUTHORS),
        "can_take_up": can_take_up(request.user, challenge) and not taking_up_refusal(challenge, request.at),
        "can_restore": can_restore(request.user, challenge) and not taking_up_refusal(challenge, request.at),
        "can_reuse": _can_be_reused(request, challenge),
        "can_withdraw": is_author(request.user, challenge) and can_withdraw(request.user, challenge),
    }
    return render(request, "challenges/file.html", context)


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as the jury will read it."""
    challenge = _visible(request, pk)
    context = {"challenge": challenge, "content": file_of(challenge, Reader.JURY)}
    return render(request, "challenges/preview.html", context)


def _can_be_reused(request: AuthenticatedRequest, challenge: Challenge) -> bool:
    """Once its promotion no longer waits for it, while another call is open to the person's administrations."""
    if challenge.status == S.DRAFT and not call_refusal(challenge.promotion, request.at):
        return False
    others = Promotion.objects.with_open(WindowKind.CALL_FOR_PROJECTS, request.at).exclude(pk=challenge.promotion_id)
    return others.exists() and Administration.objects.of(request.user).exists()


def _visible(request: HttpRequest, pk: int) -> Challenge:
    return get_object_or_404(Challenge.objects.visible_to(request.user).with_submissions(), pk=pk)
