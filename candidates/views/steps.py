"""The candidate's verbs, each with its confirmation: submit, take back, give up, answer an offer."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from candidates import rules, workflow
from candidates.models import Application, Offer
from candidates.states import ApplicationStatus, OfferStatus
from eig.common.views import StepView


class ApplicationStep(StepView):
    """A verb on one's own application: whose verb it is, the workflow checks again under lock."""

    model = Application
    rule = rules.owns

    def get_queryset(self) -> QuerySet:
        return Application.objects.of(self.request.user).with_content()


class SubmitView(ApplicationStep):
    """The last page: everything is read again, then one button."""

    verb = workflow.submit
    template_name = "candidates/submit.html"
    done = "Votre candidature est déposée. Un accusé vous est envoyé par courriel."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing to submit twice."""
        if self.object.status == ApplicationStatus.SUBMITTED:
            return redirect("candidates:receipt", self.object.pk)
        if not rules.can_edit(request.user, self.object, request.at):
            return redirect(self.object)
        return super().get(request, *args, **kwargs)

    def success_url(self, obj: Application) -> str:
        if obj.status == ApplicationStatus.SUBMITTED:
            return reverse("candidates:receipt", args=[obj.pk])
        return obj.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(
            application=self.object,
            door=rules.door(self.object.promotion),
            missing=rules.missing(self.object),
            questions=rules.answered(self.object),
            **kwargs,
        )


class ReopenView(ApplicationStep):
    """Take back until the closing."""

    verb = workflow.reopen
    title = "Reprendre ma candidature"
    explanation = (
        "Votre candidature redevient un brouillon, avec tout ce que vous aviez écrit. "
        "Elle ne comptera que si vous la déposez de nouveau avant la clôture."
    )
    button = "Reprendre ma candidature"
    done = "Votre candidature est de nouveau un brouillon : déposez-la avant la clôture."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing to take back any more."""
        if not rules.can_reopen(request.user, self.object, request.at):
            return redirect(self.object)
        return super().get(request, *args, **kwargs)


class WithdrawView(ApplicationStep):
    """Give up."""

    verb = workflow.withdraw
    title = "Retirer ma candidature"
    explanation = (
        "Votre candidature ne sera plus examinée, et une place qui vous serait proposée irait à une autre personne. "
        "Avant la clôture de l’appel, vous pourrez encore la reprendre ; ensuite, ce sera définitif."
    )
    button = "Retirer ma candidature"
    done = "Votre candidature est retirée."
    danger = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing to give up any more: the page of the application says where it stands."""
        if not rules.can_withdraw(request.user, self.object):
            return redirect(self.object)
        return super().get(request, *args, **kwargs)


class OfferStep(StepView):
    """An answer to an offer that one has received."""

    model = Offer
    rule = rules.receives

    def get_queryset(self) -> QuerySet:
        return Offer.objects.of(self.request.user).with_names()

    def said(self, sentence: str) -> str:
        """The words of the promotion."""
        return self.object.application.promotion.said(sentence)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """No answer to give any more: the page of the offer says why."""
        if not rules.can_answer(request.user, self.object, request.at):
            return redirect(self.object)
        return super().get(request, *args, **kwargs)


class AcceptView(OfferStep):
    """Take the seat."""

    verb = workflow.accept
    title = "Accepter le poste"
    explanation = (
        "Vous vous engagez à rejoindre l’équipe à la date prévue. L’administration et vos mentors sont prévenus "
        "aussitôt, et vos autres places sur les listes sont libérées."
    )
    button = "Accepter le poste"
    done = "Votre accord est enregistré : bienvenue dans la promotion !"


class DeclineView(OfferStep):
    """Leave the seat."""

    verb = workflow.decline
    title = "Refuser le poste"
    explanation = (
        "La place est proposée aussitôt à une autre personne, et votre candidature est close. C’est définitif."
    )
    button = "Refuser le poste"
    done = "Votre refus est enregistré. Merci de nous avoir répondu."
    danger = True


def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """What is offered, until when, and the two answers."""
    it = get_object_or_404(Offer.objects.of(request.user).with_names(), pk=pk)
    context = {
        "offer": it,
        "can_answer": rules.can_answer(request.user, it, request.at),
        "too_late": it.status == OfferStatus.OFFERED and not rules.can_answer(request.user, it, request.at),
        "starts_on": it.position.challenge.starts_on or it.application.promotion.starts_on,
        "months": it.position.challenge.months or it.application.promotion.months,
    }
    return render(request, "candidates/offer.html", context)
