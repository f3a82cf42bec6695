"""What a request carries when someone is signed in: for the annotations of views and admin pages."""

from typing import cast

from django.http import HttpRequest

from eig.accounts.models import User
from eig.common.requests import Request


class AuthenticatedRequest(Request):
    """``user`` is a person: of every view that is not ``login_not_required``, and of the whole admin."""

    user: User


def authenticated(request: HttpRequest) -> AuthenticatedRequest:
    """The same request, known to be someone's, where Django's own signature says less."""
    return cast("AuthenticatedRequest", request)
