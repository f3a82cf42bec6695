"""Keeping files: checked before they are stored, removed with what they belonged to."""

import hashlib
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path, PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from eig.accounts.models import User
from eig.common.text import plural
from eig.files.models import StoredFile

MAX_BYTES = 10 * 1024 * 1024
PATIENCE = 20
PARSER = Path(__file__).with_name("parser.py")
SENTENCES = {
    "locked": "Ce PDF est protégé par un mot de passe. Enregistrez-le sans protection, puis envoyez-le à nouveau.",
    "active": "Ce PDF contient un programme ou des fichiers joints. Exportez-le à nouveau sans eux.",
    "unreadable": "Ce fichier n’est pas un PDF lisible. Exportez-le à nouveau en PDF depuis votre logiciel.",
}


def store_pdf(upload: UploadedFile, *, max_pages: int, by: User | None, at: datetime) -> StoredFile:
    """Keep an uploaded PDF of at most 10 MB and ``max_pages`` pages.

    Raises ``ValidationError``, in French, when the file is too big, too long, locked, active or not really a PDF.
    """
    content = _read(upload)
    digest = hashlib.sha256(content).hexdigest()
    pages = _known_pages(digest) or count_pages(content)
    if pages > max_pages:
        raise ValidationError(f"Ce PDF compte {plural(pages, 'page')} : {max_pages} au plus sont acceptées.")
    stored = StoredFile(
        name=_plain_name(upload.name),
        size=len(content),
        pages=pages,
        sha256=digest,
        uploaded_by=by,
        uploaded_at=at,
    )
    stored.file.save("file.pdf", ContentFile(content), save=False)
    stored.save()
    return stored


def discard(stored: StoredFile) -> None:
    """Forget a file: its row now, its bytes once the transaction has succeeded."""
    storage, name = stored.file.storage, str(stored.file)
    stored.delete()
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def count_pages(content: bytes) -> int:
    """Really open the document, in a process with little memory and little time.

    Raises ``ValidationError`` when it cannot be read or should not be kept.
    """
    verdict = _inspect(content)
    if problem := verdict.get("problem"):
        raise ValidationError(SENTENCES[problem])
    return verdict["pages"]


def pages_to_join(stored: StoredFile) -> bytes | None:
    """The pages of a file alone, rewritten so that another PDF can take them in; ``None`` when they cannot be.

    Done apart like the inspection: whatever is wrong inside, it takes little memory and little time.
    """
    try:
        with stored.file.open("rb") as stream:
            return _parsed(stream.read(), "copy")
    except (OSError, subprocess.SubprocessError):
        return None


def _inspect(content: bytes) -> dict:
    try:
        return json.loads(_parsed(content, "look"))
    except (subprocess.SubprocessError, ValueError):
        return {"problem": "unreadable"}


def _parsed(content: bytes, wanted: str) -> bytes:
    """What the parser prints. Raises ``SubprocessError`` when it fails or is too long."""
    command = [sys.executable, "-I", str(PARSER), wanted]
    done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, check=True, env={})
    return done.stdout


def _read(upload: UploadedFile) -> bytes:
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError("Ce fichier dépasse 10 Mo. Réduisez la taille de ses images, puis envoyez-le à nouveau.")
    upload.seek(0)
    content = upload.read()
    if b"%PDF-" not in content[:1024]:
        raise ValidationError(SENTENCES["unreadable"])
    return content


def _known_pages(digest: str) -> int | None:
    """The pages of the same bytes, when they have already been read once."""
    return StoredFile.objects.filter(sha256=digest).values_list("pages", flat=True).first()


def _plain_name(name: str | None) -> str:
    """The last part of a file name, without control characters, at most 200 long with its ending."""
    plain = "".join(c for c in PurePath((name or "").replace("\\", "/")).name if c.isprintable())
    stem = plain.removesuffix(".pdf").removesuffix(".PDF").strip(". ") or "document"
    return f"{stem[:190]}.pdf"
