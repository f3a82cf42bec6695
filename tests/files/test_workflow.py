"""PDF files are really read before they are kept."""

import io
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from eig.files.models import StoredFile
from eig.files.workflow import MAX_BYTES, count_pages, discard, store_pdf


def pdf(pages: int = 1, *, change=None) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=200, height=200)
    if change:
        change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def run_on_opening(writer: PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('bonjour')")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def upload(content: bytes, name: str = "defi.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def keep(content: bytes, at, name: str = "defi.pdf", max_pages: int = 12) -> StoredFile:
    return store_pdf(upload(content, name), max_pages=max_pages, by=None, at=at)


def test_a_pdf_is_kept_with_its_pages_and_print(db, at):
    content = pdf(3)
    stored = keep(content, at)
    assert (stored.pages, stored.size, stored.uploaded_at) == (3, len(content), at)
    assert len(stored.sha256) == 64
    assert stored.file.read() == content


def test_the_name_on_disk_says_nothing(db, at):
    stored = keep(pdf(), at, "Projet secret.pdf")
    assert "secret" not in stored.file.name
    assert stored.name == "Projet secret.pdf"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\dossiers\\Défi.PDF", "Défi.pdf"),
        ("retour\nligne.pdf", "retourligne.pdf"),
        (f"{'a' * 300}.pdf", f"{'a' * 190}.pdf"),
        ("...", "document.pdf"),
    ],
)
def test_names_are_made_plain(db, at, given, kept):
    file = upload(pdf())
    file._name = given
    assert store_pdf(file, max_pages=12, by=None, at=at).name == kept


def test_twelve_pages_are_accepted_and_thirteen_are_not(db, at):
    assert keep(pdf(12), at).pages == 12
    with pytest.raises(ValidationError, match=r"13.+pages : 12 au plus"):
        keep(pdf(13), at)


def test_a_known_content_still_obeys_the_limit(db, at):
    content = pdf(13)
    keep(content, at, max_pages=20)
    with pytest.raises(ValidationError, match="12 au plus"):
        keep(content, at)


def test_ten_megabytes_at_most(db, at):
    with pytest.raises(ValidationError, match="dépasse 10 Mo"):
        keep(b"%PDF-1.7\n" + b"0" * MAX_BYTES, at)


@pytest.mark.parametrize("content", [b"<html>", b"%PDF-1.7\nrien de lisible", b"%PDF-"])
def test_what_is_not_a_pdf_is_refused(db, at, content):
    with pytest.raises(ValidationError, match="n’est pas un PDF lisible"):
        keep(content, at)
    assert not StoredFile.objects.exists()


def test_a_locked_pdf_is_refused(db, at):
    with pytest.raises(ValidationError, match="protégé par un mot de passe"):
        keep(pdf(change=lambda writer: writer.encrypt("secret")), at)


@pytest.mark.parametrize(
    "change",
    [
        run_on_opening,
        lambda writer: writer.add_attachment("joint.exe", b"MZ"),
    ],
)
def test_a_pdf_with_a_program_or_an_attachment_is_refused(db, at, change):
    with pytest.raises(ValidationError, match="un programme ou des fichiers joints"):
        keep(pdf(change=change), at)


def test_a_document_that_swells_in_memory_is_stopped():
    """A compressed page of one gigabyte exceeds what the reader is allowed."""
    bomb = zlib.compressobj(9)
    body = b"".join(bomb.compress(b"0" * 2**24) for _ in range(64)) + bomb.flush()
    content = pdf().replace(b"/Type /Page\n", b"/Type /Page\n/Contents 9 0 R\n")
    stream = b"9 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream\nendobj\n" % (len(body), body)
    with pytest.raises(ValidationError):
        count_pages(content.replace(b"xref", stream + b"xref", 1))


def test_discarding_removes_the_bytes_after_the_commit(db, at, django_capture_on_commit_callbacks):
    stored = keep(pdf(), at)
    storage, name = stored.file.storage, stored.file.name
    with django_capture_on_commit_callbacks(execute=True):
        discard(stored)
        assert storage.exists(name)
    assert not storage.exists(name)
    assert not StoredFile.objects.exists()
