"""The candidate's pages to answer an offer, and to withdraw an application."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from candidates.application import rules as application_rules
from candidates.application.views.steps import ApplicationStep
from candidates.offers import rules as offers_rules
from candidates.offers.forms import ResignationForm
from candidates.offers.workflow import answers, ending, withdrawal
from candidates.selection.models.offers import Offer
from candidates.selection.states import OfferStatus
from eig.accounts.requests import AuthenticatedRequest
from eig.common.views import StepView
from eig.common.vocabulary import SiteText


class WithdrawView(ApplicationStep):
    """Withdraw one's own application."""

    request: AuthenticatedRequest
    verb = withdrawal.withdraw
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
        if not application_rules.can_withdraw(self.request.user, self.object):
            return redirect(self.object)
        return super().get(request, *args, **kwargs)


class OfferStep(StepView):
    """An answer to an offer that one has received."""

    request: AuthenticatedRequest
    model = Offer
    rule = offers_rules.receives

    def get_queryset(self) -> QuerySet:
        return Offer.objects.of(self.request.user).with_names()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """No answer to give any more: the page of the offer says why."""
        if not offers_rules.can_answer(self.request.user, self.object, self.request.at):
            return redirect(self.object)
        return super().get(request, *args, **kwargs)


class AcceptView(OfferStep):
    """Accept an offer."""

    verb = answers.accept
    title = "Accepter le poste"
    explanation = SiteText(
        "Vous vous engagez à rejoindre l’équipe à la date prévue. L’administration et vos {mentors} sont prévenus "
        "aussitôt, et vos autres places sur les listes sont libérées."
    )
    button = "Accepter le poste"
    done = "Votre accord est enregistré : bienvenue dans la promotion !"


class DeclineView(OfferStep):
    """Decline an offer."""

    verb = answers.decline
    title = "Refuser le poste"
    explanation = (
        "La place est proposée aussitôt à une autre personne, et votre candidature est close. C’est définitif."
    )
    button = "Refuser le poste"
    done = "Votre refus est enregistré. Merci de nous avoir répondu."
    danger = True


class ResignView(OfferStep):
    """Give up a seat that one had accepted."""

    verb = ending.resign
    form_class = ResignationForm
    title = "Renoncer au poste"
    explanation = SiteText(
        "Vous aviez accepté ce poste. La place est proposée aussitôt à une autre personne ; vos "
        "{mentors} et la coordination sont prévenus. C’est définitif."
    )
    button = "Renoncer au poste"
    done = "Votre désistement est enregistré."
    danger = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing to give up: the page of the offer says why."""
        if not offers_rules.can_resign(self.request.user, self.object):
            return redirect(self.object)
        return StepView.get(self, request, *args, **kwargs)


def offer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What is offered, until when, and the two answers."""
    offer = get_object_or_404(Offer.objects.of(request.user).with_names(), pk=pk)
    context = {
        "offer": offer,
        "can_resign": offers_rules.can_resign(request.user, offer),
        "can_answer": offers_rules.can_answer(request.user, offer, request.at),
        "too_late": offer.status == OfferStatus.OFFERED
        and not offers_rules.can_answer(request.user, offer, request.at),
        "starts_on": offer.position.challenge.starts_on or offer.application.promotion.starts_on,
        "months": offer.position.challenge.months or offer.application.promotion.months,
    }
    return render(request, "candidates/offer.html", context)
