"""A network whose every page passes through a proxy that opens it, and signs certificates by itself."""

import base64
import hashlib
import io
import ssl
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "index.example"
AUTHORITY = "An authority that nobody else knows"


def authority(folder: Path) -> tuple[Path, Path]:
    """Files of the authority's certificate, and of the key and certificate that it signs for the index."""
    signing, serving = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    known = _certificate(AUTHORITY, AUTHORITY, signing, signing, x509.BasicConstraints(ca=True, path_length=0))
    names = x509.SubjectAlternativeName([x509.DNSName(HOST)])
    shown = _certificate(HOST, AUTHORITY, serving, signing, names)
    bundle, pair = folder / "authority.pem", folder / "index.pem"
    bundle.write_bytes(_text(known))
    plain = serialization.NoEncryption()
    key = serving.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    pair.write_bytes(key + _text(shown))
    return bundle, pair


def _certificate(subject: str, issuer: str, key, signing, extension: x509.ExtensionType) -> x509.Certificate:
    now = datetime.now(UTC)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key())
    builder = x509.CertificateBuilder().subject_name(_name(subject)).issuer_name(_name(issuer))
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(hours=1))
    builder = builder.add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
    builder = builder.add_extension(identifier, critical=False)
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return builder.add_extension(own, critical=False).sign(signing, hashes.SHA256())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _text(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def wheel(name: str, files: Mapping[str, str]) -> bytes:
    """A package of one version and no dependency; its scripts may be run."""
    described = f"{name}-1.0.dist-info"
    inside = dict(files) | {
        f"{described}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{described}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = [f"{path},sha256={_digest(text)},{len(text)}" for path, text in inside.items()]
    inside[f"{described}/RECORD"] = "\n".join([*rows, f"{described}/RECORD,,", ""])
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, text in inside.items():
            member = zipfile.ZipInfo(path)
            member.external_attr = 0o100755 << 16
            archive.writestr(member, text)
    return content.getvalue()


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


class Inspector(BaseHTTPRequestHandler):
    """Answers for the host that it is asked to reach, after the client has accepted the certificate shown."""

    context: ssl.SSLContext
    wheels: Mapping[str, bytes]

    def do_CONNECT(self) -> None:
        """Open the tunnel and look inside, as such proxies do."""
        self.send_response(200)
        self.end_headers()
        try:
            self.connection = self.context.wrap_socket(self.connection, server_side=True)
        except OSError:
            self.close_connection = True  # the client does not trust us
            return
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)
        self.close_connection = False

    def do_GET(self) -> None:
        """A page of the index, or a wheel."""
        name = self.path.strip("/").rpartition("/")[2].partition("-")[0]
        if name not in self.wheels:
            self.send_error(404)
            return
        link = f'<a href="/files/{name}-1.0-py3-none-any.whl">{name}-1.0-py3-none-any.whl</a>'
        page = self.path.startswith("/simple/")
        body = f"<!DOCTYPE html><html><body>{link}</body></html>".encode() if page else self.wheels[name]
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if page else "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing to say."""


@contextmanager
def inspected(folder: Path, wheels: Mapping[str, bytes]) -> Iterator[tuple[str, Path]]:
    """The proxy's address and the file of its authority, while it stands in front of an index of these wheels."""
    bundle, pair = authority(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair)
    handler = type("Handler", (Inspector,), {"context": context, "wheels": wheels})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", bundle
        server.shutdown()
