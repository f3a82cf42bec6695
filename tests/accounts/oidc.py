"""A little OpenID provider on loopback: real HTTP, real signatures, and the faults that a test asks for."""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "eig", "shared-with-nobody"
SIRET = "11000201100044"


@cache
def key_named(kid: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(ThreadingHTTPServer):
    """Signs in whoever ``person`` says, without asking anything."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.person = {
            "sub": "a-stable-sub",
            "email": "Camille.Lenoir@peches.example",
            "given_name": "Camille",
            "usual_name": "Lenoir",
            "siret": SIRET,
        }
        self.codes: dict[str, dict] = {}
        self.asked: dict[str, str] = {}
        self.signer = "right"
        self.id_claims: dict = {}
        self.user_claims: dict = {}
        self.plain_userinfo = False
        self.named = ""

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api/v2"

    def signed(self, claims: dict) -> str:
        """A token whose header always names the published key, whoever really signs."""
        now = int(time.time())
        standard = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        return jwt.encode(standard | claims, key_named(self.signer), algorithm="RS256", headers={"kid": "right"})


class Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self):
        path = urlsplit(self.path)
        name = path.path.removeprefix("/api/v2/")
        query = {key: values[0] for key, values in parse_qs(path.query).items()}
        {
            ".well-known/openid-configuration": self.discovery,
            "authorize": self.authorize,
            "userinfo": self.userinfo,
            "jwks": self.jwks,
        }[name](query)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.token({key: values[0] for key, values in parse_qs(body).items()})

    def discovery(self, query):
        names = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "userinfo_endpoint": "userinfo",
            "jwks_uri": "jwks",
            "end_session_endpoint": "session/end",
        }
        base = self.server.issuer
        self.answer({"issuer": self.server.named or base} | {key: f"{base}/{path}" for key, path in names.items()})

    def authorize(self, query):
        self.server.asked = query
        code = secrets.token_urlsafe(8)
        self.server.codes[code] = query
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}")
        self.end_headers()

    def token(self, sent):
        asked = self.server.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        known = (sent.get("client_id"), sent.get("client_secret")) == (CLIENT, SECRET)
        if not asked or not known or challenge != asked["code_challenge"]:
            self.answer({"error": "invalid_grant"}, 400)
            return
        claims = {"sub": self.server.person["sub"], "nonce": asked["nonce"], **self.server.id_claims}
        self.answer({"access_token": "opaque", "token_type": "Bearer", "id_token": self.server.signed(claims)})

    def userinfo(self, query):
        if self.headers["authorization"] != "Bearer opaque":
            self.answer({"error": "invalid_token"}, 401)
        elif self.server.plain_userinfo:
            self.answer(self.server.person)
        else:
            self.answer(self.server.signed(self.server.person | self.server.user_claims), kind="application/jwt")

    def jwks(self, query):
        public = jwt.algorithms.RSAAlgorithm.to_jwk(key_named("right").public_key(), as_dict=True)
        self.answer({"keys": [{**public, "kid": "right", "alg": "RS256", "use": "sig"}]})

    def answer(self, content, status=200, kind="application/json"):
        body = (content if isinstance(content, str) else json.dumps(content)).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        """Nothing on the screen."""


@contextmanager
def running():
    """The provider, until the end of the block."""
    with Provider() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
