"""Staff enter the administration with a second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

GUARDED = ("/voir-comme/", "/porteur/")
"""Where the rights of staff reach beyond the administration's tool."""
WHY = (
    "L’administration demande une seconde preuve d’identité. "
    "Configurez une application d’authentification pour y entrer."
)


class StaffMfaMiddleware:
    """Lead to the set-up of a second factor whoever is staff, has none, and opens the administration."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if settings.STAFF_MFA_REQUIRED and self.must_set_up(request):
            messages.warning(request, WHY)
            return redirect("mfa_activate_totp")
        return None

    def must_set_up(self, request) -> bool:
        """Whether this request asks for the administration without the required proof."""
        inside = request.path.startswith((reverse("admin:index"), *GUARDED))
        return inside and request.user.is_staff and not is_mfa_enabled(request.user)
