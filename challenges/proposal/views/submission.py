"""Submission: read again, one button, a receipt, and what can be undone."""

from datetime import datetime
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from challenges.proposal.diff import changes
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import (
    can_restore,
    can_take_up,
    can_withdraw,
    editing_refusal,
    is_undone_until_closing,
)
from challenges.proposal.states import ChallengeStatus
from challenges.proposal.telling.file import file_of, label_of, text_of
from challenges.proposal.telling.readers import Reader
from challenges.proposal.views.summary import being_written_by, status_bar
from challenges.proposal.workflow import submission
from eig.accounts.requests import AuthenticatedRequest
from eig.common.clock import PARIS
from eig.common.dates import long_day
from eig.common.flow import StepRefused
from eig.common.pdf import pdf_response, render_pdf
from eig.common.text import NBSP
from eig.common.views import StepView
from eig.common.vocabulary import SiteText
from eig.journal.models import Entry

S = ChallengeStatus
NEXT = SiteText(
    "Un accusé de dépôt a été envoyé à chaque auteur. La coordination lit tous les {challenges}, puis vous "
    "écrit ; elle peut vous demander une précision. Vous n’avez rien à faire d’ici là."
)
UNDO = {
    True: "Vous pourrez annuler ce retrait jusqu’à la clôture de l’appel.",
    False: "Ce retrait ne s’annule pas.",
}
ON_RECEIPT = ("title", "administration", "promotion")
KEPT = "Son contenu reste lisible dans votre espace ; les autres auteurs reçoivent une confirmation."


@require_http_methods(["GET", "POST"])
def submit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A page of its own: read again, see what is missing, press one button; judged on the hour of reception."""
    challenge = get_object_or_404(Challenge.objects.editable_by(request.user).with_submissions(), pk=pk)
    refusal = ""
    if request.method == "POST":
        refusal = _try_to_submit(request, challenge)
    if request.method == "POST" and not refusal:
        return redirect("challenges:receipt", pk=pk)
    if not being_written_by(request.user, challenge):
        return redirect("challenges:file", pk=pk)
    return _submission_page(request, challenge, refusal)


def _try_to_submit(request: AuthenticatedRequest, challenge: Challenge) -> str:
    """Submit the draft or the correction; returns the sentence that refuses, empty once it is done."""
    verb = submission.resubmit if challenge.status == S.CHANGES_REQUESTED else submission.submit
    try:
        verb(challenge, by=request.user, at=request.at)
    except StepRefused as refused:
        return str(refused)
    return ""


def _submission_page(request: AuthenticatedRequest, challenge: Challenge, refusal: str) -> HttpResponse:
    context = {
        **status_bar(challenge, request.at),
        "closed": editing_refusal(request.user, challenge, request.at),
        "refusal": refusal,
        "content": file_of(challenge, Reader.AUTHORS),
        "changes": changes(challenge),
    }
    return render(request, "challenges/submit.html", context, status=409 if refusal else 200)


@require_GET
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof of submission: number and hour of reception, to print or to keep."""
    challenge = _filed(request, pk)
    said = _receipt(challenge)
    context = {"challenge": challenge, "lines": said["facts"], "next": said["next"]}
    return render(request, "challenges/receipt.html", context)


@require_GET
def receipt_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof of submission as a PDF."""
    challenge = _filed(request, pk)
    data = {**_receipt(challenge), "programme": str(challenge.promotion.programme)}
    title = f"Récépissé de dépôt du {challenge.words.challenge} « {challenge.title} »"
    content = render_pdf("pdf/challenges/receipt.typ", data, title=title)
    return pdf_response(content, f"recepisse-{challenge.promotion.slug}-{challenge.number}.pdf")


def _filed(request: HttpRequest, pk: int) -> Challenge:
    challenge = get_object_or_404(Challenge.objects.visible_to(request.user).with_file(), pk=pk)
    if challenge.number is None or challenge.status == S.DRAFT:
        raise Http404
    return challenge


def _receipt(challenge: Challenge) -> dict:
    return {"facts": _lines(challenge), "next": challenge.promotion.said(NEXT)}


def _lines(challenge: Challenge) -> list[tuple[str, str]]:
    corrections = [entry for entry in Entry.objects.about(challenge) if entry.verb == "resubmit"]
    return [
        *((label_of(challenge, name), text_of(challenge, name)) for name in ON_RECEIPT),
        ("Numéro de dépôt", str(challenge.number)),
        ("Reçu le", to_the_second(cast("datetime", challenge.submitted_at))),
        *(("Correction reçue le", to_the_second(entry.at)) for entry in corrections),
        ("Auteurs", ", ".join(str(user) for user in challenge.authors.all())),
    ]


def to_the_second(instant: datetime) -> str:
    """An instant to the second: « vendredi 28 février 2020 à 16 h 59 min 58 s, heure de Paris »."""
    local = instant.astimezone(PARIS)
    hour = NBSP.join([str(local.hour), "h", f"{local.minute:02}", "min", f"{local.second:02}", "s"])
    return f"{long_day(instant)} à {hour}, heure de Paris"


class TakeUpView(StepView):
    """Take up a submitted file to change it."""

    model = Challenge
    rule = can_take_up
    verb = submission.take_up
    title = "Reprendre le dossier « {} » pour le modifier"
    explanation = SiteText(
        "Attention : le {challenge} ne sera plus déposé. Vous pourrez changer son contenu, puis il faudra le déposer à "
        "nouveau avant la clôture, sinon il ne sera pas examiné. Il garde son numéro ; l’heure du nouveau dépôt "
        "fera foi."
    )
    button = "Reprendre le dossier pour le modifier"
    done = "« {} » est repris : modifiez-le, puis déposez-le à nouveau."
    danger = True

    def success_url(self, obj: Challenge) -> str:
        return reverse("challenges:file", args=[obj.pk])


class RestoreView(StepView):
    """Undo a withdrawal."""

    model = Challenge
    rule = can_restore
    verb = submission.restore
    title = "Annuler le retrait de « {} »"
    explanation = SiteText(
        "Le {challenge} redevient ce qu’il était avant son retrait. Les autres auteurs en sont informés."
    )
    button = "Annuler le retrait"
    done = "Le retrait de « {} » est annulé."

    def success_url(self, obj: Challenge) -> str:
        return reverse("challenges:file", args=[obj.pk])


class WithdrawView(StepView):
    """Take a challenge back."""

    model = Challenge
    rule = can_withdraw
    verb = submission.withdraw
    title = "Retirer « {} »"
    button = SiteText("Retirer le {challenge}")
    done = SiteText("Le {challenge} « {} » est retiré.")
    danger = True

    def success_url(self, obj: Challenge) -> str:
        return reverse("challenges:file", args=[obj.pk])

    def get_context_data(self, **kwargs: Any) -> dict:
        undone = is_undone_until_closing(self.object, self.request.at)
        return {
            **super().get_context_data(**kwargs),
            "explanation": f"Le {self.object.words.challenge} ne sera plus examiné. {UNDO[undone]} {KEPT}",
        }
