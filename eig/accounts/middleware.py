"""Staff enter the site with a second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect

SET_UP = frozenset(
    [
        "mfa_activate_totp",
        "mfa_index",
        "account_reauthenticate",
        "account_logout",
        "see_as_end",
    ]
)
"""The only addresses, by name, open to staff without a second factor: its set-up, and the ways to give up a session.

A page that is public for others is closed too: their session would show it with what it may see.
"""
WHY = (
    "Un compte de l’équipe demande une seconde preuve d’identité. "
    "Configurez une application d’authentification pour continuer."
)


class StaffMfaMiddleware:
    """Lead to the set-up of a second factor whoever is staff and has none, wherever they were going."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if settings.STAFF_MFA_REQUIRED and self.must_set_up(request):
            messages.warning(request, WHY)
            return redirect("mfa_activate_totp")
        return None

    def must_set_up(self, request: HttpRequest) -> bool:
        """Whether this request asks for more than the set-up without the required proof.

        Who sees the site as another person is judged on their own account.
        """
        user = getattr(request.user, "seen_by", None) or request.user
        allowed = request.resolver_match is not None and request.resolver_match.view_name in SET_UP
        return not allowed and user.is_staff and not is_mfa_enabled(user)
