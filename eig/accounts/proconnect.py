"""ProConnect, the State's sign-in for public agents: tokens that are checked, what its word leaves in the session."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import jwt
import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import get_random_string

NAME = "proconnect"
SIRET = "proconnect_siret"
ID_TOKEN = "proconnect_id_token"  # nosec B105 the name of a place, not a secret
END = "proconnect_end"
SUB = "proconnect_sub"
LEFT_IN_SESSION = (SIRET, ID_TOKEN, END, SUB)
ALGORITHMS = ["RS256", "ES256"]
LEEWAY = 10
"""Seconds that two clocks may differ by."""


def attested_siret(request: HttpRequest) -> str:
    """The SIRET of the establishment that ProConnect gave for the person signed in; empty without it."""
    return request.session.get(SIRET, "")


def verified(token: str, keys: Mapping[str, Any], issuer: str, audience: str) -> dict[str, Any]:
    """The claims of a signed token. Raises ``OAuth2Error`` unless issuer, audience, life and signature are right."""
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        known = {key.key_id: key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys}
        return jwt.decode(token, known[kid], algorithms=ALGORITHMS, issuer=issuer, audience=audience, leeway=LEEWAY)
    except (jwt.PyJWTError, KeyError) as error:
        raise OAuth2Error("token refused") from error


def end_of_session(request: HttpRequest) -> str:
    """The address that also ends the session at ProConnect; empty for whoever signed in another way."""
    end, token = request.session.get(END), request.session.get(ID_TOKEN)
    if not (end and token):
        return ""
    back = settings.SITE_URL + reverse("home")
    asked = {"id_token_hint": token, "state": get_random_string(32), "post_logout_redirect_uri": back}
    return f"{end}?{urlencode(asked)}"


class ProConnectAdapter(OpenIDConnectOAuth2Adapter):
    """The exchange of the code: both tokens are checked even though they come straight from the provider.

    allauth reads the userinfo as JSON; ProConnect gives a signed token, of which it is the audience that counts.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, NAME)

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the issuer publishes about itself. Raises ``OAuth2Error`` when it cannot be read, or names another."""
        try:
            found = super().openid_config
        except (requests.RequestException, ValueError) as error:
            raise OAuth2Error("discovery failed") from error
        if found.get("issuer") != settings.PROCONNECT_ISSUER:
            raise OAuth2Error("another issuer answers")
        return found

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """The sign-in of the person behind the tokens, with ``nonce`` to compare and ``kept`` for the end of session.

        Raises ``OAuth2Error`` when a token is refused, or when both do not name the same person.
        """
        raw = kwargs["response"].get("id_token", "")
        keys = self._get(self.openid_config["jwks_uri"]).json()
        proof = verified(raw, keys, settings.PROCONNECT_ISSUER, app.client_id)
        person = self._read_person(token.token, keys, app.client_id)
        if not person.get("sub") or person["sub"] != proof.get("sub"):
            raise OAuth2Error("two different people")
        login = self.get_provider().sociallogin_from_response(request, person)
        login.nonce = proof.get("nonce")
        login.kept = {ID_TOKEN: raw, END: self.openid_config.get("end_session_endpoint", "")}
        return login

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """The address declared to ProConnect."""
        return settings.SITE_URL + reverse("proconnect_callback")

    def _read_person(self, access: str, keys: Mapping[str, Any], audience: str) -> dict[str, Any]:
        answer = self._get(self.profile_url, Authorization=f"Bearer {access}")
        if answer.headers.get("content-type", "").startswith("application/jwt"):
            return verified(answer.text, keys, settings.PROCONNECT_ISSUER, audience)
        raise OAuth2Error("the description of the person is not signed")

    def _get(self, url: str, **headers: str) -> requests.Response:
        answer = requests.get(url, headers=headers, timeout=5)
        answer.raise_for_status()
        return answer
