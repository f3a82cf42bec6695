"""ProConnect, the State's sign-in for public agents: what its word leaves in the session."""

from django.http import HttpRequest

SIRET = "proconnect_siret"


def attested_siret(request: HttpRequest) -> str:
    """The establishment that ProConnect gave for the person signed in; empty without it."""
    return request.session.get(SIRET, "")
