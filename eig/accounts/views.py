"""The person's own account, and the pages of sign-in that allauth does not have."""

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from eig.accounts.adapter import REFUSED, back_to_sign_in
from eig.accounts.forms import IdentityForm, PasswordLoginForm
from eig.accounts.proconnect import NAME, ProConnectAdapter, end_of_session


def account(request):
    """« Mon compte »: what a person may read and change about their own account."""
    linked = bool(settings.PROCONNECT_ISSUER) and _identities(request).exists()
    return render(request, "account/account.html", {"has_mfa": is_mfa_enabled(request.user), "linked": linked})


def _identities(request):
    return SocialAccount.objects.filter(user=request.user, provider=NAME)


def identity(request):
    """The page where a person corrects their first and last names."""
    form = IdentityForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Votre nom est enregistré.")
        return redirect("account")
    return render(request, "account/identity.html", {"form": form})


class PasswordLoginView(LoginView):
    """Sign-in by password, the second choice."""

    template_name = "account/login_password.html"

    def get_form_class(self):
        """``PasswordLoginForm``: the form that allauth reads in the settings asks for the address alone."""
        return PasswordLoginForm


password_login = PasswordLoginView.as_view()


@login_not_required
def request_login_code(request):
    """Redirect allauth's second page that asks for a code to the sign-in page, with the same query."""
    query = request.META["QUERY_STRING"]
    return redirect(reverse("account_login") + (f"?{query}" if query else ""))


FORGOTTEN = '"storage"'
"""The value of ``Clear-Site-Data``: at sign-out, the browser erases what was typed, as others may use the machine."""


class SignOutView(LogoutView):
    """Leave the site, and ProConnect when one came from there."""

    def post(self, *args, **kwargs):
        """Sign out, then show a page that leads to ProConnect's own sign-out, when there is one.

        Our policy only lets a form lead to our own addresses, hence a page rather than a redirection.
        """
        onward = end_of_session(self.request)
        answer = super().post(*args, **kwargs)
        if onward:
            answer = render(self.request, "account/signed_out.html", {"onward": onward})
        answer.headers["Clear-Site-Data"] = FORGOTTEN
        return answer


logout = SignOutView.as_view()


def _exchange(view):
    """A view for one of allauth's two steps with ProConnect: 404 when it is not configured; an ``OAuth2Error`` leads
    back to the sign-in page.
    """

    @login_not_required
    def step(request):
        if not settings.PROCONNECT_ISSUER:
            raise Http404
        try:
            return view.adapter_view(ProConnectAdapter(request))(request)
        except OAuth2Error:
            return back_to_sign_in(request, REFUSED).response

    return step


proconnect_login = require_POST(_exchange(OAuth2LoginView))
proconnect_callback = _exchange(OAuth2CallbackView)


@require_POST
def proconnect_unlink(request):
    """Unlink ProConnect from this account, which a code still opens; the person is told by letter."""
    for social_account in _identities(request):
        social_account.delete()
        get_adapter().send_notification_mail("socialaccount/email/account_disconnected", request.user)
        messages.success(request, "ProConnect n’ouvre plus ce compte. Vous vous connectez par code.")
    return redirect("account")
