"""« Qui participe »: the people of a file, their invitations, their rights."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from challenges.participants.forms.participants import HeirForm, InvitationForm, RightForm
from challenges.participants.models import Invitation
from challenges.participants.rules import answer_refusal, can_answer, can_manage_people, leaving_refusal, takes_part
from challenges.participants.states import RIGHT_SENTENCES
from challenges.participants.workflow import participants as participants_workflow
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.people import Stakeholder, heirs_of
from challenges.proposal.rules.drafting import is_author
from challenges.proposal.states import Right
from eig.accounts.models import User
from eig.accounts.requests import AuthenticatedRequest, authenticated
from eig.common.attempts import attempt
from eig.common.keeping.local import kept_here
from eig.common.requests import Request
from eig.common.views import StepView
from eig.common.vocabulary import SiteText


@dataclass
class Participant:
    """A person of the file: an account, or a contact who has none yet."""

    name: str
    email: str
    right: str
    user: User | None = None
    contact: Stakeholder | None = None
    roles: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """What they may do, in words."""
        return RIGHT_SENTENCES[Right(self.right)]

    @property
    def label(self) -> str:
        """The right in a word or two, for the badge."""
        return Right(self.right).label.capitalize()


def participants_of(challenge: Challenge) -> list[Participant]:
    """Those who write, then those who read, then mere contacts; each once. The file must be loaded with its people."""
    found: dict[str, Participant] = {}
    for right, people in ((Right.WRITE, challenge.authors.all()), (Right.READ, challenge.readers.all())):
        for user in people:
            found.setdefault(user.email.lower(), Participant(str(user), user.email, right, user))
    for contact in challenge.stakeholders.all():
        account = contact.user
        key = (account.email if account else contact.email).lower()
        held = contact.right if account else Right.CONTACT
        holder = found.setdefault(key, Participant(contact.name, contact.email, held, account, contact))
        holder.roles.append(challenge.words.said(contact.get_kind_display()))
    order = list(Right)
    return sorted(found.values(), key=lambda person: order.index(Right(person.right)))


@require_GET
def participants(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Everybody around the file, what they may do, and who was asked."""
    challenge = get_object_or_404(Challenge.objects.visible_to(request.user).with_people(), pk=pk)
    manages = can_manage_people(request.user, challenge)
    pending = list(Invitation.objects.pending().filter(challenge=challenge)) if manages else []
    asked = {sent.email.lower() for sent in pending}
    context = {
        "challenge": challenge,
        "people": [(person, person.email.lower() in asked) for person in participants_of(challenge)],
        "invitations": [(sent, sent.is_live(request.at)) for sent in pending],
        "manages": manages,
        "writes": is_author(request.user, challenge),
        "takes_part": takes_part(request.user, challenge),
        "cannot_leave": leaving_refusal(request.user, challenge),
    }
    return render(request, "challenges/participants.html", context)


def _managed(request: AuthenticatedRequest, pk: int) -> Challenge:
    challenge = get_object_or_404(Challenge.objects.visible_to(request.user).with_people(), pk=pk)
    if not can_manage_people(request.user, challenge):
        raise PermissionDenied
    return challenge


@require_http_methods(["GET", "POST"])
def invite(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Invite someone by letter; ``?contact=`` and a number fill the form with a contact of the file."""
    challenge = _managed(request, pk)
    form = InvitationForm(request.POST or None, initial=_proposed(challenge, request.GET.get("contact", "")))
    challenge.promotion.words.speak(form)
    if request.method == "POST" and form.is_valid():
        with attempt(form):
            sent = participants_workflow.invite(challenge, **form.cleaned_data, by=request.user, at=request.at)
            messages.success(request, f"L’invitation part à {sent.email}. Elle est valable trois semaines.")
            return redirect("challenges:participants", pk=pk)
    status = 422 if form.is_bound else 200
    context = {
        "title": f"Inviter quelqu’un sur {challenge.title}",
        "challenge": challenge,
        "form": form,
        "keeper": kept_here(request),
    }
    return render(request, "challenges/invite.html", context, status=status)


def _proposed(challenge: Challenge, contact: str) -> dict[str, str]:
    for person in challenge.stakeholders.all():
        if str(person.pk) == contact:
            return {"name": person.name, "email": person.email, "kind": person.kind, "right": Right.READ}
    return {}


@require_http_methods(["GET", "POST"])
def participant(request: AuthenticatedRequest, pk: int, user: int) -> HttpResponse:
    """Give another right to a person of the file, or remove them; 404 for oneself and for whoever has no account."""
    challenge = _managed(request, pk)
    known = (
        member for member in participants_of(challenge) if member.user and member.user.pk == user != request.user.pk
    )
    person = next(known, None)
    if person is None or person.user is None:
        raise Http404
    form = RightForm(request.POST if "right" in request.POST else None, initial={"right": person.right})
    if request.method == "POST" and ("remove" in request.POST or form.is_valid()):
        _change(request, challenge, person.user, "" if "remove" in request.POST else form.cleaned_data["right"])
        return redirect("challenges:participants", pk=pk)
    context = {"challenge": challenge, "person": person, "form": form}
    return render(request, "challenges/participant.html", context, status=422 if form.is_bound else 200)


def _change(request: AuthenticatedRequest, challenge: Challenge, person: User, right: str) -> None:
    """Give the right, or remove the person when it is empty; then say so, or say what refuses."""
    facts: dict[str, Any] = {"by": request.user, "at": request.at}
    with attempt(request):
        if right:
            participants_workflow.change_right(challenge, person, right, **facts)
        else:
            participants_workflow.remove_participant(challenge, person, **facts)
        left = challenge.promotion.said("ne participe plus à ce {challenge}.")
        done = f"Désormais, {person} : {Right(right).label}." if right else f"{person} {left}"
        messages.success(request, f"{done} Un courrier le lui dit.")


class LeaveFileView(StepView):
    """Stop taking part in a file."""

    model = Challenge
    rule = takes_part
    verb: ClassVar[Callable[..., None]] = participants_workflow.leave
    title = "Quitter « {} »"
    explanation: str = SiteText(
        "Vous ne participerez plus à ce {challenge} et ne recevrez plus ses courriers. Si vous figurez parmi "
        "les contacts, votre nom y reste jusqu’à ce qu’une autre personne y soit inscrite."
    )
    button: str = SiteText("Quitter ce {challenge}")
    done = "Vous ne participez plus à « {} »."
    danger = True

    def success_url(self, obj: Challenge) -> str:
        if Challenge.objects.visible_to(self.request.user).filter(pk=obj.pk).exists():
            return reverse("challenges:participants", args=[obj.pk])
        return reverse("challenges:mine")


class HandOverFileView(LeaveFileView):
    """Give one's pen to somebody else."""

    request: AuthenticatedRequest
    rule = is_author
    verb = participants_workflow.hand_over
    title = "Passer la main sur « {} »"
    explanation = (
        "La personne choisie écrira le dossier à votre place, le déposera et y invitera qui elle veut ; "
        "un courrier le lui dit aussitôt. Vous pourrez encore le lire."
    )
    button = "Passer la main"
    done = "La main est passée sur « {} »."

    def get_form(self, *sent: Any) -> HeirForm:
        """The choice among the other people of the file and of its administration."""
        return HeirForm(*sent, heirs=heirs_of(self.object, self.request.user))


class ResendView(StepView):
    """Send an invitation again."""

    model = Invitation
    verb = participants_workflow.resend
    title = "Renvoyer l’invitation à {}"
    explanation = "Le même courrier repart aussitôt, et l’invitation est de nouveau valable trois semaines."
    button = "Renvoyer l’invitation"
    done = "L’invitation repart à {}."

    @staticmethod
    def rule(user: User, invitation: Invitation) -> bool:
        return can_manage_people(user, invitation.challenge)

    def success_url(self, obj: Invitation) -> str:
        return reverse("challenges:participants", args=[obj.challenge_id])


class RevokeView(ResendView):
    """Take an invitation back."""

    verb = participants_workflow.revoke
    title = "Annuler l’invitation de {}"
    explanation = "Le lien reçu ne fonctionnera plus ; un courrier prévient la personne."
    button = "Annuler l’invitation"
    done = "L’invitation de {} est annulée."
    danger = True


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """Where the link of the letter leads: shows the invitation and asks. Opening it neither answers nor signs in."""
    received = get_object_or_404(Invitation.objects.with_names(), token=token)
    user = authenticated(request).user if request.user.is_authenticated else None
    refusal = answer_refusal(user, received, request.at) if user else ""
    if request.method == "POST" and user and not refusal:
        return _answer(authenticated(request), received)
    context = {
        "invitation": received,
        "live": received.is_live(request.at),
        "mine": user is not None and can_answer(user, received),
        "refusal": refusal,
        "sentence": RIGHT_SENTENCES[Right(received.right)],
        "here": urlencode({"next": request.path}),
    }
    return render(request, "challenges/invitation.html", context, status=409 if request.method == "POST" else 200)


def _answer(request: AuthenticatedRequest, received: Invitation) -> HttpResponse:
    accepts = "accept" in request.POST
    verb = participants_workflow.accept if accepts else participants_workflow.decline
    with attempt(request):
        verb(received, by=request.user, at=request.at)
        joined = f"Vous participez maintenant à « {received.challenge} »."
        done = joined if accepts else "C’est dit : l’invitation est déclinée."
        messages.success(request, f"{done} {received.by} en est informé.")
        opens = accepts and received.right != Right.CONTACT
        return redirect("challenges:file", pk=received.challenge_id) if opens else redirect("challenges:mine")
    return redirect("challenges:invitation", token=received.token)
