"""The administrations' side: my challenges, one challenge, its submission and its receipt."""

from datetime import datetime

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from challenges import workflow
from challenges.forms import ChallengeForm
from challenges.models import Administration, Challenge, Membership
from challenges.rules import acting_refusal, can_withdraw, editing_refusal, is_author, missing
from challenges.states import ChallengeStatus
from challenges.views.summary import being_written_by, content, pages, status_bar, tasks, timeline
from eig.common.clock import PARIS
from eig.common.dates import full_instant, long_day
from eig.common.flow import StepRefused
from eig.common.text import NBSP
from eig.common.views import StepView
from eig.files.views import serve
from eig.journal.models import Entry
from eig.promotions.models import Promotion, Window
from eig.promotions.states import WindowKind

S = ChallengeStatus


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What I bear: first what awaits me, then the rest; or where to begin."""
    workflow.claim_stakes(request.user)
    rows = [_row(request, one) for one in Challenge.objects.around(request.user).with_file().newest_first()]
    memberships = list(Membership.objects.of(request.user).present())
    calls = list(Window.objects.public().of_kind(WindowKind.CALL_FOR_PROJECTS).not_closed(request.at))
    context = {
        "to_finish": [row for row in rows if row["writing"]],
        "others": [row for row in rows if not row["writing"]],
        "memberships": memberships,
        "active": any(one.is_active for one in memberships),
        "refusal": acting_refusal(request.user),
        "open_calls": [call for call in calls if call.is_open(request.at)],
        "next_call": next((_opening(call) for call in calls if not call.is_open(request.at)), ""),
    }
    return render(request, "challenges/mine.html", context)


def _opening(call: Window) -> str:
    return f"L’appel à projets {call.promotion} ouvre le {full_instant(call.opens_at)}."


def _row(request: HttpRequest, challenge: Challenge) -> dict:
    return {
        **status_bar(challenge, request.at),
        "writing": being_written_by(request.user, challenge),
        "closed": editing_refusal(request.user, challenge, request.at),
    }


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Begin a draft: a name, an administration."""
    administrations = Administration.objects.of(request.user)
    promotions = Promotion.objects.with_open(WindowKind.CALL_FOR_PROJECTS, request.at)
    if not (administrations and promotions):
        return redirect("challenges:mine")
    form = ChallengeForm(request.POST or None, administrations=administrations, promotions=promotions)
    if request.method == "POST" and form.is_valid():
        try:
            challenge = workflow.create_challenge(**form.cleaned_data, by=request.user, at=request.at)
            return redirect("challenges:file", pk=challenge.pk)
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.is_bound else 200
    return render(request, "challenges/create.html", {"form": form, "promotions": promotions}, status=status)


@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponse:
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
        "content": content(challenge),
        "can_withdraw": is_author(request.user, challenge) and can_withdraw(request.user, challenge),
    }
    return render(request, "challenges/file.html", context)


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """A page of its own: read again, see what is missing, press one button; judged on the hour of reception."""
    challenge = get_object_or_404(Challenge.objects.editable_by(request.user).with_file(), pk=pk)
    refusal = ""
    if request.method == "POST":
        refusal = _try_to_submit(request, challenge)
    if request.method == "POST" and not refusal:
        return redirect("challenges:receipt", pk=pk)
    if not being_written_by(request.user, challenge):
        return redirect("challenges:file", pk=pk)
    return _submission_page(request, challenge, refusal)


def _try_to_submit(request: HttpRequest, challenge: Challenge) -> str:
    """The sentence that refuses, or nothing once it is done."""
    verb = workflow.resubmit if challenge.status == S.CHANGES_REQUESTED else workflow.submit
    try:
        verb(challenge, by=request.user, at=request.at)
    except StepRefused as refused:
        return str(refused)
    return ""


def _submission_page(request: HttpRequest, challenge: Challenge, refusal: str) -> HttpResponse:
    urls = {page.section: page for page in pages(challenge)}
    context = {
        **status_bar(challenge, request.at),
        "gaps": [(urls[one.section], one.sentence) for one in missing(challenge)],
        "closed": editing_refusal(request.user, challenge, request.at),
        "refusal": refusal,
        "content": content(challenge),
    }
    return render(request, "challenges/submit.html", context, status=409 if refusal else 200)


@require_GET
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof of submission: number and hour of reception, to print or to keep."""
    challenge = _visible(request, pk)
    if challenge.number is None:
        raise Http404
    corrections = [entry for entry in Entry.objects.about(challenge) if entry.verb == "resubmit"]
    lines = [
        ("Défi", challenge.title),
        ("Administration", challenge.administration.name),
        ("Promotion", challenge.promotion.name),
        ("Numéro de dépôt", str(challenge.number)),
        ("Reçu le", to_the_second(challenge.submitted_at)),
        *(("Correction reçue le", to_the_second(entry.at)) for entry in corrections),
        ("Auteurs", ", ".join(str(user) for user in challenge.authors.all())),
    ]
    return render(request, "challenges/receipt.html", {"challenge": challenge, "lines": lines})


def to_the_second(instant: datetime) -> str:
    """« vendredi 28 février 2020 à 16 h 59 min 58 s, heure de Paris »."""
    local = instant.astimezone(PARIS)
    hour = NBSP.join([str(local.hour), "h", f"{local.minute:02}", "min", f"{local.second:02}", "s"])
    return f"{long_day(instant)} à {hour}, heure de Paris"


@require_GET
def deck_download(request: HttpRequest, pk: int) -> FileResponse:
    """The presentation, for those who may read it."""
    challenge = get_object_or_404(Challenge.objects.deck_readable_by(request.user), pk=pk)
    if challenge.deck is None:
        raise Http404
    return serve(challenge.deck)


class WithdrawView(StepView):
    """Take a challenge back."""

    model = Challenge
    rule = can_withdraw
    verb = workflow.withdraw
    title = "Retirer « {} »"
    explanation = (
        "Le défi ne sera plus examiné, et ce retrait ne s’annule pas. Son contenu reste lisible dans votre espace ; "
        "les autres auteurs reçoivent une confirmation."
    )
    button = "Retirer le défi"
    done = "Le défi « {} » est retiré."
    danger = True

    def success_url(self, obj: Challenge) -> str:
        return reverse("challenges:file", args=[obj.pk])


def _visible(request: HttpRequest, pk: int) -> Challenge:
    return get_object_or_404(Challenge.objects.visible_to(request.user).with_file(), pk=pk)
