"""ProConnect's three facts, as allauth and the browser want them."""

from collections.abc import Sequence
from urllib.parse import urlsplit


def proconnect_app(issuer: str, client_id: str, secret: str, proved: Sequence[str]) -> dict:
    """allauth's declaration; nothing without issuer. Addresses at ``proved`` domains need no code the first time."""
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
    """Where the sign-in button may lead."""
    parts = urlsplit(issuer)
    return [f"{parts.scheme}://{parts.netloc}"] if issuer else []
