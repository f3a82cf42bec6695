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
    """Ask for fixed scopes and a nonce, whatever the query of the request; read the claims of the answer."""

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
        """Send the person to ProConnect with a nonce, kept in the state, that the signed answer must bring back."""
        nonce = get_random_string(32)
        asked = {**kwargs.pop("auth_params", {}), "nonce": nonce}
        return super().redirect(request, process, next_url, data, auth_params=asked, nonce=nonce, **kwargs)

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The identity is ``sub``: it never changes, unlike the address."""
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """What is stored of the answer: the address and the SIRET, empty when absent."""
        return {name: data.get(name, "") for name in ("email", "siret")}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {
            "email": str(data.get("email") or "").lower(),
            "first_name": clean(str(data.get("given_name") or ""))[:NAME_WIDTH],
            "last_name": clean(str(data.get("usual_name") or ""))[:NAME_WIDTH],
        }

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """The address, verified only when ProConnect says so (otherwise a code verifies it, once); none without one."""
        email = str(data.get("email") or "").lower()
        proved = data.get("email_verified") is True
        return [EmailAddress(email=email, verified=proved, primary=True)] if email else []


provider_classes = [ProConnectProvider]
