"""The person's own account, and the two pages of sign-in that allauth does not have."""

from allauth.account.views import LoginView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse

from eig.accounts.forms import IdentityForm, PasswordLoginForm


def account(request):
    """What one may look at and change about oneself."""
    return render(request, "account/account.html", {"has_mfa": is_mfa_enabled(request.user)})


def identity(request):
    """First and last name."""
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
        """Not the one of the settings, which asks for the address alone."""
        return PasswordLoginForm


password_login = PasswordLoginView.as_view()


@login_not_required
def request_login_code(request):
    """allauth's second door to the same question: one page is enough."""
    query = request.META["QUERY_STRING"]
    return redirect(reverse("account_login") + (f"?{query}" if query else ""))
