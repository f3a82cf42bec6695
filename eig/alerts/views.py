"""Subscribing without an account. A link in a letter never acts by itself: each page has its button."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from eig.alerts import workflow
from eig.alerts.forms import ChoiceForm, SubscribeForm
from eig.alerts.models import Subscription
from eig.common.requests import Request


@login_not_required
def subscribe(request: Request) -> HttpResponse:
    """Ask for the news. The answer is the same whether the address was known or not."""
    form = SubscribeForm(request.POST or None, initial={"audience": request.GET.get("pour")})
    if request.method == "POST" and form.is_valid():
        if refused := consume_or_429(request, action="alerts"):
            return refused
        workflow.subscribe(**form.cleaned_data, at=request.at)
        return redirect("alerts:asked")
    return render(request, "alerts/subscribe.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
def asked(request: HttpRequest) -> HttpResponse:
    """The page that follows a request: open the letter to confirm."""
    return render(request, "alerts/asked.html")


@never_cache
@login_not_required
def confirm(request: Request, token: str) -> HttpResponse:
    """GET shows the button that confirms, POST confirms and leads to the choices; 410 for an unknown token."""
    found = _found(token)
    if found and request.method == "POST":
        workflow.confirm(found, at=request.at)
        messages.success(request, "Votre abonnement est confirmé.")
        return redirect("alerts:preferences", token=token)
    return _page(request, "alerts/confirm.html", found)


@never_cache
@login_not_required
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """The choices of a subscription, and the link that ends it; 410 for an unknown token."""
    found = _found(token)
    form = ChoiceForm(request.POST or None, initial=ChoiceForm.read(found) if found else None)
    if found and request.method == "POST" and form.is_valid():
        workflow.choose(found, **form.cleaned_data)
        messages.success(request, "Vos choix sont enregistrés.")
        return redirect("alerts:preferences", token=token)
    return _page(request, "alerts/preferences.html", found, form=form)


@csrf_exempt  # mail readers post here by themselves (RFC 8058); the token is the proof
@never_cache
@login_not_required
def end(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, POST ends the subscription, from the page or from the mail reader; 410 for an unknown token."""
    found = _found(token)
    if found and request.method == "POST":
        workflow.end(found)
        return render(request, "alerts/ended.html")
    return _page(request, "alerts/end.html", found)


def _found(token: str) -> Subscription | None:
    return Subscription.objects.filter(token=token).first()


def _page(request: HttpRequest, template: str, found: Subscription | None, **context: object) -> HttpResponse:
    """A page about a subscription; without one (over, or never was), a 410 that says how to subscribe again."""
    if found is None:
        return render(request, "alerts/ended.html", status=410)
    return render(request, template, {"subscription": found, **context})
