"""ProConnect as allauth's registry wants it, found by the name of this module."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import get_random_string

from eig.accounts.proconnect import NAME, ProConnectAdapter
from eig.common.text import clean

NAME_WIDTH = 150
SCOPE = ["openid", "given_name", "usual_name", "email", "siret", "uid"]


class ProConnectProvider(OpenIDConnectProvider):
    """Its scopes and claims, a nonce, and nothing that the address of the request may change."""

    id = NAME
    name = "ProConnect"
    oauth2_adapter_class = ProConnectAdapter
    pkce_enabled_default = True

    def get_oauth2_adapter(self, request: HttpRequest) -> ProConnectAdapter:
        return ProConnectAdapter(request)

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        return reverse("proconnect_login")

    def get_callback_url(self) -> str:
        return reverse("proconnect_callback")

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return SCOPE

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        return {"acr_values": "eidas1"}

    def redirect(self, request: HttpRequest, process: str, next_url=None, data=None, **kwargs: Any) -> HttpResponse:
        """Leave with a nonce that the signed answer must bring back, kept with the state."""
        nonce = get_random_string(32)
        asked = {**kwargs.pop("auth_params", {}), "nonce": nonce}
        return super().redirect(request, process, next_url, data, auth_params=asked, nonce=nonce, **kwargs)

    def extract_uid(self, data: dict[str, Any]) -> str:
        """``sub`` never changes, unlike the address."""
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """What is kept of the answer: no more than what is used."""
        return {name: data.get(name, "") for name in ("email", "siret")}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {
            "email": str(data.get("email") or "").lower(),
            "first_name": clean(str(data.get("given_name") or ""))[:NAME_WIDTH],
            "last_name": clean(str(data.get("usual_name") or ""))[:NAME_WIDTH],
        }

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """Taken for proved only when the provider says so; a code proves it otherwise, once."""
        email = str(data.get("email") or "").lower()
        proved = data.get("email_verified") is True
        return [EmailAddress(email=email, verified=proved, primary=True)] if email else []


provider_classes = [ProConnectProvider]
