"""The settings of ProConnect, from three variables: what allauth and the security policy need."""

from collections.abc import Sequence
from urllib.parse import urlsplit


def proconnect_app(issuer: str, client_id: str, secret: str, proved: Sequence[str]) -> dict:
    """The providers for allauth's settings; empty without an issuer. Addresses at ``proved`` domains need no code."""
    if not issuer:
        return {}
    app = {
        "provider_id": "proconnect",
        "name": "ProConnect",
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer, "verified_email": list(proved)},
    }
    return {"proconnect": {"APPS": [app]}}


def origin_of(issuer: str) -> list[str]:
    """The origin of the issuer, where the policy lets the sign-in button lead; empty without an issuer."""
    parts = urlsplit(issuer)
    return [f"{parts.scheme}://{parts.netloc}"] if issuer else []
